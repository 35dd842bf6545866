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
  isTruncated,
  METADATA_TYPE,
  metadataStreamOf,
  parseStreamMetadata,
  readStreamMetadata,
  readStreamState,
  streamDescribedBy,
} from '../protocol/stream-metadata.js';
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

/** What the store checks for an append. */
interface StoreExpectation {
  readonly expected: ExpectedRevision;
  readonly conditions?: readonly AppendCondition[];
}

/** An append of metadata requires that the stream they describe is not tombstoned. */
const metadataExpectation = async (
  { store }: WriteContext,
  described: string,
  expected: ExpectedRevision,
): Promise<StoreExpectation> => {
  await readStreamMetadata(store, described);
  return { expected, conditions: [{ stream: described, expected: 'any' }] };
};

/**
 * Translates an expected revision for the store, in which a soft-deleted stream is not empty. Where that depends on the
 * stream's metadata, these must not change before the commit.
 */
const expectationOf = async (
  context: WriteContext,
  stream: string,
  expected: ExpectedRevision,
): Promise<StoreExpectation> => {
  const { store, access } = context;
  if (access.isEngineStream(stream)) return { expected };
  const described = streamDescribedBy(stream);
  if (described !== undefined) return metadataExpectation(context, described, expected);
  if (expected !== 'no-stream' && expected !== 'stream-exists') {
    await readStreamMetadata(store, stream);
    return { expected };
  }
  const state = await readStreamState(store, stream);
  if (isTruncated(state) && expected === 'stream-exists') throw streamDeleted(stream);
  return {
    expected: isTruncated(state) ? state.lastRevision : expected,
    conditions: [exactly(metadataStreamOf(stream), state.metadataRevision)],
  };
};

/** Checks the expected revision of an append of no events, which records nothing. Its position is that of the log. */
const appendNothing = async (
  { store }: WriteContext,
  stream: string,
  expected: ExpectedRevision,
): Promise<AppendResult> => {
  const state = await readStreamState(store, stream);
  if (isTruncated(state) && expected === 'stream-exists') throw streamDeleted(stream);
  const isEmpty = isTruncated(state) && expected === 'no-stream';
  if (!isEmpty && !isExpectedRevision(expected, state.lastRevision))
    throw new WrongExpectedRevision(stream, expected, state.lastRevision);
  return { revision: state.lastRevision, position: await store.head() };
};

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
    const stored = await expectationOf(context, stream, expected);
    try {
      return await context.store.append(stream, stored.expected, events, stored.conditions);
    } catch (error) {
      if (errorCodeOf(error) === 'stream-deleted') throw streamDeleted(stream);
      if (!isConflict(error) || actualRevisionOf(error, stream) !== undefined) throw error;
    }
  }
};
