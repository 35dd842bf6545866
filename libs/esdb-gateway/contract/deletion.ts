import { ANY, type AppendExpectedRevision, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { aStream } from '../../event-store/contract/samples.js';
import { type Client, typed, typesOf } from './samples.js';

const written = async (client: Client): Promise<string> => {
  const stream = aStream();
  await client().appendToStream(stream, typed('A', 'B'));
  return stream;
};

const softly = (client: Client): void => {
  it.each<[string, AppendExpectedRevision]>([
    ['no stream', NO_STREAM],
    ['nothing', ANY],
    ['the last revision', 1n],
  ])('is not found, and begins anew after its last revision where %s is expected', async (_what, expectedRevision) => {
    const stream = await written(client);
    await client().deleteStream(stream, { expectedRevision: 1n });
    await expect(typesOf(client().readStream(stream))).rejects.toMatchObject({ type: 'stream-not-found' });
    expect(await client().appendToStream(stream, typed('C'), { expectedRevision })).toMatchObject({
      nextExpectedRevision: 2n,
    });
    expect(await typesOf(client().readStream(stream))).toEqual(['C']);
  });

  it('is said to be deleted where a stream is expected', async () => {
    const stream = await written(client);
    await client().deleteStream(stream);
    await expect(
      client().appendToStream(stream, typed('C'), { expectedRevision: STREAM_EXISTS }),
    ).rejects.toMatchObject({ type: 'stream-deleted', streamName: stream });
  });

  it('keeps its other metadata, which say where it began anew', async () => {
    const stream = await written(client);
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

  it('is refused where it is not as it was expected', async () => {
    const stream = await written(client);
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

const forGood = (client: Client): void => {
  it('can be tombstoned: never read nor written again', async () => {
    const stream = await written(client);
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

export const deleting = (client: Client): void => {
  describe('a stream that is deleted', () => {
    softly(client);
    forGood(client);
  });
};
