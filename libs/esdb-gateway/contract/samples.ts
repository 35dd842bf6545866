import { randomUUID } from 'node:crypto';
import {
  type AppendResult,
  binaryEvent,
  type EventStoreDBClient,
  jsonEvent,
  type Position,
} from '@eventstore/db-client';

/** The client of the current test. */
export type Client = () => EventStoreDBClient;

/** A unique prefix for the streams, event types and groups of one test. */
export const aScope = (): string => `s${randomUUID().replaceAll('-', '')}`;

export const aStream = (scope = aScope()): string => `${scope}-${randomUUID()}`;

/** One event of each type, with the type as its data. */
export const typed = (...types: readonly string[]) => types.map((type) => jsonEvent({ type, data: { type } }));

/** A link event, as EventStoreDB's projections write it. */
export const linkTo = (revision: number, stream: string) =>
  binaryEvent({ type: '$>', data: new TextEncoder().encode(`${revision}@${stream}`) });

/**
 * All events of a read, or the first `count` of a subscription. Always finish reads: the client's dispose waits for
 * unfinished ones.
 */
export const firstOf = async <T>(records: AsyncIterable<T>, count = Infinity): Promise<T[]> => {
  const events: T[] = [];
  for await (const record of records) if (events.push(record) === count) break;
  return events;
};

interface Resolved {
  readonly event?: { readonly type: string; readonly streamId: string };
  readonly link?: { readonly type: string; readonly streamId: string };
}

/** The types of these events. */
export const typesOf = async (records: AsyncIterable<Resolved>, count = Infinity): Promise<unknown[]> =>
  (await firstOf(records, count)).map(({ event }) => event?.type);

/** Keeps only events of these streams. */
export async function* ofStreams<T extends Resolved>(
  records: AsyncIterable<T>,
  ...streams: readonly string[]
): AsyncGenerator<T> {
  for await (const record of records) if (streams.includes((record.link ?? record.event)?.streamId ?? '')) yield record;
}

/** The position of the last event of an append. */
export const positionOf = ({ position }: AppendResult): Position => {
  if (!position) throw new RangeError('The server returned no position.');
  return position;
};
