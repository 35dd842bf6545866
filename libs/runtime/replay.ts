import type { Position, Projection, RecordedEvent, Row } from '@ledgerdesk/kernel';
import { type ReadableLog, readSkippedEvents, type StoredEvent } from '@ledgerdesk/event-store';
import { tryDecode, type Decode, type DecodeResult } from './decoded-page.js';
import { applyEvent, keyedEvent } from './fold.js';
import { GroupedRows } from './grouped-rows.js';
import { PoisonEvent } from './poison-event.js';
import { streamsUntil } from './streams-until.js';
import { pagesUntil, type PageOptions, type Until } from './until.js';

export interface ReplayOptions extends Pick<PageOptions, 'onPage'> {
  readonly log: Pick<ReadableLog, 'readAll' | 'readStream'>;
  readonly decode: Decode;
  /** Where to stop. Default: at the head. */
  readonly until?: Until;
  /** Number of events per page. Default 1,000. */
  readonly batch?: number;
  /** Streams that contain all events which matter: only these are read. Default: the whole log. */
  readonly streams?: readonly string[] | undefined;
  /** Skips the events for which this returns false, as if they were not in the log. Default: skips none. */
  readonly eventFilter?: (event: RecordedEvent) => boolean;
}

/** Rows of one projection by key, unordered. */
export type ReplayedRows = ReadonlyMap<string, Row>;

/**
 * Folds the log into the rows of one projection, in memory, without the events that operators decided to skip. Rejects
 * with PoisonEvent.
 *
 * @example
 * const rows = await replay(ticketList, { log, decode, until: { recorded: '2026-11-27T00:00:00.000Z' } });
 * rows.get('ticket-1');
 */
export const replay = async (projection: Projection, options: ReplayOptions): Promise<ReplayedRows> => {
  const table = new MemoryTable(projection);
  await foldLog([table], options);
  return table.rows;
};

/** Folds the log into the rows of several projections, by name. Each event is read and decoded once. */
export const replayAll = async (
  projections: readonly Projection[],
  options: ReplayOptions,
): Promise<ReadonlyMap<string, ReplayedRows>> => {
  const tables = projections.map((projection) => new MemoryTable(projection));
  await foldLog(tables, options);
  return new Map(tables.map(({ projection, rows }) => [projection.name, rows]));
};

class MemoryTable extends GroupedRows {
  /** Ids of the events that are left out. */
  skipped: ReadonlyMap<string, Position> = new Map();

  apply(result: DecodeResult): void {
    if (this.skipped.has(result.stored.id)) return;
    try {
      applyEvent(this.projection, keyedEvent(this.projection, result), this);
    } catch (error) {
      throw new PoisonEvent(this.projection.name, result.stored, error);
    }
  }
}

const foldLog = async (
  tables: readonly MemoryTable[],
  { log, decode, until = { head: true }, batch = 1_000, eventFilter = () => true, onPage, streams }: ReplayOptions,
) => {
  const byType = tablesByType(tables);
  const skipped = await readSkippedEvents(log);
  for (const table of tables) table.skipped = skipped.of(table.projection);
  const options = { log, until, batch, types: [...byType.keys()], ...(onPage && { onPage }) };
  const pages = streams ? streamsUntil({ ...options, streams }) : pagesUntil(options);
  for await (const events of pages) for (const stored of events) applyStored(byType, stored, { decode, eventFilter });
};

const applyStored = (
  byType: ReadonlyMap<string, readonly MemoryTable[]>,
  stored: StoredEvent,
  { decode, eventFilter }: Required<Pick<ReplayOptions, 'decode' | 'eventFilter'>>,
): void => {
  const tables = byType.get(stored.type);
  if (tables === undefined) return;
  const result = tryDecode(stored, decode);
  if ('event' in result && !eventFilter(result.event)) return;
  for (const table of tables) table.apply(result);
};

const tablesByType = (tables: readonly MemoryTable[]): ReadonlyMap<string, readonly MemoryTable[]> => {
  const byType = new Map<string, MemoryTable[]>();
  for (const table of tables) {
    for (const type of new Set(table.projection.handles)) byType.set(type, [...(byType.get(type) ?? []), table]);
  }
  return byType;
};
