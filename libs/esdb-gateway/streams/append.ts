import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import {
  type AppendResult,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  MAX_APPEND_BYTES,
} from '@ledgerdesk/event-store';
import { errorCodeOf, isRecord } from '@ledgerdesk/kernel';
import { parseExpectedRevision, streamNameOf } from '../protocol/request-fields.js';
import { appendTooLarge, badRequest, streamDeleted } from '../protocol/rpc-error.js';
import {
  METADATA_TYPE,
  parseStreamMetadata,
  readStreamMetadata,
  streamDescribedBy,
} from '../protocol/stream-metadata.js';
import { proposedEvent } from './proposed-event.js';
import type { WriteAccess } from './write-access.js';

/** The dependencies of handlers that write. */
export interface WriteContext {
  readonly store: EventStore;
  readonly now: () => string;
  readonly access: WriteAccess;
  /** True if other processes of the engine write through this server. */
  readonly engineWrites: boolean;
}

const success = ({ revision, position }: AppendResult): AppendResp =>
  new streams.AppendResp().setSuccess(
    new streams.AppendResp.Success()
      .setCurrentRevision(String(revision))
      .setPosition(new streams.AppendResp.Position().setCommitPosition(position).setPreparePosition(position)),
  );

const wrongExpectedVersion = (expected: ExpectedRevision, actual: number): AppendResp => {
  const error = new streams.AppendResp.WrongExpectedVersion();
  if (actual < 0) error.setCurrentNoStream(new shared.Empty());
  else error.setCurrentRevision(String(actual));
  if (expected === 'no-stream') error.setExpectedNoStream(new shared.Empty());
  else if (expected === 'stream-exists') error.setExpectedStreamExists(new shared.Empty());
  else if (expected === 'any') error.setExpectedAny(new shared.Empty());
  else error.setExpectedRevision(String(expected));
  return new streams.AppendResp().setWrongExpectedVersion(error);
};

/** The actual revision in a WrongExpectedRevision; undefined for any other error. */
export const actualRevisionOf = (error: unknown): number | undefined =>
  errorCodeOf(error) === 'wrong-expected-revision' && isRecord(error) ? Number(error['actual']) : undefined;

/**
 * Translates an expected revision for a soft-deleted stream, which is empty for clients but not in the store.
 * @throws RpcError if the stream is tombstoned, or soft-deleted and expected to exist
 */
export const storedRevisionFor = async (
  { store, access }: WriteContext,
  stream: string,
  expected: ExpectedRevision,
): Promise<ExpectedRevision> => {
  if (access.isEngineStream(stream)) return expected;
  const described = streamDescribedBy(stream);
  const { $tb = 0 } = await readStreamMetadata(store, described ?? stream);
  if ($tb === 0 || described !== undefined || (expected !== 'no-stream' && expected !== 'stream-exists'))
    return expected;
  const [last] = await store.readStream(stream, { direction: 'backward', limit: 1 });
  if (!last || last.revision >= $tb) return expected;
  if (expected === 'stream-exists') throw streamDeleted(stream);
  return last.revision;
};

/** @throws RpcError if clients may not write the stream, or for invalid stream metadata */
export const checkWrite = (access: WriteAccess, stream: string, events: readonly EventToAppend[]): void => {
  access.check(stream);
  if (streamDescribedBy(stream) === undefined) return;
  for (const { type, data } of events) {
    if (type !== METADATA_TYPE) throw badRequest(`${stream} accepts only events of type ${METADATA_TYPE}.`);
    parseStreamMetadata(data);
  }
};

const parseExpected = (options: AppendReq.Options): ExpectedRevision =>
  parseExpectedRevision(options, () => options.getRevision());

const appendAndRespond = async (
  context: WriteContext,
  stream: string,
  expected: ExpectedRevision,
  events: readonly EventToAppend[],
): Promise<AppendResp> => {
  try {
    const stored = await storedRevisionFor(context, stream, expected);
    return success(await context.store.append(stream, stored, events));
  } catch (error) {
    const actual = actualRevisionOf(error);
    if (actual !== undefined) return wrongExpectedVersion(expected, actual);
    throw errorCodeOf(error) === 'append-too-large' ? appendTooLarge(MAX_APPEND_BYTES) : error;
  }
};

/** `Streams/Append`: the first message holds the options, each later one an event. */
export const append = async (context: WriteContext, requests: AsyncIterable<AppendReq>): Promise<AppendResp> => {
  const { now, access, engineWrites } = context;
  let options: AppendReq.Options | undefined;
  const events: EventToAppend[] = [];
  for await (const request of requests) {
    options ??= request.getOptions();
    const message = request.getProposedMessage();
    if (message) events.push(proposedEvent(message, now(), engineWrites));
  }
  if (!options) throw badRequest('The options of the append are missing.');
  const stream = streamNameOf(options.getStreamIdentifier());
  checkWrite(access, stream, events);
  return appendAndRespond(context, stream, parseExpected(options), events);
};
