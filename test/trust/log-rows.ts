import { eventIdsOf } from '@ledgerdesk/application';
import { canonicalJson, isSealed, leafOf } from '@ledgerdesk/event-store';
import { Frontier } from '@ledgerdesk/ledger';
import Database from 'better-sqlite3';
import { withoutTriggers } from './databases.js';

/** An event as its table has it. */
export interface LogRow {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly data: string;
  readonly metadata: string;
}

/**
 * How much of what stands beside the events whoever changes them makes agree with them:
 * - `careless`: nothing
 * - `thorough`: ids, stream heads, positions, leaves and frontier; all that needs no key
 */
export type Care = 'careless' | 'thorough';

const SELECT = `SELECT stream, revision, id, type, version, occurred_at AS occurredAt, recorded_at AS recordedAt, data,
  metadata FROM events ORDER BY position`;
const INSERT = `INSERT INTO events (position, stream, revision, id, type, version, occurred_at, recorded_at, data,
  metadata) VALUES (@position, @stream, @revision, @id, @type, @version, @occurredAt, @recordedAt, @data, @metadata)`;

/** Reads the events of a log, in order. */
export const readLogRows = (file: string): readonly LogRow[] => {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare<[], LogRow>(SELECT).all();
  } finally {
    db.close();
  }
};

const committed = ({ data }: LogRow): string => {
  if (!isSealed({ data })) return data;
  const { $sealed, ...clear } = JSON.parse(data) as { readonly $sealed: { readonly commitment: string } };
  return canonicalJson({ $sealed: { commitment: $sealed.commitment }, ...clear });
};

const PREFIX = 32;
const isCommandId = ({ id }: LogRow): boolean => id[14] === '8';

/** The events with ids that follow from their contents, as if commands had recorded them so. */
const withIds = (rows: readonly LogRow[]): readonly LogRow[] => {
  const appends = new Map<string, LogRow[]>();
  for (const row of rows.filter(isCommandId)) {
    const append = `${row.stream} ${row.id.slice(0, PREFIX)}`;
    appends.set(append, [...(appends.get(append) ?? []), row]);
  }
  const ids = new Map<LogRow, string>();
  for (const append of appends.values()) {
    const [first] = append;
    if (!first) continue;
    const { commandId } = JSON.parse(first.metadata) as { readonly commandId: string };
    const idOf = eventIdsOf(commandId, first.occurredAt, first.metadata, ...append.map(committed));
    append.forEach((row, index) => ids.set(row, idOf(index)));
  }
  return rows.map((row) => ({ ...row, id: ids.get(row) ?? row.id }));
};

const writeControls = (db: Database.Database, rows: readonly LogRow[]): void => {
  db.exec('DELETE FROM stream_heads; DELETE FROM leaves');
  const heads = new Map(rows.map(({ stream, revision }) => [stream, revision]));
  const head = db.prepare('INSERT INTO stream_heads (stream, revision) VALUES (?, ?)');
  for (const [stream, revision] of heads) head.run(stream, revision);
  db.prepare('UPDATE writer SET position = ?').run(rows.length);
  const frontier = new Frontier();
  const insert = db.prepare('INSERT INTO leaves (position, hash) VALUES (?, ?)');
  rows.forEach((row, index) => {
    const leaf = leafOf(row);
    if (!leaf) return;
    insert.run(index + 1, leaf);
    frontier.append(leaf);
  });
  db.prepare('UPDATE frontier SET size = ?, last_position = ?, hashes = ?').run(
    frontier.size,
    rows.length,
    frontier.toBytes(),
  );
};

/** The revisions of each stream, counted again from 0. */
export const renumbered = (rows: readonly LogRow[]): readonly LogRow[] => {
  const lengths = new Map<string, number>();
  return rows.map((row) => {
    const revision = lengths.get(row.stream) ?? 0;
    lengths.set(row.stream, revision + 1);
    return { ...row, revision };
  });
};

/** Replaces the events of a log, at positions without gaps. */
export const writeLogRows = (file: string, rows: readonly LogRow[], care: Care): void =>
  withoutTriggers(file, (db) => {
    db.exec('DELETE FROM events');
    const insert = db.prepare(INSERT);
    const written = care === 'thorough' ? withIds(rows) : rows;
    written.forEach((row, index) => insert.run({ ...row, position: index + 1 }));
    if (care === 'thorough') writeControls(db, written);
  });
