import code from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { StreamIdentifier } from '@eventstore/db-client/generated/shared_pb.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import { type Appended, type EventToAppend, type ExpectedRevision, MAX_APPEND_BYTES } from '../port.js';
import { actualOf, type AppendContext, checkWrite, expectedInLog } from './append.js';
import { codeOf } from './codes.js';
import { WireFault } from './faults.js';
import { eventFrom, expectedIn, streamNameOf, uuidOf } from './proposed.js';
import { identifierOf, uuidFrom } from './recorded.js';

/** The deadline that came with an append has passed; what becomes of the append is not known. */
class DeadlinePassed extends Error {}

interface Batch {
  readonly id: string;
  readonly options: BatchAppendReq.Options;
  readonly messages: BatchAppendReq.ProposedMessage[];
}

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
  return expected === 'any' ? fault.setExpectedAny(new empty.Empty()) : fault.setExpectedStreamPosition(String(expected));
};

/** Every refusal carries details: a client that finds none ends its process. */
const statusOf = (fault: unknown, expected: ExpectedRevision, identifier: StreamIdentifier | undefined): Status => {
  const actual = actualOf(fault);
  if (actual !== undefined) return statusWith(code.Code.ABORTED, 'Wrong expected version', 'WrongExpectedVersion', wrongVersion(expected, actual));
  if (codeOf(fault) === 'append-too-large') {
    const details = new shared.MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_BYTES);
    return statusWith(code.Code.INVALID_ARGUMENT, 'Append too large', 'MaximumAppendSizeExceeded', details);
  }
  if (fault instanceof DeadlinePassed) return statusWith(code.Code.DEADLINE_EXCEEDED, 'Deadline exceeded', 'Timeout', new shared.Timeout());
  if (fault instanceof WireFault && fault.exception === 'stream-deleted') {
    return statusWith(code.Code.FAILED_PRECONDITION, fault.details, 'StreamDeleted', new shared.StreamDeleted().setStreamIdentifier(identifier));
  }
  if (fault instanceof WireFault && fault.exception === 'access-denied') {
    return statusWith(code.Code.PERMISSION_DENIED, fault.details, 'AccessDenied', new shared.AccessDenied());
  }
  if (fault instanceof WireFault || fault instanceof RangeError) {
    return statusWith(code.Code.INVALID_ARGUMENT, fault.message, 'BadRequest', new shared.BadRequest().setMessage(fault.message));
  }
  return statusWith(code.Code.UNKNOWN, 'The store cannot do this at the moment.', 'Unknown', new shared.Unknown());
};

/** Milliseconds that are left; none where no deadline was given. */
const timeLeft = (options: BatchAppendReq.Options): number | undefined => {
  const deadline = options.getDeadline();
  return deadline && deadline.toDate().getTime() - Date.now();
};

const within = async <T>(ms: number | undefined, work: () => Promise<T>): Promise<T> => {
  if (ms === undefined) return work();
  if (ms <= 0) throw new DeadlinePassed();
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(new DeadlinePassed()), Math.min(ms, 2 ** 31 - 1)); });
  return Promise.race([work(), passed]).finally(() => clearTimeout(timer));
};

/** The appends of one `BatchAppend` call: each is gathered under its correlation id and answered when it is done. */
export class BatchAppends {
  private readonly open = new Map<string, Batch>();

  constructor(private readonly context: AppendContext) {}

  /** The answer once an append's last part has come; nothing before. */
  async take(request: BatchAppendReq): Promise<BatchAppendResp | undefined> {
    const id = uuidOf(request.getCorrelationId());
    const options = request.getOptions();
    const batch = this.open.get(id) ?? (options && { id, options, messages: [] });
    if (!batch) return undefined;
    this.open.set(id, batch);
    batch.messages.push(...request.getProposedMessagesList());
    if (!request.getIsFinal()) return undefined;
    this.open.delete(id);
    return this.appended(batch);
  }

  private async appended({ id, options, messages }: Batch): Promise<BatchAppendResp> {
    const { store, now, mayWrite } = this.context;
    const response = new streams.BatchAppendResp().setCorrelationId(uuidFrom(id)).setStreamIdentifier(options.getStreamIdentifier());
    const expected = expectedIn(options, () => options.getStreamPosition());
    try {
      const stream = streamNameOf(options.getStreamIdentifier());
      const events: readonly EventToAppend[] = messages.map((message) => eventFrom(message, now));
      checkWrite(mayWrite, stream, events);
      const appended = await within(timeLeft(options), async () => store.append(stream, await expectedInLog(store, stream, expected), events));
      return response.setStreamIdentifier(identifierOf(stream)).setSuccess(success(appended));
    } catch (fault) {
      return response.setError(statusOf(fault, expected, options.getStreamIdentifier()));
    }
  }
}

const success = ({ revision, position }: Appended): BatchAppendResp.Success => new streams.BatchAppendResp.Success()
  .setCurrentRevision(String(revision))
  .setPosition(new shared.AllStreamPosition().setCommitPosition(position).setPreparePosition(position));
