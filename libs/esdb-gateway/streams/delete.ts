import { randomUUID } from 'node:crypto';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { DeleteReq, DeleteResp, TombstoneReq, TombstoneResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { EventStore, EventToAppend, ExpectedRevision } from '@ledgerdesk/event-store';
import { parseExpectedRevision, streamNameOf } from '../protocol/request-fields.js';
import { wrongExpectedVersion } from '../protocol/rpc-error.js';
import {
  METADATA_TYPE,
  metadataStreamOf,
  readStreamMetadata,
  type StreamMetadata,
  TOMBSTONE_TYPE,
} from '../protocol/stream-metadata.js';
import type { WriteContext } from './append.js';

const lastRevisionOf = async (store: EventStore, stream: string): Promise<number> =>
  (await store.readStream(stream, { direction: 'backward', limit: 1 }))[0]?.revision ?? -1;

const isExpected = (expected: ExpectedRevision, lastRevision: number): boolean => {
  if (typeof expected === 'number') return expected === lastRevision;
  return expected === 'any' || (expected === 'no-stream') === lastRevision < 0;
};

const systemEvent = (type: string, data: object, at: string): EventToAppend => ({
  id: randomUUID(),
  type,
  version: 1,
  occurredAt: at,
  recordedAt: at,
  data: JSON.stringify(data),
  metadata: '{}',
});

type Options = DeleteReq.Options | TombstoneReq.Options;

/** Appends the event that deletes a stream to its metadata stream, and resolves with its position. */
const recordDeletion = async (
  { store, access }: WriteContext,
  options: Options,
  deletion: (lastRevision: number, metadata: StreamMetadata) => EventToAppend,
): Promise<string> => {
  const stream = streamNameOf(options.getStreamIdentifier());
  access.check(stream);
  const metadata = await readStreamMetadata(store, stream);
  const last = await lastRevisionOf(store, stream);
  const expected = parseExpectedRevision(options, () => options.getRevision());
  if (!isExpected(expected, last)) throw wrongExpectedVersion(stream, expected, last);
  const { position } = await store.append(metadataStreamOf(stream), 'any', [deletion(last, metadata)]);
  return position;
};

/** `Streams/Delete`: hides all events of the stream. Later appends continue after its last revision. */
export const softDelete = async (context: WriteContext, request: DeleteReq): Promise<DeleteResp> => {
  const options = request.getOptions() ?? new streams.DeleteReq.Options();
  const position = await recordDeletion(context, options, (last, metadata) =>
    systemEvent(METADATA_TYPE, { ...metadata, $tb: last + 1 }, context.now()),
  );
  return new streams.DeleteResp().setPosition(
    new streams.DeleteResp.Position().setCommitPosition(position).setPreparePosition(position),
  );
};

/** `Streams/Tombstone`: makes the stream permanently unreadable and unwritable. The log keeps its events. */
export const tombstone = async (context: WriteContext, request: TombstoneReq): Promise<TombstoneResp> => {
  const options = request.getOptions() ?? new streams.TombstoneReq.Options().setAny(new shared.Empty());
  const position = await recordDeletion(context, options, () => systemEvent(TOMBSTONE_TYPE, {}, context.now()));
  return new streams.TombstoneResp().setPosition(
    new streams.TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position),
  );
};
