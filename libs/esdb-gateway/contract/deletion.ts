import type { ServiceError } from '@grpc/grpc-js';
import {
  ANY,
  type AppendExpectedRevision,
  type ExpectedRevision,
  NO_STREAM,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
  STREAM_EXISTS,
} from '@eventstore/db-client';
import { until } from './consumer-group.js';
import { rawAppend, rawDeleteExisting, type Streams } from './raw-calls.js';
import { aStream, type Client, firstOf, ofStreams, typed, typesOf } from './samples.js';

/** The exception that a failed call names. */
const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: ServiceError) => error.metadata.get('exception')[0],
  );

const aWrittenStream = async (client: Client): Promise<string> => {
  const stream = aStream();
  await client().appendToStream(stream, typed('A', 'B'));
  return stream;
};

/** Metadata after a soft deletion: the client reads the largest revision, 2^63 − 1, as a number. */
const MARKED = { truncateBefore: 2 ** 63 };

const currentMetadata = async (client: Client, stream: string): Promise<Readonly<Record<string, unknown>>> => ({
  ...(await client().getStreamMetadata(stream)).metadata,
});

const softDeletion = (client: Client, streams: Streams): void => {
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
    for (const events of [typed('C'), []])
      await expect(client().appendToStream(stream, events, { expectedRevision: STREAM_EXISTS })).rejects.toMatchObject({
        type: 'stream-deleted',
        streamName: stream,
      });
  });

  it('can be deleted again, except with STREAM_EXISTS', async () => {
    const stream = await aWrittenStream(client);
    await client().deleteStream(stream);
    for (const expectedRevision of [ANY, NO_STREAM, 1n] as const)
      await client().deleteStream(stream, { expectedRevision });
    expect(await failureOf(rawDeleteExisting(streams(), stream))).toBe('stream-deleted');
  });

  it('is marked in its metadata, which lose all other fields, and is truncated by its first new revision', async () => {
    const stream = await aWrittenStream(client);
    await client().setStreamMetadata(stream, { maxAge: 60, owner: 'ops' });
    await client().deleteStream(stream);
    expect(await currentMetadata(client, stream)).toEqual(MARKED);
    await client().appendToStream(stream, typed('C'));
    await until(async () => (await currentMetadata(client, stream))['truncateBefore'] === 2);
    expect(await currentMetadata(client, stream)).toEqual({ truncateBefore: 2 });
    expect(await typesOf(client().readStream(stream))).toEqual(['C']);
  });

  it('stays deleted when the append that wrote its events is repeated', async () => {
    const [stream, events] = [aStream(), typed('A', 'B')];
    for (const expectedRevision of [NO_STREAM, NO_STREAM, ANY] as const) {
      await client().appendToStream(stream, events, { expectedRevision });
      await client().deleteStream(stream, { expectedRevision: 1n });
    }
    await client().appendToStream(stream, events, { expectedRevision: NO_STREAM });
    await expect(typesOf(client().readStream(stream))).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  it('gives none of its events to subscriptions and groups', async () => {
    const stream = await aWrittenStream(client);
    await client().deleteStream(stream);
    const group = `g${stream}`;
    const settings = persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START });
    await client().createPersistentSubscriptionToStream(stream, group, settings);
    const consumer = client().subscribeToPersistentSubscriptionToStream(stream, group);
    await new Promise((resolve) => consumer.once('confirmation', resolve));
    const delivered = typesOf(consumer, 1);
    await client().appendToStream(stream, typed('C'));
    expect(await delivered).toEqual(['C']);
    expect(await typesOf(client().subscribeToStream(stream), 1)).toEqual(['C']);
    await client().deletePersistentSubscriptionToStream(stream, group);
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

const newLife = (client: Client, streams: Streams): void => {
  it('lives again without its events when its metadata are set', async () => {
    const stream = await aWrittenStream(client);
    await client().deleteStream(stream);
    await client().setStreamMetadata(stream, { truncateBefore: 1, owner: 'ops' });
    await until(async () => (await currentMetadata(client, stream))['truncateBefore'] === 2);
    expect(await currentMetadata(client, stream)).toEqual({ truncateBefore: 2, owner: 'ops' });
    expect(await typesOf(client().readStream(stream))).toEqual([]);
    await expect(client().appendToStream(stream, typed('C'), { expectedRevision: NO_STREAM })).rejects.toMatchObject({
      type: 'wrong-expected-version',
    });
    await client().appendToStream(stream, typed('C'), { expectedRevision: STREAM_EXISTS });
    expect(await typesOf(client().readStream(stream))).toEqual(['C']);
  });

  it('is one whose metadata a client marks so, with other fields that stay', async () => {
    const stream = await aWrittenStream(client);
    const data = Buffer.from('{"$tb":9223372036854775807,"owner":"ops"}');
    await rawAppend(streams(), `$$${stream}`, [{ type: '$metadata', contentType: 'application/json', data }]);
    await expect(typesOf(client().readStream(stream))).rejects.toMatchObject({ type: 'stream-not-found' });
    await client().appendToStream(stream, typed('C'), { expectedRevision: NO_STREAM });
    await until(async () => (await currentMetadata(client, stream))['truncateBefore'] === 2);
    expect(await currentMetadata(client, stream)).toEqual({ truncateBefore: 2, owner: 'ops' });
    expect(await typesOf(client().readStream(stream))).toEqual(['C']);
  });

  it('lives again, empty, after an append of no events', async () => {
    const stream = await aWrittenStream(client);
    await client().deleteStream(stream);
    await expect(client().appendToStream(stream, [], { expectedRevision: NO_STREAM })).rejects.toMatchObject({
      type: 'wrong-expected-version',
    });
    await client().appendToStream(stream, []);
    expect(await typesOf(client().readStream(stream))).toEqual([]);
  });
};

const withoutEvents = (client: Client, streams: Streams): void => {
  it.each<[string, ExpectedRevision]>([
    ['ANY', ANY],
    ['NO_STREAM', NO_STREAM],
    ['a revision', 0n],
  ])('that never existed is refused with %s', async (_what, expectedRevision) => {
    const stream = aStream();
    await expect(client().deleteStream(stream, { expectedRevision })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      streamName: stream,
      actualVersion: -1n,
    });
    expect((await client().getStreamMetadata(stream)).metadata).toBeUndefined();
  });

  it('exists if it has events or metadata', async () => {
    const [none, described, written] = [aStream(), aStream(), await aWrittenStream(client)];
    await client().setStreamMetadata(described, { maxCount: 3 });
    expect(await failureOf(rawDeleteExisting(streams(), none))).toBe('wrong-expected-version');
    await rawDeleteExisting(streams(), described);
    await rawDeleteExisting(streams(), written);
  });

  it.each<[string, ExpectedRevision]>([
    ['ANY', ANY],
    ['NO_STREAM', NO_STREAM],
  ])('with metadata alone is deleted with %s', async (_what, expectedRevision) => {
    const stream = aStream();
    await client().setStreamMetadata(stream, { maxCount: 3 });
    await expect(client().deleteStream(stream, { expectedRevision: 0n })).rejects.toMatchObject({
      type: 'wrong-expected-version',
    });
    await client().deleteStream(stream, { expectedRevision });
    expect(await currentMetadata(client, stream)).toEqual(MARKED);
    expect(await failureOf(rawDeleteExisting(streams(), stream))).toBe('stream-deleted');
    await expect(typesOf(client().readStream(stream))).rejects.toMatchObject({ type: 'stream-not-found' });
    await expect(
      client().appendToStream(stream, typed('A'), { expectedRevision: STREAM_EXISTS }),
    ).rejects.toMatchObject({ type: 'stream-deleted' });
    expect(await client().appendToStream(stream, typed('A'), { expectedRevision: NO_STREAM })).toMatchObject({
      nextExpectedRevision: 0n,
    });
    expect(await typesOf(client().readStream(stream))).toEqual(['A']);
  });
};

/** Expected revisions with which one of two concurrent writes must fail. */
const CONCURRENT = 10;

const concurrency = (client: Client): void => {
  it('is deleted, or appended to, but not both at the same expected revision', async () => {
    for (let round = 0; round < CONCURRENT; round += 1) {
      const stream = await aWrittenStream(client);
      const [deleted, appended] = await Promise.allSettled([
        client().deleteStream(stream, { expectedRevision: 1n }),
        client().appendToStream(stream, typed('C'), { expectedRevision: 1n }),
      ]);
      expect(appended.status).toBe('fulfilled');
      if (deleted.status === 'rejected')
        expect(deleted.reason).toMatchObject({ type: 'wrong-expected-version', actualVersion: 2n });
    }
  });

  it('is tombstoned, or appended to, but not both at the same expected revision', async () => {
    for (let round = 0; round < CONCURRENT; round += 1) {
      const stream = await aWrittenStream(client);
      const outcomes = await Promise.allSettled([
        client().tombstoneStream(stream, { expectedRevision: 1n }),
        client().appendToStream(stream, typed('C'), { expectedRevision: 1n }),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });
};

const tombstones = (client: Client): void => {
  it('shows its tombstone in $all, at the largest revision', async () => {
    const stream = await aWrittenStream(client);
    const { position } = await client().tombstoneStream(stream);
    const [record] = await firstOf(
      ofStreams(client().readAll({ ...(position && { fromPosition: position }) }), stream),
    );
    expect(record?.event).toMatchObject({
      type: '$streamDeleted',
      streamId: stream,
      revision: 9_223_372_036_854_775_807n,
      isJson: false,
      position,
    });
    expect(record?.event?.metadata).toBeUndefined();
  });

  it('ends subscriptions with its tombstone, and refuses new ones', async () => {
    const stream = await aWrittenStream(client);
    const seen: unknown[] = [];
    const subscription = client().subscribeToStream(stream);
    const ended = new Promise((resolve) => {
      subscription.on('data', ({ event }) => seen.push(event?.type)).once('error', resolve);
    });
    await new Promise((resolve) => subscription.once('caughtUp', resolve));
    await client().tombstoneStream(stream);
    expect(await ended).toMatchObject({ type: 'stream-deleted', streamName: stream });
    expect(seen).toEqual(['A', 'B', '$streamDeleted']);
    await expect(typesOf(client().subscribeToStream(stream))).rejects.toMatchObject({ type: 'stream-deleted' });
  });

  it('can be tombstoned before it exists, and after a soft deletion', async () => {
    const [unborn, deleted] = [aStream(), await aWrittenStream(client)];
    await client().tombstoneStream(unborn, { expectedRevision: NO_STREAM });
    await client().deleteStream(deleted);
    await client().tombstoneStream(deleted, { expectedRevision: NO_STREAM });
    for (const stream of [unborn, deleted])
      await expect(client().appendToStream(stream, typed('A'))).rejects.toMatchObject({ type: 'stream-deleted' });
  });

  it('is not tombstoned at a revision if it never existed', async () => {
    await expect(client().tombstoneStream(aStream(), { expectedRevision: 0n })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      actualVersion: -1n,
    });
  });

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

export const deletion = (client: Client, streams: Streams): void => {
  describe('a deleted stream', () => {
    softDeletion(client, streams);
    newLife(client, streams);
    withoutEvents(client, streams);
    concurrency(client);
    tombstones(client);
  });
};
