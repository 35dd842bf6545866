import type { Projection, RecordedEvent, Row } from '@ledgerdesk/kernel';
import type { StoredEvent } from '@ledgerdesk/event-store';
import { tryDecode, type Decode, type DecodeResult } from './decoded-page.js';
import { applyEvent, keyedEvent, type Rows } from './fold.js';
import { PoisonEvent } from './poison-event.js';
import { pagesUntil, type PageOptions, type Until } from './until.js';

export interface ReplayOptions extends Pick<PageOptions, 'log' | 'onPage'> {
  readonly decode: Decode;
  /** Default: the head. */
  readonly until?: Until;
  /** Events read at a time. Default 1,000. */
  readonly batch?: number;
  /** Leaves out the events for which this is false, as if they were not in the log. Default: none. */
  readonly eventFilter?: (event: RecordedEvent) => boolean;
}

/** Rows of one projection by key, in no particular order. */
export type ReplayedRows = ReadonlyMap<string, Row>;

/** Folds the log into the rows of one projection, in memory. Rejects with PoisonEvent. */
export const replay = async (projection: Projection, options: ReplayOptions): Promise<ReplayedRows> => {
  const table = new MemoryTable(projection);
  await foldLog([table], options);
  return table.rows;
};

/** Folds the log, read and decoded once, into the rows of several projections, by their names. */
export const replayAll = async (
  projections: readonly Projection[],
  options: ReplayOptions,
): Promise<ReadonlyMap<string, ReplayedRows>> => {
  const tables = projections.map((projection) => new MemoryTable(projection));
  await foldLog(tables, options);
  return new Map(tables.map(({ projection, rows }) => [projection.name, rows]));
};

class MemoryTable implements Rows {
  readonly rows = new Map<string, Row>();
  constructor(readonly projection: Projection) {}

  get(key: string): Row | undefined {
    return this.rows.get(key);
  }

  set(key: string, row: Row | undefined): void {
    if (row) this.rows.set(key, row);
    else this.rows.delete(key);
  }

  take(entry: DecodeResult): void {
    try {
      applyEvent(this.projection, keyedEvent(this.projection, entry), this);
    } catch (fault) {
      throw new PoisonEvent(this.projection.name, entry.stored, fault);
    }
  }
}

const foldLog = async (
  tables: readonly MemoryTable[],
  { log, decode, until = { head: true }, batch = 1_000, eventFilter = () => true, onPage }: ReplayOptions,
) => {
  const takers = tablesByType(tables);
  const pages = pagesUntil({ log, until, batch, types: [...takers.keys()], ...(onPage && { onPage }) });
  for await (const events of pages) for (const stored of events) takeOne(takers, stored, { decode, eventFilter });
};

const takeOne = (
  takers: ReadonlyMap<string, readonly MemoryTable[]>,
  stored: StoredEvent,
  { decode, eventFilter }: Required<Pick<ReplayOptions, 'decode' | 'eventFilter'>>,
): void => {
  const tables = takers.get(stored.type);
  if (tables === undefined) return;
  const entry = tryDecode(stored, decode);
  if ('event' in entry && !eventFilter(entry.event)) return;
  for (const table of tables) table.take(entry);
};

const tablesByType = (tables: readonly MemoryTable[]): ReadonlyMap<string, readonly MemoryTable[]> => {
  const byType = new Map<string, MemoryTable[]>();
  for (const table of tables) {
    for (const type of new Set(table.projection.handles)) byType.set(type, [...(byType.get(type) ?? []), table]);
  }
  return byType;
};
