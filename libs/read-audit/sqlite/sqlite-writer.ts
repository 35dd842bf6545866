import { addMillis, errorCodeOf, HOUR, type Instant, millisOf } from '@ledgerdesk/kernel';
import { closeSqliteFile, openSqliteFile } from '@ledgerdesk/sqlite';
import type Database from 'better-sqlite3';
import type { DroppedReads, ReadCheckpoint } from '../port.js';
import type { RecordRow } from '../record.js';
import { appendLeaves } from '../tree.js';
import { REMEDY } from './remedy.js';

interface TreeRow {
  readonly size: number;
  readonly frontier: Buffer;
}

interface DroppedRow {
  readonly count: number;
  readonly firstLeaf: number;
  readonly lastLeaf: number;
  readonly first: string;
  readonly last: string;
}

/** After these errors the state of the file is unknown until it is opened again. */
const UNKNOWN_STATE = /^SQLITE_(?:IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN|PROTOCOL)/;
/** How long a write waits for another process, such as `ledgerdesk export`. */
const BUSY_MS = 5_000;

type Statement<Values extends unknown[], Row = unknown> = Database.Statement<Values, Row>;

interface Statements {
  readonly tree: Statement<[], TreeRow>;
  readonly grow: Statement<[number, Buffer]>;
  readonly leaf: Statement<[number, Buffer]>;
  readonly record: Statement<[number, string, string, string, string]>;
  readonly shown: Statement<[string, number]>;
}

const prepared = (db: Database.Database): Statements => ({
  tree: db.prepare('SELECT size, frontier FROM read_audit_tree'),
  grow: db.prepare('UPDATE read_audit_tree SET size = ?, frontier = ?'),
  leaf: db.prepare('INSERT INTO read_audit_leaf (leaf, hash) VALUES (?, ?)'),
  record: db.prepare('INSERT INTO read_audit (leaf, at, caller, route, record) VALUES (?, ?, ?, ?, ?)'),
  shown: db.prepare('INSERT INTO read_audit_shown (item, leaf) VALUES (?, ?)'),
});

/** Writes the read audit to a file, in the calling thread. A file that fails is opened again for the next write. */
export class SqliteWriter {
  private opened: { readonly db: Database.Database; readonly statements: Statements } | undefined;

  /** The tables must exist. */
  constructor(private readonly file: string) {}

  commit(rows: readonly RecordRow[]): void {
    this.write(({ statements }) => {
      const tree = statements.tree.get();
      if (!tree) throw new Error(`${this.file} has no tree of reads. ${REMEDY}`);
      const { frontier, hashes } = appendLeaves(
        tree.frontier,
        rows.map(({ text }) => text),
      );
      rows.forEach((row, index) => {
        const leaf = tree.size + index;
        statements.leaf.run(leaf, hashes[index] ?? Buffer.alloc(0));
        statements.record.run(leaf, row.at, row.caller, row.route, row.text);
        for (const item of row.shown) statements.shown.run(item, leaf);
      });
      statements.grow.run(tree.size + rows.length, frontier);
    });
  }

  saveCheckpoint({ size, at, note }: ReadCheckpoint): void {
    this.write(({ db }) => {
      const latest = db
        .prepare<[], { size: number | null }>('SELECT max(size) AS size FROM read_audit_checkpoint')
        .get();
      if ((latest?.size ?? -1) >= size) return;
      const hour = hourOf(at);
      db.prepare('DELETE FROM read_audit_checkpoint WHERE at >= ? AND at < ?').run(hour, addMillis(hour, HOUR));
      db.prepare('INSERT INTO read_audit_checkpoint (size, at, note) VALUES (?, ?, ?)').run(size, at, note);
    });
  }

  droppable(before: Instant, limit: number): DroppedReads | undefined {
    return this.write(({ db }) => {
      const found = db
        .prepare<[string, number], DroppedRow>(
          `SELECT count(*) AS count, min(leaf) AS firstLeaf, max(leaf) AS lastLeaf, min(at) AS first, max(at) AS last
             FROM (SELECT leaf, at FROM read_audit WHERE at < ? ORDER BY at, leaf LIMIT ?)`,
        )
        .get(before, limit);
      if (!found || found.count === 0) return undefined;
      const { count, firstLeaf, lastLeaf, first: from, last: to } = found;
      return { count, firstLeaf, lastLeaf, from, to };
    });
  }

  drop(before: Instant, limit: number): DroppedReads | undefined {
    return this.write(({ db }) => {
      const rows = db
        .prepare<[string, number], { leaf: number; at: string }>(
          'SELECT leaf, at FROM read_audit WHERE at < ? ORDER BY at, leaf LIMIT ?',
        )
        .all(before, limit);
      const [first, last] = [rows[0], rows.at(-1)];
      if (!first || !last) return undefined;
      const [deleteShown, deleteRecord] = [
        db.prepare<[number]>('DELETE FROM read_audit_shown WHERE leaf = ?'),
        db.prepare<[number]>('DELETE FROM read_audit WHERE leaf = ?'),
      ];
      for (const { leaf } of rows) {
        deleteShown.run(leaf);
        deleteRecord.run(leaf);
      }
      const leaves = rows.map(({ leaf }) => leaf);
      return {
        count: rows.length,
        firstLeaf: Math.min(...leaves),
        lastLeaf: Math.max(...leaves),
        from: first.at,
        to: last.at,
      };
    });
  }

  close(): void {
    if (this.opened) closeSqliteFile(this.opened.db);
    this.opened = undefined;
  }

  private write<Result>(work: (opened: NonNullable<SqliteWriter['opened']>) => Result): Result {
    try {
      const opened = (this.opened ??= this.open());
      return opened.db.transaction(() => work(opened)).immediate();
    } catch (error) {
      if (UNKNOWN_STATE.test(errorCodeOf(error) ?? '')) this.discard();
      throw error;
    }
  }

  private open(): NonNullable<SqliteWriter['opened']> {
    const db = openSqliteFile(this.file, { durability: 'full', remedy: REMEDY });
    try {
      db.pragma(`busy_timeout = ${BUSY_MS}`);
      // What a failed write has left in the write-ahead log is moved into the file and synced, or fails again.
      db.pragma('wal_checkpoint(TRUNCATE)');
      return { db, statements: prepared(db) };
    } catch (error) {
      db.close();
      throw error;
    }
  }

  private discard(): void {
    const { opened } = this;
    this.opened = undefined;
    try {
      opened?.db.close();
    } catch {
      // The next write opens the file again, and fails if that does.
    }
  }
}

/** The start of an instant's hour. */
const hourOf = (at: Instant): Instant => addMillis(at, -(millisOf(at) % HOUR));
