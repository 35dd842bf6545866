import type { DomainEvent, Projection, Row } from '@ledgerdesk/kernel';
import type { NamedQuery } from '@ledgerdesk/read-store';
import { isChangedBy, rowEventOf, type RowEvent } from './lineage.js';
import { rowStreams } from './row-streams.js';

export interface RowEventsParams {
  /** Name of a projection. */
  readonly model: string;
  /** Keys of rows. */
  readonly keys: readonly string[];
}

/** The events that made a row: the first ones, and the number of all. */
export interface RowEvents {
  readonly key: string;
  /** At most MAX_EVENTS, oldest first. */
  readonly events: readonly RowEvent[];
  readonly total: number;
}

/** Events of one row that are listed at most. */
export const MAX_EVENTS = 50;

type EventsRow = { readonly row: Row | null; readonly events: readonly (RowEvent & Row)[]; readonly total: number };

/** A projection of the events that made some rows of another one. */
const eventsOf = (projection: Projection, { keys }: RowEventsParams): Projection<DomainEvent, EventsRow> => ({
  name: projection.name,
  version: projection.version,
  handles: projection.handles,
  table: { columns: {}, indexes: [] },
  keysOf: (event) => keys.filter((key) => isChangedBy(projection, event, key)),
  evolve: (key, known, event) => {
    const { row, events, total } = known ?? { row: null, events: [], total: 0 };
    const next = projection.evolve(key, row ?? undefined, event) ?? null;
    if (next === row) return known;
    const listed = events.length < MAX_EVENTS ? [...events, rowEventOf(event)] : events;
    return { row: next, events: listed, total: total + 1 };
  },
});

/** The streams of all rows; undefined if those of one are not known. */
const streamsOf = ({ model, keys }: RowEventsParams): readonly string[] | undefined => {
  const streams = keys.map((key) => rowStreams(model, key));
  return streams.every((found) => found !== undefined) ? [...new Set(streams.flat())] : undefined;
};

/** The events that made some rows of a read model. */
export const rowEventsQuery: NamedQuery<RowEventsParams, readonly RowEvents[]> = {
  name: 'row-events',
  models: ({ model }) => [model],
  replays: eventsOf,
  streams: streamsOf,
  run: async (rows, { model }) =>
    (await rows.find<EventsRow>(model)).map(({ key, row: { events, total } }) => ({ key, events, total })),
};
