import { type EventStoreDBClient, jsonEvent, streamNameFilter } from '@eventstore/db-client';
import { aScope, aStream } from '../../event-store/contract/samples.js';
import { type Client, firstOf, positionOf, typed } from './samples.js';

/** For what goes to and fro hundreds of times, to a server that may be far away. */
const SLOW_MS = 30_000;
const WRITERS = 10;
const ROUNDS = 10;

/** Several who write at once, each one event after the other to a stream that `choose` gives it; ids of all these events. */
const written = async (client: EventStoreDBClient, choose: () => string): Promise<string[]> =>
  (
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        const stream = choose();
        const events = Array.from({ length: ROUNDS }, () => jsonEvent({ type: 'Came', data: {} }));
        for (const event of events) await client.appendToStream(stream, [event]);
        return events.map(({ id }) => id);
      }),
    )
  ).flat();

const idsOf = async (
  records: AsyncIterable<{ readonly event?: { readonly id: string } }>,
  count: number,
): Promise<unknown[]> => (await firstOf(records, count)).map(({ event }) => event?.id);

export const handingOver = (client: Client): void => {
  describe('from past to present without a gap or a double, while others append, goes a subscription', () => {
    it(
      'to all',
      async () => {
        const scope = aScope();
        const start = {
          fromPosition: positionOf(await client().appendToStream(aStream(scope), typed('Before'))),
          filter: streamNameFilter({ prefixes: [scope] }),
        };
        const past = await written(client(), () => aStream(scope));
        const seen = idsOf(client().subscribeToAll(start), 2 * past.length);
        const present = await written(client(), () => aStream(scope));
        expect(new Set(await seen)).toEqual(new Set([...past, ...present]));
        expect(await idsOf(client().subscribeToAll(start), 2 * past.length)).toEqual(await seen);
      },
      SLOW_MS,
    );

    it(
      'to a stream',
      async () => {
        const stream = aStream();
        const past = await written(client(), () => stream);
        const seen = idsOf(client().subscribeToStream(stream), 2 * past.length);
        const present = await written(client(), () => stream);
        expect(new Set(await seen)).toEqual(new Set([...past, ...present]));
        expect(await idsOf(client().readStream(stream), Infinity)).toEqual(await seen);
      },
      SLOW_MS,
    );
  });
};
