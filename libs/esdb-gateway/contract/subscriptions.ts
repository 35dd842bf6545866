import {
  END,
  type EventStoreDBClient,
  eventTypeFilter,
  type Filter,
  type Position,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { aScope, aStream } from '../../event-store/contract/samples.js';
import { type Client, positionOf, typed, typesOf } from './samples.js';

/** For thousands of events, to a server that may be far away. */
const SLOW_MS = 30_000;

const caughtUp = (
  subscription: ReturnType<EventStoreDBClient['subscribeToStream' | 'subscribeToAll']>,
): Promise<void> =>
  new Promise((resolve) => {
    subscription.once('caughtUp', resolve);
  });

const toStreams = (client: Client): void => {
  it('tells a subscriber that it has caught up, then gives what comes, to a stream from after a revision', async () => {
    const stream = aStream();
    await client().appendToStream(stream, typed('A', 'B'));
    const subscription = client().subscribeToStream(stream, { fromRevision: 0n });
    const told = caughtUp(subscription);
    const types = typesOf(subscription, 2);
    await told;
    await client().appendToStream(stream, typed('C'));
    expect(await types).toEqual(['B', 'C']);
  });

  it.each([
    ['the start, also before there is a stream,', START, ['A', 'B']],
    ['the end', END, ['B']],
  ] as const)('gives a stream from %s', async (_where, fromRevision, expected) => {
    const stream = aStream();
    if (fromRevision === END) await client().appendToStream(stream, typed('A'));
    const subscription = client().subscribeToStream(stream, { fromRevision });
    const told = caughtUp(subscription);
    const types = typesOf(subscription, expected.length);
    await told;
    if (fromRevision === START) await client().appendToStream(stream, typed('A'));
    await client().appendToStream(stream, typed('B'));
    expect(await types).toEqual(expected);
  });
};

const filters = (client: Client): void => {
  it.each<[string, (scope: string) => Filter, readonly string[]]>([
    ['prefixes of streams', (scope) => streamNameFilter({ prefixes: [`${scope}b`, `${scope}c`] }), ['B', 'C']],
    ['a pattern of streams', (scope) => streamNameFilter({ regex: `^${scope}[bc]-` }), ['B', 'C']],
    ['prefixes of types', (scope) => eventTypeFilter({ prefixes: [`${scope}A`, `${scope}C`] }), ['A', 'C']],
    ['a pattern of types', (scope) => eventTypeFilter({ regex: `^${scope}[BC]$` }), ['B', 'C']],
  ])('narrows a subscription to all by %s', async (_what, filter, expected) => {
    const scope = aScope();
    const fromPosition = positionOf(await client().appendToStream(aStream(scope), typed('Before')));
    for (const type of ['A', 'B', 'C'])
      await client().appendToStream(`${scope}${type.toLowerCase()}-1`, typed(`${scope}${type}`));
    expect(await typesOf(client().subscribeToAll({ fromPosition, filter: filter(scope) }), 2)).toEqual(
      expected.map((type) => `${scope}${type}`),
    );
  });
};

/** The first checkpoint of a subscription from a position, to events of a type. */
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
    'says how far it has looked while nothing matches, so that a client need not look again, and misses nothing',
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

export const subscribing = (client: Client): void => {
  describe('subscribing', () => {
    toStreams(client);
    filters(client);
    checkpoints(client);
  });
};
