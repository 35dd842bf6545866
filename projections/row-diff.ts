import {
  comparePositions,
  type DomainEvent,
  type Instant,
  isRefusal,
  type Position,
  type Projection,
  type RecordedEvent,
  type Refusal,
  type Row,
  type TimeBasis,
} from '@ledgerdesk/kernel';
import { assertFits, type KeyedRow, type NamedQuery } from '@ledgerdesk/read-store';
import { rowEventOf, type RowEvent } from './lineage.js';
import { type Page, type PageRequest, readSizedPage } from './page.js';
import { type PathChange, pathChanges } from './path-changes.js';
import { MAX_ROWS, withPrefix } from './rows-by-key-prefix.js';

/** A moment of the log. */
export type DiffMoment = { readonly position: Position } | { readonly instant: Instant };

export interface DiffParams {
  /** Name of a projection. */
  readonly model: string;
  readonly from: DiffMoment;
  readonly to: DiffMoment;
  /** Whether instants select events by when they were recorded or occurred. */
  readonly by: TimeBasis;
  /** Prefix of the keys of the rows. */
  readonly prefix: string;
  /** Default: all rows. */
  readonly page?: PageRequest;
}

/** A row that differs between two moments. */
export interface RowDifference {
  readonly key: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly changes: readonly PathChange[];
  /** The first events that made the difference, in order: at most MAX_CAUSES. */
  readonly causes: readonly RowEvent[];
  /** Number of all of them. */
  readonly events: number;
}

/** Events that are named as causes of one difference at most. */
export const MAX_CAUSES = 20;

/** Characters of the differences on a page, as JSON. The first row alone may exceed it. */
const MAX_CHARACTERS = 2_000_000;

/** A row at both moments. They are the same object until an event between the moments changes the row. */
export type RowPair = {
  readonly from: Row | null;
  readonly to: Row | null;
  /** 1 if an event between the moments has changed the row. */
  readonly differs: 0 | 1;
  readonly causes: readonly (RowEvent & Row)[];
  readonly events: number;
};

const isWithin = (moment: DiffMoment, by: TimeBasis, event: RecordedEvent): boolean => {
  if ('position' in moment) return comparePositions(event.position, moment.position) <= 0;
  return (by === 'occurred' ? event.occurredAt : event.recordedAt) <= moment.instant;
};

type Bounds = Pick<DiffParams, 'from' | 'to' | 'by'>;

const evolved = (projection: Projection, key: string, row: Row | null, event: RecordedEvent): Row | null => {
  const next = projection.evolve(key, row ?? undefined, event) ?? null;
  if (next && next !== row) assertFits(projection.table, next);
  return next;
};

const pairOf = (row: Row | null): RowPair | undefined =>
  row ? { from: row, to: row, differs: 0, causes: [], events: 0 } : undefined;

/** A projection whose rows are those of another one at both moments. */
export const pairsOf = (projection: Projection, { from, to, by }: Bounds): Projection<DomainEvent, RowPair> => ({
  name: projection.name,
  version: projection.version,
  handles: projection.handles,
  table: { columns: { differs: 'integer' }, indexes: [] },
  keysOf: (event) => projection.keysOf(event),
  ...(projection.groupOf && { groupOf: (event) => projection.groupOf?.(event) }),
  evolve: (key, pair, event) => {
    const [before, after] = [isWithin(from, by, event), isWithin(to, by, event)];
    if (!before && !after) return pair;
    const known = pair ?? { from: null, to: null, differs: 0, causes: [], events: 0 };
    if (before && after && known.from === known.to) {
      const next = evolved(projection, key, known.to, event);
      if (next === known.to) return pair;
      return known.differs === 0 ? pairOf(next) : { ...known, from: next, to: next };
    }
    const [first, second] = [
      before ? evolved(projection, key, known.from, event) : known.from,
      after ? evolved(projection, key, known.to, event) : known.to,
    ];
    if (first === known.from && second === known.to) return pair;
    if (before && after) return { ...known, from: first, to: second };
    const causes = known.causes.length < MAX_CAUSES ? [...known.causes, rowEventOf(event)] : known.causes;
    return { from: first, to: second, differs: 1, causes, events: known.events + 1 };
  },
});

/** How a row differs between both moments; undefined if it does not. */
export const differenceOf = (key: string, { from, to, causes, events }: RowPair): RowDifference | undefined => {
  const changes = pathChanges(from, to);
  if (changes.length === 0) return undefined;
  return { key, change: from ? (to ? 'changed' : 'removed') : 'added', changes, causes, events };
};

const differencesOf = (pairs: readonly KeyedRow<RowPair>[]): readonly RowDifference[] =>
  pairs.flatMap(({ key, row }) => differenceOf(key, row) ?? []);

/** Returns true if the first moment is after the second one. Unknown of a position and an instant. */
export const isReversed = ({ from, to }: Pick<DiffParams, 'from' | 'to'>): boolean => {
  if ('position' in from) return 'position' in to && comparePositions(from.position, to.position) > 0;
  return 'instant' in to && from.instant > to.instant;
};

/** The rows of a read model that differ between two moments. A page may have fewer than its limit, even none. */
export const rowDiffQuery: NamedQuery<DiffParams, Page<RowDifference> | Refusal> = {
  name: 'row-diff',
  models: ({ model }) => [model],
  replays: pairsOf,
  keepsReplay: true,
  replayKey: ({ from, to, by }) => [from, to, by],
  question: {
    kind: 'diff',
    parameters: ['from', 'to', 'by', 'prefix', 'page'],
    defaults: { page: null },
    rows: ({ items }) => items,
  },
  run: async (rows, { model, prefix, page }) => {
    const where = [{ column: 'differs', is: '=', value: 1 } as const, ...withPrefix(prefix)];
    if (!page) return { items: differencesOf(await rows.find<RowPair>(model, { where })) };
    const found = await readSizedPage<RowPair>(
      rows,
      { projection: model, where, orderBy: [] },
      page,
      { size: (pair) => JSON.stringify(pair).length, max: MAX_CHARACTERS, rowsPerRead: MAX_ROWS + 1 },
      MAX_ROWS,
    );
    return isRefusal(found) ? found : { ...found, items: differencesOf(found.items) };
  },
};
