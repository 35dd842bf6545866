import code from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { StreamIdentifier } from '@eventstore/db-client/generated/shared_pb.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import { type ExpectedRevision, MAX_APPEND_BYTES } from '@ledgerdesk/event-store';
import { bytesOf } from '../protocol/request-fields.js';
import { type RpcError, toRpcError } from '../protocol/rpc-error.js';
import { DeadlineExceeded } from './deadline.js';
import { actualRevisionOf } from './write-conflict.js';

interface Message {
  serializeBinary(): Uint8Array;
}

const statusOf = (statusCode: number, message: string, type: string, details: Message): Status => {
  const packed = new any.Any();
  packed.pack(details.serializeBinary(), `event_store.client.${type}`);
  return new status.Status().setCode(statusCode).setMessage(message).setDetails(packed);
};

const wrongExpectedVersion = (expected: ExpectedRevision, actual: number): Message => {
  const details = new shared.WrongExpectedVersion();
  if (actual < 0) details.setCurrentNoStream(new empty.Empty());
  else details.setCurrentStreamRevision(String(actual));
  if (expected === 'no-stream') return details.setExpectedNoStream(new empty.Empty());
  if (expected === 'stream-exists') return details.setExpectedStreamExists(new empty.Empty());
  return expected === 'any'
    ? details.setExpectedAny(new empty.Empty())
    : details.setExpectedStreamPosition(String(expected));
};

const rpcStatus = ({ exception, details }: RpcError, identifier: StreamIdentifier | undefined): Status => {
  const { FAILED_PRECONDITION, INVALID_ARGUMENT, PERMISSION_DENIED, UNKNOWN } = code.Code;
  switch (exception) {
    case 'stream-deleted': {
      const deleted = new shared.StreamDeleted().setStreamIdentifier(identifier);
      return statusOf(FAILED_PRECONDITION, details, 'StreamDeleted', deleted);
    }
    case 'access-denied':
      return statusOf(PERMISSION_DENIED, details, 'AccessDenied', new shared.AccessDenied());
    case 'maximum-append-size-exceeded': {
      const exceeded = new shared.MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_BYTES);
      return statusOf(INVALID_ARGUMENT, details, 'MaximumAppendSizeExceeded', exceeded);
    }
    case 'unavailable':
      return statusOf(UNKNOWN, details, 'Unknown', new shared.Unknown());
    default:
      return statusOf(INVALID_ARGUMENT, details, 'BadRequest', new shared.BadRequest().setMessage(details));
  }
};

/** The status of a failed append of a batch. Always has details: EventStoreDB's client crashes without them. */
export const batchAppendStatus = (
  error: unknown,
  expected: ExpectedRevision,
  identifier: StreamIdentifier | undefined,
): Status => {
  const { ABORTED, DEADLINE_EXCEEDED } = code.Code;
  const actual = actualRevisionOf(error, bytesOf(identifier?.getStreamName() ?? '').toString('utf8'));
  if (actual !== undefined) {
    const details = wrongExpectedVersion(expected, actual);
    return statusOf(ABORTED, 'Wrong expected version', 'WrongExpectedVersion', details);
  }
  if (error instanceof DeadlineExceeded)
    return statusOf(DEADLINE_EXCEEDED, 'Deadline exceeded', 'Timeout', new shared.Timeout());
  return rpcStatus(toRpcError(error), identifier);
};
