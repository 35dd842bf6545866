import { ANY, type AppendExpectedRevision, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { aStream, type Client, typed, typesOf } from './samples.js';

const aWrittenStream = async (client: Client): Promise<string> => {
  const stream = aStream();
  await client().appendToStream(stream, typed('A', 'B'));
  return stream;
};

const softDeletion = (client: Client): void => {
  it.each<[string, AppendExpectedRevision]>([
    ['NO_STREAM', NO_STREAM],
    ['ANY', ANY],
    ['the last revision', 1n],
  ])('is not found, and continues after its last revision with %s', async (_what, expectedRevision) => {
    const stream = await aWrittenStream(client);
    await client().deleteStream(stream, { expectedRevision: 1n });
    await expect(typesOf(client().readStream(stream))).rejects.toMatchObject({ type: 'stream-not-found' });
    expect(await client().appendToStream(stream, typed('C'), { expectedRevision })).toMatchObject({
      nextExpectedRevision: 2n,
    });
    expect(await typesOf(client().readStream(stream))).toEqual(['C']);
  });

  it('is reported as deleted to appends with STREAM_EXISTS', async () => {
    const stream = await aWrittenStream(client);
    await client().deleteStream(stream);
    await expect(
      client().appendToStream(stream, typed('C'), { expectedRevision: STREAM_EXISTS }),
    ).rejects.toMatchObject({ type: 'stream-deleted', streamName: stream });
  });

  it('keeps its other metadata, and truncates before its first new revision', async () => {
    const stream = await aWrittenStream(client);
    await client().setStreamMetadata(stream, { maxAge: 60, owner: 'ops' });
    await client().deleteStream(stream);
    expect((await client().getStreamMetadata(stream)).metadata).toMatchObject({ maxAge: 60, owner: 'ops' });
    await client().appendToStream(stream, typed('C'));
    expect((await client().getStreamMetadata(stream)).metadata).toMatchObject({
      maxAge: 60,
      owner: 'ops',
      truncateBefore: 2,
    });
  });

  it('is not deleted if the expected revision is wrong', async () => {
    const stream = await aWrittenStream(client);
    await expect(client().deleteStream(stream, { expectedRevision: 5n })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      actualVersion: 1n,
      expectedVersion: 5n,
    });
    await expect(client().deleteStream(stream, { expectedRevision: NO_STREAM })).rejects.toMatchObject({
      type: 'wrong-expected-version',
    });
    expect(await typesOf(client().readStream(stream))).toEqual(['A', 'B']);
  });
};

const tombstones = (client: Client): void => {
  it('refuses reads, writes and metadata once tombstoned', async () => {
    const stream = await aWrittenStream(client);
    await client().tombstoneStream(stream);
    await expect(typesOf(client().readStream(stream))).rejects.toMatchObject({
      type: 'stream-deleted',
      streamName: stream,
    });
    await expect(client().appendToStream(stream, typed('C'))).rejects.toMatchObject({
      type: 'stream-deleted',
      streamName: stream,
    });
    await expect(client().tombstoneStream(stream)).rejects.toMatchObject({ type: 'stream-deleted' });
    await expect(client().setStreamMetadata(stream, { maxCount: 1 })).rejects.toMatchObject({ type: 'stream-deleted' });
  });
};

export const deletion = (client: Client): void => {
  describe('a deleted stream', () => {
    softDeletion(client);
    tombstones(client);
  });
};
