import {
  comparePositions,
  type DomainEvent,
  isInGroup,
  type Position,
  type Projection,
  type RecordedEvent,
  type Row,
} from '@ledgerdesk/kernel';
import { assertFits, type NamedQuery } from '@ledgerdesk/read-store';
import { type PathChange, pathChanges } from './path-changes.js';
import { rowStreams } from './row-streams.js';

/** An event that changed a row. */
export type RowEvent = Pick<
  RecordedEvent,
  'id' | 'type' | 'stream' | 'revision' | 'position' | 'occurredAt' | 'recordedAt'
>;

/** What an event did to a row. */
export type RowChange = RowEvent & {
  readonly change: 'created' | 'changed' | 'removed';
  /** What it changed in the row, before and after. */
  readonly changes: readonly PathChange[];
};

export interface LineageParams {
  /** Name of a projection. */
  readonly model: string;
  /** Key of the row. */
  readonly key: string;
  /** Position after which the events are wanted. Default: all. */
  readonly after?: Position | undefined;
  /** Maximum number of events. */
  readonly limit: number;
}

/** A row, and the events that made it. */
export interface Lineage {
  /** Null if the events have removed the row. */
  readonly row: Row | null;
  /** Number of events that changed the row. */
  readonly total: number;
  /** The events after `after`, up to the limit: fewer if they are large. */
  readonly changes: readonly RowChange[];
  /** True if more events follow. */
  readonly more: boolean;
}

/** Characters of the changes on a page, as JSON. The first event alone may exceed it. */
const MAX_CHARACTERS = 2_000_000;

type LineageRow = {
  readonly row: Row | null;
  readonly total: number;
  readonly changes: readonly (RowChange & Row)[];
  readonly more: boolean;
  readonly characters: number;
};

const NOTHING: LineageRow = { row: null, total: 0, changes: [], more: false, characters: 0 };

/** The fields of an event that a lineage shows. */
export const rowEventOf = ({ id, type, stream, revision, position, occurredAt, recordedAt }: RowEvent): RowEvent => ({
  id,
  type,
  stream,
  revision,
  position,
  occurredAt,
  recordedAt,
});

const changeOf = (event: RecordedEvent, before: Row | undefined, next: Row | undefined): RowChange & Row => {
  const changes = pathChanges(before ?? null, next ?? null) as readonly (PathChange & Row)[];
  return { ...rowEventOf(event), change: before ? (next ? 'changed' : 'removed') : 'created', changes };
};

/** Returns true if an event may change a row. */
export const isChangedBy = (projection: Projection, event: RecordedEvent, key: string): boolean => {
  const group = projection.groupOf?.(event);
  return projection.keysOf(event).includes(key) || (group !== undefined && isInGroup(key, group));
};

/** Adds a change to a page, if it has room for it. */
const withChange = (lineage: LineageRow, change: () => RowChange & Row, limit: number): LineageRow => {
  if (lineage.changes.length >= limit || lineage.more) return { ...lineage, more: true };
  const next = change();
  const characters = lineage.characters + JSON.stringify(next.changes).length;
  if (characters > MAX_CHARACTERS && lineage.changes.length > 0) return { ...lineage, more: true };
  return { ...lineage, changes: [...lineage.changes, next], characters };
};

/** A projection with one row: how a row of another projection came about. */
export const lineageOf = (
  projection: Projection,
  { key, after, limit }: Omit<LineageParams, 'model'>,
): Projection<DomainEvent, LineageRow> => ({
  name: projection.name,
  version: projection.version,
  handles: projection.handles,
  table: { columns: {}, indexes: [] },
  keysOf: (event) => (isChangedBy(projection, event, key) ? [key] : []),
  evolve: (_key, known, event) => {
    const lineage = known ?? NOTHING;
    const before = lineage.row ?? undefined;
    const next = projection.evolve(key, before, event);
    if (next === before) return known;
    if (next) assertFits(projection.table, next);
    const changed = { ...lineage, row: next ?? null, total: lineage.total + 1 };
    const isWanted = after === undefined || comparePositions(event.position, after) > 0;
    return isWanted ? withChange(changed, () => changeOf(event, before, next), limit) : changed;
  },
});

/** The events that made a row of a read model; undefined if there never was such a row. */
export const lineageQuery: NamedQuery<LineageParams, Lineage | undefined> = {
  name: 'lineage',
  models: ({ model }) => [model],
  replays: lineageOf,
  streams: ({ model, key }) => rowStreams(model, key),
  question: {
    kind: 'lineage',
    parameters: ['key', 'after', 'limit'],
    defaults: { after: null },
    rows: (lineage) => lineage?.changes ?? [],
  },
  run: async (rows, { model, key }) => {
    const lineage = await rows.get<LineageRow>(model, key);
    if (!lineage) return undefined;
    const { row, total, changes, more } = lineage;
    return { row, total, changes, more };
  },
};
