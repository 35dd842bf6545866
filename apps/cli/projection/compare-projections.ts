import { canonicalJson, type ReadableLog } from '@ledgerdesk/event-store';
import type { DomainEvent, Position, Projection, Row } from '@ledgerdesk/kernel';
import { isChangedBy, type PathChange, pathChanges, rowEventOf, type RowEvent } from '@ledgerdesk/projections';
import { replay, type ReplayedRows } from '@ledgerdesk/runtime';
import { decoder } from '../replay/replayed-model.js';
import { logProgress } from '../terminal/log-progress.js';

/** A row that two versions of a projection make different. */
export interface DifferentRow {
  readonly key: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly changes: readonly PathChange[];
  /** The event from which on both differ; undefined if an operator decided that one version leaves it out. */
  readonly since: RowEvent | undefined;
}

/** How two versions of a projection differ over one log. */
export interface ProjectionComparison {
  readonly position: Position;
  /** Numbers of rows. */
  readonly before: number;
  readonly after: number;
  readonly counts: Readonly<Record<DifferentRow['change'], number>>;
  /** The first rows that differ, by key. */
  readonly rows: readonly DifferentRow[];
  /** Columns that only one version has, or that have another type. */
  readonly columns: readonly PathChange[];
}

export interface CompareOptions {
  /** Maximum number of rows that are shown. */
  readonly limit: number;
  readonly mask: boolean;
}

const isEqual = (a: Row | undefined, b: Row | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b));

/** Both versions of one row, and the event from which on they differ. */
type Versions = { readonly before: Row | null; readonly after: Row | null; readonly since: (RowEvent & Row) | null };

/** A projection of a few rows in both versions. */
const versionsOf = (
  before: Projection,
  after: Projection,
  keys: ReadonlySet<string>,
): Projection<DomainEvent, Versions> => ({
  name: after.name,
  version: after.version,
  table: { columns: {}, indexes: [] },
  handles: [...new Set([...before.handles, ...after.handles])],
  keysOf: (event) =>
    [...keys].filter((key) =>
      [before, after].some((version) => version.handles.includes(event.type) && isChangedBy(version, event, key)),
    ),
  evolve: (key, versions, event) => {
    const rowOf = (version: Projection, row: Row | null | undefined): Row | undefined =>
      version.handles.includes(event.type) && isChangedBy(version, event, key)
        ? version.evolve(key, row ?? undefined, event)
        : (row ?? undefined);
    const [first, second] = [rowOf(before, versions?.before), rowOf(after, versions?.after)];
    const since = isEqual(first, second) ? null : (versions?.since ?? rowEventOf(event));
    return { before: first ?? null, after: second ?? null, since };
  },
});

const changeOf = (before: Row | undefined, after: Row | undefined): DifferentRow['change'] =>
  before ? (after ? 'changed' : 'removed') : 'added';

/**
 * Replays two versions of a projection over one log, and compares their rows.
 *
 * @example
 * const { counts } = await compareProjections(log, { before, after }, { limit: 20, mask: true });
 */
export const compareProjections = async (
  log: ReadableLog,
  { before, after }: { readonly before: Projection; readonly after: Projection },
  { limit, mask }: CompareOptions,
): Promise<ProjectionComparison> => {
  const position = await log.head();
  const replayed = async <R extends Row>(label: string, version: Projection<DomainEvent, R>): Promise<ReplayedRows> => {
    const progress = await logProgress(label, log);
    const rows = await replay(version, {
      log,
      decode: decoder(mask),
      until: { position },
      onPage: progress.onPosition,
    });
    progress.stop();
    return rows;
  };
  const old = await replayed(`version ${before.version}`, before);
  const rows = await replayed(`version ${after.version}`, after);
  const keys = [...new Set([...old.keys(), ...rows.keys()])].filter((key) => !isEqual(old.get(key), rows.get(key)));
  const counts = { added: 0, removed: 0, changed: 0 };
  for (const key of keys) counts[changeOf(old.get(key), rows.get(key))] += 1;
  const shown = keys.sort().slice(0, limit);
  const origins =
    shown.length === 0 ? new Map() : await replayed('find causes', versionsOf(before, after, new Set(shown)));
  return {
    position,
    before: old.size,
    after: rows.size,
    counts,
    columns: pathChanges(before.table.columns, after.table.columns),
    rows: shown.map((key) => ({
      key,
      change: changeOf(old.get(key), rows.get(key)),
      changes: pathChanges(old.get(key) ?? null, rows.get(key) ?? null),
      since: (origins.get(key) as Versions | undefined)?.since ?? undefined,
    })),
  };
};
