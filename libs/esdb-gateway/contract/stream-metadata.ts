import {
  BACKWARDS,
  END,
  NO_STREAM,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
  STREAM_EXISTS,
} from '@eventstore/db-client';
import { rawTombstoneExisting, type Streams } from './raw-calls.js';
import { aStream, type Client, firstOf, typed, typesOf } from './samples.js';

const aWrittenStream = async (client: Client): Promise<string> => {
  const stream = aStream();
  await client().appendToStream(stream, typed('A', 'B', 'C', 'D'));
  return stream;
};

export const streamMetadata = (client: Client, streams: Streams): void => {
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

    it('that hide every event leave a stream that exists', async () => {
      const stream = await aWrittenStream(client);
      for (const truncateBefore of [4, 9]) {
        await client().setStreamMetadata(stream, { truncateBefore });
        expect(await typesOf(client().readStream(stream))).toEqual([]);
        expect(await typesOf(client().readStream(stream, { fromRevision: END, direction: BACKWARDS }))).toEqual([]);
        await expect(
          client().appendToStream(stream, typed('E'), { expectedRevision: NO_STREAM }),
        ).rejects.toMatchObject({ type: 'wrong-expected-version' });
        await expect(client().deleteStream(stream, { expectedRevision: NO_STREAM })).rejects.toMatchObject({
          type: 'wrong-expected-version',
        });
      }
      await client().appendToStream(stream, typed('E'), { expectedRevision: STREAM_EXISTS });
    });

    it.each<[string, (stream: string) => Promise<unknown>]>([
      ['appends', (stream) => client().appendToStream(stream, typed('A'), { expectedRevision: STREAM_EXISTS })],
      ['appends of no events', (stream) => client().appendToStream(stream, [], { expectedRevision: STREAM_EXISTS })],
      ['tombstones', (stream) => rawTombstoneExisting(streams(), stream)],
    ])('alone make a stream that exists for %s, but not for reads', async (_what, write) => {
      const stream = aStream();
      await client().setStreamMetadata(stream, { maxCount: 3 });
      await expect(typesOf(client().readStream(stream))).rejects.toMatchObject({ type: 'stream-not-found' });
      await expect(client().appendToStream(stream, typed('A'), { expectedRevision: 0n })).rejects.toMatchObject({
        type: 'wrong-expected-version',
      });
      await write(stream);
    });

    it('hide no event that is appended while a subscription is open', async () => {
      const stream = await aWrittenStream(client);
      await client().setStreamMetadata(stream, { truncateBefore: 6 });
      const subscription = client().subscribeToStream(stream);
      const types = typesOf(subscription, 2);
      await new Promise((resolve) => subscription.once('caughtUp', resolve));
      await client().appendToStream(stream, typed('E', 'F'));
      expect(await types).toEqual(['E', 'F']);
    });

    it('hide events from persistent subscriptions', async () => {
      const stream = await aWrittenStream(client);
      await client().setStreamMetadata(stream, { maxCount: 1 });
      const group = `g${stream}`;
      const settings = persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START });
      await client().createPersistentSubscriptionToStream(stream, group, settings);
      expect(await typesOf(client().subscribeToPersistentSubscriptionToStream(stream, group), 1)).toEqual(['D']);
      await client().deletePersistentSubscriptionToStream(stream, group);
    });

    it('are a stream of which the last event is visible', async () => {
      const stream = aStream();
      for (const maxCount of [1, 2, 3]) await client().setStreamMetadata(stream, { maxCount });
      const revisions = (await firstOf(client().readStream(`$$${stream}`))).map(({ event }) => event?.revision);
      expect(revisions).toEqual([2n]);
    });

    it('show events younger than $maxAge', async () => {
      const stream = await aWrittenStream(client);
      await client().setStreamMetadata(stream, { maxAge: 3_600 });
      expect(await typesOf(client().readStream(stream))).toEqual(['A', 'B', 'C', 'D']);
    });
  });
};
