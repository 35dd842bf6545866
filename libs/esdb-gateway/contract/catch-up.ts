import { type EventStoreDBClient, jsonEvent, streamNameFilter } from '@eventstore/db-client';
import { aScope, aStream, type Client, firstOf, positionOf, typed } from './samples.js';

/** Timeout of tests with hundreds of round trips, which may go to a remote server. */
const SLOW_MS = 30_000;
const WRITERS = 10;
const EVENTS_PER_WRITER = 10;

/** Runs concurrent writers, each of which appends events one by one to the stream that `choose` returns. */
const appendConcurrently = async (client: EventStoreDBClient, choose: () => string): Promise<string[]> =>
  (
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        const stream = choose();
        const events = Array.from({ length: EVENTS_PER_WRITER }, () => jsonEvent({ type: 'Appended', data: {} }));
        for (const event of events) await client.appendToStream(stream, [event]);
        return events.map(({ id }) => id);
      }),
    )
  ).flat();

const idsOf = async (
  records: AsyncIterable<{ readonly event?: { readonly id: string } }>,
  count: number,
): Promise<unknown[]> => (await firstOf(records, count)).map(({ event }) => event?.id);

export const catchUpSubscriptions = (client: Client): void => {
  describe('a subscription continues from stored to new events without gaps or duplicates', () => {
    it(
      'to $all',
      async () => {
        const scope = aScope();
        const start = {
          fromPosition: positionOf(await client().appendToStream(aStream(scope), typed('Before'))),
          filter: streamNameFilter({ prefixes: [scope] }),
        };
        const stored = await appendConcurrently(client(), () => aStream(scope));
        const seen = idsOf(client().subscribeToAll(start), 2 * stored.length);
        const appended = await appendConcurrently(client(), () => aStream(scope));
        expect(new Set(await seen)).toEqual(new Set([...stored, ...appended]));
        expect(await idsOf(client().subscribeToAll(start), 2 * stored.length)).toEqual(await seen);
      },
      SLOW_MS,
    );

    it(
      'to a stream',
      async () => {
        const stream = aStream();
        const stored = await appendConcurrently(client(), () => stream);
        const seen = idsOf(client().subscribeToStream(stream), 2 * stored.length);
        const appended = await appendConcurrently(client(), () => stream);
        expect(new Set(await seen)).toEqual(new Set([...stored, ...appended]));
        expect(await idsOf(client().readStream(stream), Infinity)).toEqual(await seen);
      },
      SLOW_MS,
    );
  });
};
