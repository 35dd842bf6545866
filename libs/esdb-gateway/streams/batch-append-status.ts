import { errorCodeOf } from '@ledgerdesk/kernel';
import code from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { StreamIdentifier } from '@eventstore/db-client/generated/shared_pb.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import { type ExpectedRevision, MAX_APPEND_BYTES } from '../../event-store/port.js';
import { actualOf } from './append.js';
import { DeadlinePassed } from './deadline.js';
import { GatewayFault } from '../protocol/rpc-error.js';

interface Packable {
  serializeBinary(): Uint8Array;
}

const statusWith = (statusCode: number, message: string, type: string, details: Packable): Status => {
  const packed = new any.Any();
  packed.pack(details.serializeBinary(), `event_store.client.${type}`);
  return new status.Status().setCode(statusCode).setMessage(message).setDetails(packed);
};

const wrongVersion = (expected: ExpectedRevision, actual: number): Packable => {
  const fault = new shared.WrongExpectedVersion();
  if (actual < 0) fault.setCurrentNoStream(new empty.Empty());
  else fault.setCurrentStreamRevision(String(actual));
  if (expected === 'no-stream') return fault.setExpectedNoStream(new empty.Empty());
  if (expected === 'stream-exists') return fault.setExpectedStreamExists(new empty.Empty());
  return expected === 'any'
    ? fault.setExpectedAny(new empty.Empty())
    : fault.setExpectedStreamPosition(String(expected));
};

/** A refusal as `BatchAppend` answers it. Each carries details: a client that finds none ends its process. */
export const statusOf = (
  fault: unknown,
  expected: ExpectedRevision,
  identifier: StreamIdentifier | undefined,
): Status => {
  const actual = actualOf(fault);
  if (actual !== undefined)
    return statusWith(
      code.Code.ABORTED,
      'Wrong expected version',
      'WrongExpectedVersion',
      wrongVersion(expected, actual),
    );
  if (errorCodeOf(fault) === 'append-too-large') {
    const details = new shared.MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_BYTES);
    return statusWith(code.Code.INVALID_ARGUMENT, 'Append too large', 'MaximumAppendSizeExceeded', details);
  }
  if (fault instanceof DeadlinePassed)
    return statusWith(code.Code.DEADLINE_EXCEEDED, 'Deadline exceeded', 'Timeout', new shared.Timeout());
  if (fault instanceof GatewayFault && fault.exception === 'stream-deleted') {
    return statusWith(
      code.Code.FAILED_PRECONDITION,
      fault.details,
      'StreamDeleted',
      new shared.StreamDeleted().setStreamIdentifier(identifier),
    );
  }
  if (fault instanceof GatewayFault && fault.exception === 'access-denied') {
    return statusWith(code.Code.PERMISSION_DENIED, fault.details, 'AccessDenied', new shared.AccessDenied());
  }
  if (fault instanceof GatewayFault || fault instanceof RangeError) {
    return statusWith(
      code.Code.INVALID_ARGUMENT,
      fault.message,
      'BadRequest',
      new shared.BadRequest().setMessage(fault.message),
    );
  }
  return statusWith(code.Code.UNKNOWN, 'The store cannot do this at the moment.', 'Unknown', new shared.Unknown());
};
