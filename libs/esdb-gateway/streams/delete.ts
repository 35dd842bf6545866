import { randomUUID } from 'node:crypto';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { DeleteReq, DeleteResp, TombstoneReq, TombstoneResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { EventStore, EventToAppend, ExpectedRevision } from '../../event-store/port.js';
import type { AppendContext } from './append.js';
import { wrongExpectedVersion } from '../protocol/rpc-error.js';
import { expectedIn, streamNameOf } from '../protocol/request-fields.js';
import { METADATA_TYPE, metadataOf, metadataStream, TOMBSTONE_TYPE } from '../protocol/stream-metadata.js';

const lastRevision = async (store: EventStore, stream: string): Promise<number> =>
  (await store.readStream(stream, { direction: 'backward', limit: 1 }))[0]?.revision ?? -1;

const isAsExpected = (expected: ExpectedRevision, last: number): boolean => {
  if (typeof expected === 'number') return expected === last;
  return expected === 'any' || (expected === 'no-stream') === last < 0;
};

const noted = (type: string, data: object, at: string): EventToAppend => ({
  id: randomUUID(),
  type,
  version: 1,
  occurredAt: at,
  recordedAt: at,
  data: JSON.stringify(data),
  metadata: '{}',
});

type Options = DeleteReq.Options | TombstoneReq.Options;

/** Writes down, beside the stream, what has become of it; the log itself loses nothing. Answers the position of that. */
const note = async (
  { store, mayWrite }: AppendContext,
  options: Options,
  what: (last: number, metadata: object) => EventToAppend,
): Promise<string> => {
  const stream = streamNameOf(options.getStreamIdentifier());
  mayWrite(stream);
  const metadata = await metadataOf(store, stream);
  const last = await lastRevision(store, stream);
  const expected = expectedIn(options, () => options.getRevision());
  if (!isAsExpected(expected, last)) throw wrongExpectedVersion(stream, expected, last);
  const { position } = await store.append(metadataStream(stream), 'any', [what(last, metadata)]);
  return position;
};

/** `Streams/Delete`: nothing of the stream is seen any more; what is appended later goes on after its last revision. */
export const softDelete = async (context: AppendContext, request: DeleteReq): Promise<DeleteResp> => {
  const options = request.getOptions() ?? new streams.DeleteReq.Options();
  const position = await note(context, options, (last, metadata) =>
    noted(METADATA_TYPE, { ...metadata, $tb: last + 1 }, context.now()),
  );
  return new streams.DeleteResp().setPosition(
    new streams.DeleteResp.Position().setCommitPosition(position).setPreparePosition(position),
  );
};

/** `Streams/Tombstone`: the stream can never be read or written again. */
export const tombstone = async (context: AppendContext, request: TombstoneReq): Promise<TombstoneResp> => {
  const options = request.getOptions() ?? new streams.TombstoneReq.Options().setAny(new shared.Empty());
  const position = await note(context, options, () => noted(TOMBSTONE_TYPE, {}, context.now()));
  return new streams.TombstoneResp().setPosition(
    new streams.TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position),
  );
};
