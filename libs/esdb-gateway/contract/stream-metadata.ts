import { BACKWARDS, END } from '@eventstore/db-client';
import { aStream, type Client, typed, typesOf } from './samples.js';

const aWrittenStream = async (client: Client): Promise<string> => {
  const stream = aStream();
  await client().appendToStream(stream, typed('A', 'B', 'C', 'D'));
  return stream;
};

export const streamMetadata = (client: Client): void => {
  describe('stream metadata', () => {
    it('are returned as they were set last', async () => {
      const stream = await aWrittenStream(client);
      expect((await client().getStreamMetadata(stream)).metadata).toBeUndefined();
      await client().setStreamMetadata(stream, { maxCount: 1 });
      await client().setStreamMetadata(stream, { maxCount: 3, maxAge: 3_600, truncateBefore: 1, owner: 'ops' });
      expect(await client().getStreamMetadata(stream)).toMatchObject({
        streamName: stream,
        metadata: { maxCount: 3, maxAge: 3_600, truncateBefore: 1, owner: 'ops' },
      });
      expect(await typesOf(client().readStream(stream))).toEqual(['B', 'C', 'D']);
    });

    it('hide all but the last $maxCount events from reads and subscriptions', async () => {
      const stream = await aWrittenStream(client);
      await client().setStreamMetadata(stream, { maxCount: 2 });
      expect(await typesOf(client().readStream(stream))).toEqual(['C', 'D']);
      expect(await typesOf(client().readStream(stream, { fromRevision: 1n, maxCount: 1 }))).toEqual(['C']);
      expect(await typesOf(client().readStream(stream, { fromRevision: END, direction: BACKWARDS }))).toEqual([
        'D',
        'C',
      ]);
      expect(await typesOf(client().subscribeToStream(stream), 2)).toEqual(['C', 'D']);
    });

    it('hide events before $tb', async () => {
      const stream = await aWrittenStream(client);
      await client().setStreamMetadata(stream, { truncateBefore: 3 });
      expect(await typesOf(client().readStream(stream))).toEqual(['D']);
    });

    it('show events younger than $maxAge', async () => {
      const stream = await aWrittenStream(client);
      await client().setStreamMetadata(stream, { maxAge: 3_600 });
      expect(await typesOf(client().readStream(stream))).toEqual(['A', 'B', 'C', 'D']);
    });
  });
};
