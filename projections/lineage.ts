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

/** An event that changed a row. */
export type RowChange = Pick<
  RecordedEvent,
  'id' | 'type' | 'stream' | 'revision' | 'position' | 'occurredAt' | 'recordedAt'
> & { readonly change: 'created' | 'changed' | 'removed' };

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
  readonly changes: readonly RowChange[];
}

type LineageRow = { readonly row: Row | null; readonly total: number; readonly changes: readonly RowChange[] };

const changeOf = (event: RecordedEvent, change: RowChange['change']): RowChange => ({
  id: event.id,
  type: event.type,
  stream: event.stream,
  revision: event.revision,
  position: event.position,
  occurredAt: event.occurredAt,
  recordedAt: event.recordedAt,
  change,
});

const isChangedBy = (projection: Projection, event: RecordedEvent, key: string): boolean => {
  const group = projection.groupOf?.(event);
  return projection.keysOf(event).includes(key) || (group !== undefined && isInGroup(key, group));
};

/** A projection with one row: how a row of another projection came about. It keeps one change more than `limit`. */
export const lineageOf = (
  projection: Projection,
  { key, after, limit }: Omit<LineageParams, 'model'>,
): Projection<DomainEvent, LineageRow> => ({
  name: projection.name,
  version: projection.version,
  handles: projection.handles,
  table: { columns: {}, indexes: [] },
  keysOf: (event) => (isChangedBy(projection, event, key) ? [key] : []),
  evolve: (_key, lineage, event) => {
    const { row, total, changes } = lineage ?? { row: null, total: 0, changes: [] };
    const before = row ?? undefined;
    const next = projection.evolve(key, before, event);
    if (next === before) return lineage;
    if (next) assertFits(projection.table, next);
    const isWanted = changes.length <= limit && (after === undefined || comparePositions(event.position, after) > 0);
    const change = changeOf(event, before ? (next ? 'changed' : 'removed') : 'created');
    return { row: next ?? null, total: total + 1, changes: isWanted ? [...changes, change] : changes };
  },
});

/** The events that made a row of a read model; undefined if there never was such a row. */
export const lineageQuery: NamedQuery<LineageParams, Lineage | undefined> = {
  name: 'lineage',
  models: ({ model }) => [model],
  replays: lineageOf,
  run: (rows, { model, key }) => rows.get<LineageRow>(model, key),
};
