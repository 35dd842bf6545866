import { BACKWARDS, END } from '@eventstore/db-client';
import { aStream } from '../../event-store/contract/samples.js';
import { type Client, typed, typesOf } from './samples.js';

const written = async (client: Client): Promise<string> => {
  const stream = aStream();
  await client().appendToStream(stream, typed('A', 'B', 'C', 'D'));
  return stream;
};

export const describing = (client: Client): void => {
  describe("a stream's metadata", () => {
    it('is given back as it was set, the newest alone', async () => {
      const stream = await written(client);
      expect((await client().getStreamMetadata(stream)).metadata).toBeUndefined();
      await client().setStreamMetadata(stream, { maxCount: 1 });
      await client().setStreamMetadata(stream, { maxCount: 3, maxAge: 3_600, truncateBefore: 1, owner: 'ops' });
      expect(await client().getStreamMetadata(stream)).toMatchObject({
        streamName: stream,
        metadata: { maxCount: 3, maxAge: 3_600, truncateBefore: 1, owner: 'ops' },
      });
      expect(await typesOf(client().readStream(stream))).toEqual(['B', 'C', 'D']);
    });

    it('hides what is beyond $maxCount, forward, backward and from a revision, and in subscriptions', async () => {
      const stream = await written(client);
      await client().setStreamMetadata(stream, { maxCount: 2 });
      expect(await typesOf(client().readStream(stream))).toEqual(['C', 'D']);
      expect(await typesOf(client().readStream(stream, { fromRevision: 1n, maxCount: 1 }))).toEqual(['C']);
      expect(await typesOf(client().readStream(stream, { fromRevision: END, direction: BACKWARDS }))).toEqual([
        'D',
        'C',
      ]);
      expect(await typesOf(client().subscribeToStream(stream), 2)).toEqual(['C', 'D']);
    });

    it('hides what stands before $tb', async () => {
      const stream = await written(client);
      await client().setStreamMetadata(stream, { truncateBefore: 3 });
      expect(await typesOf(client().readStream(stream))).toEqual(['D']);
    });

    it('hides nothing that is younger than $maxAge', async () => {
      const stream = await written(client);
      await client().setStreamMetadata(stream, { maxAge: 3_600 });
      expect(await typesOf(client().readStream(stream))).toEqual(['A', 'B', 'C', 'D']);
    });
  });
};
