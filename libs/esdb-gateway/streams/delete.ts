import { randomUUID } from 'node:crypto';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { DeleteReq, DeleteResp, TombstoneReq, TombstoneResp } from '@eventstore/db-client/generated/streams_pb.js';
import { encodeForeign, type EventToAppend, type ExpectedRevision, TOMBSTONE_TYPE } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { parseExpectedRevision, streamNameOf } from '../protocol/request-fields.js';
import { accessDenied, streamDeleted, wrongExpectedVersion } from '../protocol/rpc-error.js';
import {
  DELETION_MARK,
  isDeleted,
  isExpectedState,
  metadataStreamOf,
  readStreamState,
  streamDescribedBy,
  type StreamState,
  truncatedBefore,
} from '../protocol/stream-metadata.js';
import { exactly } from './commit-append.js';
import { metadataEvent } from './metadata-event.js';
import { isConflict } from './write-conflict.js';
import type { WriteContext } from './write-context.js';

const deletionEvent = (lastRevision: number, at: string): EventToAppend =>
  truncatedBefore(metadataEvent(DELETION_MARK, at), lastRevision + 1);

const tombstoneEvent = (at: string): EventToAppend =>
  encodeForeign(
    {
      id: randomUUID(),
      type: TOMBSTONE_TYPE,
      contentType: 'application/octet-stream',
      data: Buffer.alloc(0),
      metadata: Buffer.alloc(0),
    },
    at,
  );

/**
 * Checks the expected revision as clients see it: a soft-deleted stream is empty or at its last revision, and does not
 * exist.
 */
const checkExpected = (stream: string, expected: ExpectedRevision, state: StreamState): void => {
  if (isDeleted(state) && expected === 'stream-exists') throw streamDeleted(stream);
  if (isDeleted(state) && expected === 'no-stream') return;
  if (!isExpectedState(expected, state)) throw wrongExpectedVersion(stream, expected, state.lastRevision);
};

/** Checks the expected revision of a soft deletion: a stream with metadata alone exists, one without both does not. */
const checkSoftDeletion = (stream: string, expected: ExpectedRevision, state: StreamState): void => {
  if (state.lastRevision >= 0 || (isDeleted(state) && expected === 'stream-exists'))
    return checkExpected(stream, expected, state);
  if (state.metadataRevision < 0 || typeof expected === 'number') throw wrongExpectedVersion(stream, expected, -1);
};

/**
 * Reads the state of a stream, checks the expected revision, and deletes the stream in that state. Reads again if the
 * stream or its metadata changed in between, so that a concurrent append is either seen or refused.
 */
const deleteAt = async (
  { store, access }: WriteContext,
  options: DeleteReq.Options | TombstoneReq.Options,
  check: typeof checkExpected,
  commit: (stream: string, state: StreamState) => Promise<{ readonly position: Position }>,
): Promise<Position> => {
  const stream = streamNameOf(options.getStreamIdentifier());
  access.check(stream);
  if (streamDescribedBy(stream) !== undefined)
    throw accessDenied(`${stream} cannot be deleted. Delete the stream that it describes, or set other metadata.`);
  const expected = parseExpectedRevision(options, () => options.getRevision());
  for (;;) {
    const state = await readStreamState(store, stream);
    check(stream, expected, state);
    try {
      return (await commit(stream, state)).position;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
};

/**
 * `Streams/Delete`: hides all events of the stream, and replaces its metadata. Later appends continue after its last
 * revision.
 */
export const softDelete = async (context: WriteContext, request: DeleteReq): Promise<DeleteResp> => {
  const options = request.getOptions() ?? new streams.DeleteReq.Options();
  const commit = (stream: string, { lastRevision, metadataRevision }: StreamState) => {
    const own = exactly(metadataStreamOf(stream), metadataRevision);
    const deletion = deletionEvent(lastRevision, context.now());
    return context.store.append(own.stream, own.expected, [deletion], [exactly(stream, lastRevision)]);
  };
  const position = await deleteAt(context, options, checkSoftDeletion, commit);
  return new streams.DeleteResp().setPosition(
    new streams.DeleteResp.Position().setCommitPosition(position).setPreparePosition(position),
  );
};

/** `Streams/Tombstone`: makes the stream permanently unreadable and unwritable. The log keeps its events. */
export const tombstone = async (context: WriteContext, request: TombstoneReq): Promise<TombstoneResp> => {
  const options = request.getOptions() ?? new streams.TombstoneReq.Options().setAny(new shared.Empty());
  const position = await deleteAt(context, options, checkExpected, (stream, { lastRevision }) =>
    context.store.append(stream, exactly(stream, lastRevision).expected, [tombstoneEvent(context.now())]),
  );
  return new streams.TombstoneResp().setPosition(
    new streams.TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position),
  );
};
