import {
  type AppendCondition,
  type AppendResult,
  type EventToAppend,
  type ExpectedRevision,
  isExpectedRevision,
  WrongExpectedRevision,
} from '@ledgerdesk/event-store';
import { errorCodeOf } from '@ledgerdesk/kernel';
import { badRequest, streamDeleted } from '../protocol/rpc-error.js';
import {
  type CurrentMetadata,
  isDeleted,
  isDeletionMark,
  isExpectedState,
  METADATA_TYPE,
  metadataStreamOf,
  parseStreamMetadata,
  readStreamMetadata,
  readStreamState,
  streamDescribedBy,
  truncatedBefore,
} from '../protocol/stream-metadata.js';
import { metadataEvent } from './metadata-event.js';
import type { WriteAccess } from './write-access.js';
import { actualRevisionOf, isConflict } from './write-conflict.js';
import type { WriteContext } from './write-context.js';

/** @throws RpcError if clients may not write the stream, or for invalid stream metadata */
const checkWrite = (access: WriteAccess, stream: string, events: readonly EventToAppend[]): void => {
  access.check(stream);
  access.checkTypes(stream, events);
  if (streamDescribedBy(stream) === undefined) return;
  for (const { type, data } of events) {
    if (type !== METADATA_TYPE) throw badRequest(`${stream} accepts only events of type ${METADATA_TYPE}.`);
    parseStreamMetadata(data);
  }
};

export const exactly = (stream: string, revision: number): AppendCondition => ({
  stream,
  expected: revision < 0 ? 'no-stream' : revision,
});

/** What the store appends, and checks in the same commit. */
interface StoreAppend {
  readonly events: readonly EventToAppend[];
  readonly expected: ExpectedRevision;
  readonly conditions?: readonly AppendCondition[];
  /** The stream whose mark of deletion may have to be taken away afterwards. */
  readonly revives?: string;
}

/**
 * An append of metadata requires that the stream they describe is not tombstoned. Metadata of a deleted stream do not
 * bring its events back, and those that mark a deletion hide all events so far.
 */
const metadataAppend = async (
  { store }: WriteContext,
  described: string,
  expected: ExpectedRevision,
  events: readonly EventToAppend[],
): Promise<StoreAppend> => {
  const state = await readStreamState(store, described);
  const truncate = (event: EventToAppend): EventToAppend => {
    const metadata = parseStreamMetadata(event.data);
    const hidesAll = isDeleted(state) || isDeletionMark(metadata);
    return truncatedBefore(event, hidesAll ? state.lastRevision + 1 : (metadata.$tb ?? 0));
  };
  return {
    events: events.map(truncate),
    expected,
    conditions: [
      exactly(metadataStreamOf(described), state.metadataRevision),
      events.some(({ data }) => isDeletionMark(parseStreamMetadata(data)))
        ? exactly(described, state.lastRevision)
        : { stream: described, expected: 'any' },
    ],
    ...(isDeleted(state) && { revives: described }),
  };
};

/**
 * Translates an append for the store, in which a soft-deleted stream is not empty. Where that depends on the stream's
 * metadata, these must not change before the commit.
 */
const storeAppend = async (
  context: WriteContext,
  stream: string,
  expected: ExpectedRevision,
  events: readonly EventToAppend[],
): Promise<StoreAppend> => {
  const { store, access } = context;
  if (access.isEngineStream(stream)) return { events, expected };
  const described = streamDescribedBy(stream);
  if (described !== undefined) return metadataAppend(context, described, expected, events);
  if (expected !== 'no-stream' && expected !== 'stream-exists') {
    const { isMarked } = await readStreamMetadata(store, stream);
    return { events, expected, ...(isMarked && { revives: stream }) };
  }
  const state = await readStreamState(store, stream);
  if (isDeleted(state) && expected === 'stream-exists') throw streamDeleted(stream);
  const metadata = exactly(metadataStreamOf(stream), state.metadataRevision);
  const revival = state.isMarked && { revives: stream };
  if (!isDeleted(state)) {
    const exists = expected === 'stream-exists' && isExpectedState(expected, state);
    return { events, expected: exists ? 'any' : expected, conditions: [metadata], ...revival };
  }
  // With `any`, a repeat of an append whose events were deleted since is found by its ids.
  return { events, expected: 'any', conditions: [metadata, exactly(stream, state.lastRevision)], ...revival };
};

/** Replaces a mark of deletion by the truncation that it stands for. */
const takeMarkAway = async (
  { store, now }: WriteContext,
  stream: string,
  { metadata, metadataRevision }: CurrentMetadata,
): Promise<void> => {
  const own = exactly(metadataStreamOf(stream), metadataRevision);
  const { $tb = 0 } = metadata;
  const event = truncatedBefore(metadataEvent(JSON.stringify({ ...metadata, $tb }), now()), $tb);
  await store.append(own.stream, own.expected, [event]);
};

/**
 * Takes the mark of deletion away from a stream that has events again, in a commit of its own, as EventStoreDB does.
 * Until then, and if this fails, what the mark records hides the deleted events. The next append tries again.
 */
const revive = async (context: WriteContext, stream: string): Promise<void> => {
  const state = await readStreamState(context.store, stream);
  if (!isDeleted(state) && !state.isExact) await takeMarkAway(context, stream, state);
};

/** Checks the expected revision of an append of no events, which records nothing. Its position is that of the log. */
const appendNothing = async (
  context: WriteContext,
  stream: string,
  expected: ExpectedRevision,
): Promise<AppendResult> => {
  const { store } = context;
  const state = await readStreamState(store, stream);
  const { isMarked, lastRevision } = state;
  if (isDeleted(state) && expected === 'stream-exists') throw streamDeleted(stream);
  if (!isExpectedState(expected, state)) throw new WrongExpectedRevision(stream, expected, lastRevision);
  if (isMarked) await takeMarkAway(context, stream, state);
  return { revision: lastRevision, position: await store.head() };
};

/** True if the stream itself is not as it was read, though as the client expects. */
const changedMeanwhile = ({ conditions = [] }: StoreAppend, stream: string, actual: number): boolean =>
  conditions.some((condition) => condition.stream === stream && !isExpectedRevision(condition.expected, actual));

/**
 * Appends events for a client. Rejects with RpcError if the client may not write the stream or it is deleted, and with
 * the errors of the store.
 */
export const commitAppend = async (
  context: WriteContext,
  stream: string,
  expected: ExpectedRevision,
  events: readonly EventToAppend[],
): Promise<AppendResult> => {
  checkWrite(context.access, stream, events);
  if (events.length === 0) return appendNothing(context, stream, expected);
  for (;;) {
    const append = await storeAppend(context, stream, expected, events);
    try {
      const result = await context.store.append(stream, append.expected, append.events, append.conditions);
      if (append.revives !== undefined) await revive(context, append.revives).catch(() => undefined);
      return result;
    } catch (error) {
      if (errorCodeOf(error) === 'stream-deleted') throw streamDeleted(stream);
      if (!isConflict(error)) throw error;
      const actual = actualRevisionOf(error, stream);
      if (actual !== undefined && !changedMeanwhile(append, stream, actual)) throw error;
    }
  }
};
