import {
  type AppendResult,
  binaryEvent,
  type EventStoreDBClient,
  jsonEvent,
  type Position,
} from '@eventstore/db-client';

/** Gives a test its client. */
export type Client = () => EventStoreDBClient;

/** Events of these types, whose data is their type. */
export const typed = (...types: readonly string[]) => types.map((type) => jsonEvent({ type, data: { type } }));

/** A link as the server's own projections write it. */
export const linkTo = (revision: number, stream: string) =>
  binaryEvent({ type: '$>', data: new TextEncoder().encode(`${revision}@${stream}`) });

/** All that is read, or the first `count` of a subscription. A read is never left early: the client would wait for its end when it is disposed of. */
export const firstOf = async <T>(records: AsyncIterable<T>, count = Infinity): Promise<T[]> => {
  const found: T[] = [];
  for await (const record of records) if (found.push(record) === count) break;
  return found;
};

interface Resolved {
  readonly event?: { readonly type: string; readonly streamId: string };
  readonly link?: { readonly type: string; readonly streamId: string };
}

/** Types of the same. */
export const typesOf = async (records: AsyncIterable<Resolved>, count = Infinity): Promise<unknown[]> =>
  (await firstOf(records, count)).map(({ event }) => event?.type);

/** Leaves out what others have in the log. */
export async function* ofStreams<T extends Resolved>(
  records: AsyncIterable<T>,
  ...streams: readonly string[]
): AsyncGenerator<T> {
  for await (const record of records) if (streams.includes((record.link ?? record.event)?.streamId ?? '')) yield record;
}

/** Where the last event of an append stands. */
export const positionOf = ({ position }: AppendResult): Position => {
  if (!position) throw new RangeError('The server has not said where it put the events.');
  return position;
};
