import {
  END,
  type EventStoreDBClient,
  eventTypeFilter,
  type Filter,
  type Position,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { until } from './consumer-group.js';
import { aScope, aStream, type Client, positionOf, typed, typesOf } from './samples.js';

/** Timeout of tests with thousands of events, which may go to a remote server. */
const SLOW_MS = 30_000;

const caughtUp = (
  subscription: ReturnType<EventStoreDBClient['subscribeToStream' | 'subscribeToAll']>,
): Promise<void> =>
  new Promise((resolve) => {
    subscription.once('caughtUp', resolve);
  });

const confirmed = (subscription: ReturnType<EventStoreDBClient['subscribeToStream']>): Promise<void> =>
  new Promise((resolve) => {
    subscription.once('confirmation', resolve);
  });

const toStreams = (client: Client): void => {
  it('to a stream starts after a revision, reports that it has caught up, and delivers new events', async () => {
    const stream = aStream();
    await client().appendToStream(stream, typed('A', 'B'));
    const subscription = client().subscribeToStream(stream, { fromRevision: 0n });
    const live = caughtUp(subscription);
    const types = typesOf(subscription, 2);
    await live;
    await client().appendToStream(stream, typed('C'));
    expect(await types).toEqual(['B', 'C']);
  });

  it.each([
    ['the start, before the stream exists', START, ['A', 'B']],
    ['the end', END, ['B']],
  ] as const)('to a stream starts at %s', async (_where, fromRevision, expected) => {
    const stream = aStream();
    if (fromRevision === END) await client().appendToStream(stream, typed('A'));
    const subscription = client().subscribeToStream(stream, { fromRevision });
    // EventStoreDB reports that it has caught up with a stream only once the stream exists.
    const ready = fromRevision === END ? caughtUp(subscription) : confirmed(subscription);
    const types = typesOf(subscription, expected.length);
    await ready;
    if (fromRevision === START) await client().appendToStream(stream, typed('A'));
    await client().appendToStream(stream, typed('B'));
    expect(await types).toEqual(expected);
  });
};

const filters = (client: Client): void => {
  it.each<[string, (scope: string) => Filter, readonly string[]]>([
    ['stream prefixes', (scope) => streamNameFilter({ prefixes: [`${scope}b`, `${scope}c`] }), ['B', 'C']],
    ['a regular expression on streams', (scope) => streamNameFilter({ regex: `^${scope}[bc]-` }), ['B', 'C']],
    ['an escaped hyphen', (scope) => streamNameFilter({ regex: `^${scope}[bc]\\-1$` }), ['B', 'C']],
    ['a leading lookahead', (scope) => streamNameFilter({ regex: `^(?!${scope}a)${scope}[abc]` }), ['B', 'C']],
    ['a trailing lookbehind', (scope) => eventTypeFilter({ regex: `^${scope}.+(?<!A)$` }), ['B', 'C']],
    ['type prefixes', (scope) => eventTypeFilter({ prefixes: [`${scope}A`, `${scope}C`] }), ['A', 'C']],
    ['a regular expression on types', (scope) => eventTypeFilter({ regex: `^${scope}[BC]$` }), ['B', 'C']],
  ])('to $all filters by %s', async (_what, filter, expected) => {
    const scope = aScope();
    const fromPosition = positionOf(await client().appendToStream(aStream(scope), typed('Before')));
    for (const type of ['A', 'B', 'C'])
      await client().appendToStream(`${scope}${type.toLowerCase()}-1`, typed(`${scope}${type}`));
    expect(await typesOf(client().subscribeToAll({ fromPosition, filter: filter(scope) }), 2)).toEqual(
      expected.map((type) => `${scope}${type}`),
    );
  });
};

/** The first checkpoint of a subscription to events of a type, from a position. */
const firstCheckpoint = (client: Client, fromPosition: Position, type: string): Promise<Position> =>
  new Promise((resolve, reject) => {
    const filter = eventTypeFilter({
      prefixes: [type],
      maxSearchWindow: 100,
      checkpointReached: async (subscription, position) => {
        resolve(position);
        await subscription.unsubscribe();
      },
    });
    client().subscribeToAll({ fromPosition, filter }).once('error', reject).resume();
  });

const checkpoints = (client: Client): void => {
  it(
    'to $all reports checkpoints while nothing matches, from which a client can resume without missing events',
    async () => {
      const scope = aScope();
      const start = positionOf(await client().appendToStream(aStream(scope), typed('Before')));
      for (let round = 0; round < 3; round += 1)
        await client().appendToStream(aStream(scope), typed(...Array<string>(1_000).fill('Other')));
      const reached = await firstCheckpoint(client, start, scope);
      expect(reached.commit).toBeGreaterThan(start.commit);
      await client().appendToStream(aStream(scope), typed(`${scope}Wanted`));
      expect(
        await typesOf(
          client().subscribeToAll({ fromPosition: reached, filter: eventTypeFilter({ prefixes: [scope] }) }),
          1,
        ),
      ).toEqual([`${scope}Wanted`]);
    },
    SLOW_MS,
  );
};

const WINDOW = 32;

/** One checkpoint for each window of events that the server scanned, stored or new. */
const checkpointWindows = (client: Client): void => {
  it.each<[string, (scope: string, options: Parameters<typeof eventTypeFilter>[0]) => Filter]>([
    ['stream prefixes', (scope, options) => streamNameFilter({ ...options, prefixes: [`${scope}wanted`] })],
    ['a regular expression', (scope, options) => eventTypeFilter({ ...options, regex: `^${scope}Wanted$` })],
  ])(
    'to $all filtered by %s reports a checkpoint for each window of events, live too',
    async (_how, filter) => {
      const scope = aScope();
      const others = (count: number) =>
        client().appendToStream(aStream(scope), typed(...Array<string>(count).fill(`${scope}Other`)));
      const fromPosition = positionOf(await others(1));
      await others(3 * WINDOW + 4);
      const reached: bigint[] = [];
      const options = {
        prefixes: [],
        maxSearchWindow: WINDOW,
        checkpointInterval: 1,
        checkpointReached: (_: unknown, { commit }: Position) => void reached.push(commit),
      };
      const subscription = client().subscribeToAll({ fromPosition, filter: filter(scope, options) });
      await caughtUp(subscription.on('error', () => undefined).resume());
      await until(async () => reached.length === 3);
      for (let round = 0; round < 2 * WINDOW; round += 1) await others(1);
      await until(async () => reached.length === 5);
      await others(2 * WINDOW);
      await until(async () => reached.length === 7);
      expect(reached).toEqual([...new Set(reached)].sort((a, b) => (a < b ? -1 : 1)));
      await subscription.unsubscribe();
    },
    SLOW_MS,
  );
};

export const subscriptions = (client: Client): void => {
  describe('a subscription', () => {
    toStreams(client);
    filters(client);
    checkpoints(client);
    checkpointWindows(client);
  });
};
