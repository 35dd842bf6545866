import { END, type EventStoreDBClient, type ReadRevision, START } from '@eventstore/db-client';
import { until } from './consumer-group.js';
import { aStream, type Client, typed } from './samples.js';

type StreamSubscription = ReturnType<EventStoreDBClient['subscribeToStream']>;

const errorType = (error: Error): unknown => ('type' in error ? error.type : error);

/** Records, in order, the types of the events that a subscription delivers, `caught up` and the type of its error. */
const recorded = (subscription: StreamSubscription): unknown[] => {
  const seen: unknown[] = [];
  subscription
    .on('data', ({ event }) => seen.push(event?.type))
    .on('caughtUp', () => seen.push('caught up'))
    .on('error', (error) => seen.push(errorType(error)));
  return seen;
};

const confirmed = (subscription: StreamSubscription): Promise<unknown> =>
  new Promise((resolve) => subscription.once('confirmation', resolve));

type Step = (client: EventStoreDBClient, stream: string) => Promise<unknown>;

const nothing: Step = async () => undefined;
const append: Step = (client, stream) => client.appendToStream(stream, typed('A'));
const appendNothing: Step = (client, stream) => client.appendToStream(stream, []);
const setMetadata: Step = (client, stream) => client.setStreamMetadata(stream, { owner: 'ops' });
const truncate: Step = (client, stream) => client.setStreamMetadata(stream, { truncateBefore: 1 });
const hideAll: Step = async (client, stream) => {
  await append(client, stream);
  await truncate(client, stream);
};
const deleted: Step = async (client, stream) => {
  await append(client, stream);
  await client.deleteStream(stream);
};
const onlyMetadataDeleted: Step = async (client, stream) => {
  await setMetadata(client, stream);
  await client.deleteStream(stream);
};
const tombstone: Step = (client, stream) => client.tombstoneStream(stream);

/** Subscriptions to streams that reads do not find, or in which they find no events. */
export const awaitedStreams = (client: Client): void => {
  describe('a subscription to a stream', () => {
    it.each<[string, string, Step, ReadRevision, Step, readonly string[]]>([
      ['that does not exist', 'its first event', nothing, START, append, ['A', 'caught up']],
      ['that is deleted', 'an event', deleted, START, append, ['A', 'caught up']],
      ['that is deleted, after a revision', 'an event', deleted, 0n, append, ['A', 'caught up']],
      ['that is deleted', 'metadata', deleted, START, setMetadata, ['caught up']],
      ['that is deleted', 'an append of no events', deleted, START, appendNothing, ['caught up']],
      ['with metadata alone', 'its first event', setMetadata, START, append, ['A', 'caught up']],
      ['with deleted metadata alone', 'its first event', onlyMetadataDeleted, START, append, ['A', 'caught up']],
      ['whose first event is hidden', 'its first event', truncate, START, append, ['caught up']],
      ['that does not exist', 'its tombstone', nothing, START, tombstone, ['stream-deleted']],
    ])('%s has caught up, or ends, only with %s', async (_what, _when, prepare, fromRevision, step, expected) => {
      const stream = aStream();
      await prepare(client(), stream);
      const subscription = client().subscribeToStream(stream, { fromRevision });
      const seen = recorded(subscription);
      await confirmed(subscription);
      const other = client().subscribeToStream(aStream(), { fromRevision: END });
      await new Promise((resolve) => other.once('caughtUp', resolve));
      expect(seen).toEqual([]);
      await step(client(), stream);
      await until(async () => seen.length >= expected.length);
      expect(seen).toEqual(expected);
      await Promise.all([subscription.unsubscribe(), other.unsubscribe()]);
    });

    it.each<[string, Step, ReadRevision, readonly string[]]>([
      ['that does not exist, at its end', nothing, END, ['caught up', 'A']],
      ['that is deleted, at its end', deleted, END, ['caught up', 'A']],
      ['whose events are hidden', hideAll, START, ['caught up', 'A']],
      ['at its end', append, END, ['caught up', 'A']],
      ['after a revision that it has not reached', append, 7n, ['caught up']],
    ])('%s has caught up at once', async (_what, prepare, fromRevision, expected) => {
      const stream = aStream();
      await prepare(client(), stream);
      const subscription = client().subscribeToStream(stream, { fromRevision });
      const seen = recorded(subscription);
      await until(async () => seen.length === 1);
      await append(client(), stream);
      await until(async () => seen.length >= expected.length);
      expect(seen).toEqual(expected);
      await subscription.unsubscribe();
    });
  });
};
