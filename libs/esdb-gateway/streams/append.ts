import { errorCodeOf } from '@ledgerdesk/kernel';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendResult, EventStore, EventToAppend, ExpectedRevision } from '../../event-store/port.js';
import { MAX_APPEND_BYTES } from '../../event-store/port.js';
import { badRequest, streamDeleted, tooLarge } from '../protocol/rpc-error.js';
import { eventFrom, expectedIn, streamNameOf } from '../protocol/request-fields.js';
import { isOwn, type MayWrite } from '../server/authentication.js';
import { aboutStream, METADATA_TYPE, metadataIn, metadataOf } from '../protocol/stream-metadata.js';

/** What the handlers of appends need. */
export interface AppendContext {
  readonly store: EventStore;
  readonly now: () => string;
  readonly mayWrite: MayWrite;
  /** Whether the engine's own processes write here. */
  readonly engineWrites: boolean;
}

const success = ({ revision, position }: AppendResult): AppendResp =>
  new streams.AppendResp().setSuccess(
    new streams.AppendResp.Success()
      .setCurrentRevision(String(revision))
      .setPosition(new streams.AppendResp.Position().setCommitPosition(position).setPreparePosition(position)),
  );

const wrong = (expected: ExpectedRevision, actual: number): AppendResp => {
  const fault = new streams.AppendResp.WrongExpectedVersion();
  if (actual < 0) fault.setCurrentNoStream(new shared.Empty());
  else fault.setCurrentRevision(String(actual));
  if (expected === 'no-stream') fault.setExpectedNoStream(new shared.Empty());
  else if (expected === 'stream-exists') fault.setExpectedStreamExists(new shared.Empty());
  else if (expected === 'any') fault.setExpectedAny(new shared.Empty());
  else fault.setExpectedRevision(String(expected));
  return new streams.AppendResp().setWrongExpectedVersion(fault);
};

/** The revision that a stream was found at, for the fault that says so. */
export const actualOf = (fault: unknown): number | undefined =>
  errorCodeOf(fault) === 'wrong-expected-revision' && typeof fault === 'object' && fault !== null && 'actual' in fault
    ? Number(fault.actual)
    : undefined;

const appended = async (
  store: EventStore,
  stream: string,
  expected: ExpectedRevision,
  events: readonly EventToAppend[],
): Promise<AppendResp> => {
  try {
    return success(await store.append(stream, await expectedInLog(store, stream, expected), events));
  } catch (fault) {
    const actual = actualOf(fault);
    if (actual !== undefined) return wrong(expected, actual);
    throw errorCodeOf(fault) === 'append-too-large' ? tooLarge(MAX_APPEND_BYTES) : fault;
  }
};

/**
 * What to expect of the log when a client expects something of a stream that was deleted: to the client there is none.
 * Refuses a stream that was tombstoned, and one that was deleted where a stream is expected. The engine's own streams are never deleted.
 */
export const expectedInLog = async (
  store: EventStore,
  stream: string,
  expected: ExpectedRevision,
): Promise<ExpectedRevision> => {
  if (isOwn(stream)) return expected;
  const { $tb = 0 } = await metadataOf(store, aboutStream(stream) ?? stream);
  if ($tb === 0 || aboutStream(stream) !== undefined || (expected !== 'no-stream' && expected !== 'stream-exists'))
    return expected;
  const [last] = await store.readStream(stream, { direction: 'backward', limit: 1 });
  if (!last || last.revision >= $tb) return expected;
  if (expected === 'stream-exists') throw streamDeleted(stream);
  return last.revision;
};

/** Refuses what is not to be written: to streams that are closed, and metadata that says nothing that can be heeded. */
export const checkWrite = (mayWrite: MayWrite, stream: string, events: readonly EventToAppend[]): void => {
  mayWrite(stream);
  if (aboutStream(stream) === undefined) return;
  for (const { type, data } of events) {
    if (type !== METADATA_TYPE) throw badRequest(`${stream} takes events of the type ${METADATA_TYPE}.`);
    metadataIn(data);
  }
};

/** `Streams/Append`: options first, then the events, one message each. */
export const append = async (
  { store, now, mayWrite, engineWrites }: AppendContext,
  requests: AsyncIterable<AppendReq>,
): Promise<AppendResp> => {
  let options: AppendReq.Options | undefined;
  const events: EventToAppend[] = [];
  for await (const request of requests) {
    options ??= request.getOptions();
    const message = request.getProposedMessage();
    if (message) events.push(eventFrom(message, now(), engineWrites));
  }
  if (!options) throw badRequest('An append names its stream first.');
  const stream = streamNameOf(options.getStreamIdentifier());
  checkWrite(mayWrite, stream, events);
  return appended(
    store,
    stream,
    expectedIn(options, () => options.getRevision()),
    events,
  );
};
