import { setImmediate } from 'node:timers/promises';
import type { Projection, Row } from '@ledgerdesk/kernel';
import {
  type ColumnValue,
  columnValues,
  CountChanges,
  sameCheckpoint,
  type Batch,
  type KeyedRow,
  type ProjectionRef,
  type ProjectionStop,
  type ReadStore,
  type RowSnapshot,
} from '@ledgerdesk/read-store';
import { closeSqliteFile } from '@ledgerdesk/sqlite';
import { checkpointValues } from '../sql/checkpoints.js';
import { countsTable, groupBounds, quote, searchTable, tableName } from '../sql/names.js';
import { stopValues } from '../sql/stops.js';
import { keyedRow, parseRow, type StoredRow } from '../sql/stored-row.js';
import type { Connection } from './connection.js';
import { checkpointOf, SqliteRowReader } from './row-reader.js';
import { addToIndex, removeFromIndex } from './search-index.js';
import { changeCounts } from './kept-counts.js';
import { createTable, indexDefinitions, type RowStatements, rowStatements, tableId, versionsOf } from './tables.js';

const UPSERT_CHECKPOINT = `
  INSERT INTO checkpoints (name, version, log_id, position, event_id, event_position, epoch, skipped)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET log_id = excluded.log_id, position = excluded.position, event_id = excluded.event_id,
    event_position = excluded.event_position, epoch = excluded.epoch, skipped = excluded.skipped`;

const DELETE_STOP = 'DELETE FROM stops WHERE name = ? AND version = ?';
const INSERT_STOP = `
  INSERT INTO stops (name, version, position, event_id, event_type, message) VALUES (?, ?, ?, ?, ?, ?)`;

/** The columns of a row before and after a batch, in the order of the table shape; undefined where there is no row. */
interface RowChange {
  readonly key: string;
  readonly before: readonly ColumnValue[] | undefined;
  readonly after: readonly ColumnValue[] | undefined;
  readonly body: string;
}

/**
 * The writer of a read store. It also reads on its connection: writes are synchronous, so no read of this thread runs
 * inside one. Other threads open views.
 */
export class SqliteReadStore extends SqliteRowReader implements ReadStore {
  constructor(private readonly connection: Connection) {
    super(() => connection);
  }

  async prepare(projection: Projection): Promise<void> {
    const isServing = await this.serving(projection.name);
    this.connection.write(() => createTable(this.connection, projection));
    if (isServing === projection.version) await this.#createIndexes(projection);
  }

  async rows(projection: ProjectionRef, keys: readonly string[]): Promise<RowSnapshot> {
    const select = `SELECT body FROM ${tableId(projection)} WHERE key = ?`;
    return this.connection.snapshot(() => {
      const rows = new Map<string, Row>();
      for (const key of keys) {
        const stored = this.connection.first<{ body: string }>(select, key);
        if (stored) rows.set(key, parseRow(stored.body));
      }
      return { checkpoint: checkpointOf(this.connection, projection), rows };
    });
  }

  async keysIn(projection: ProjectionRef, group: string): Promise<readonly string[]> {
    const select = `SELECT key FROM ${tableId(projection)} WHERE key >= ? AND key < ?`;
    return this.connection.all<{ key: string }>(select, ...groupBounds(group)).map(({ key }) => key);
  }

  async page(projection: ProjectionRef, afterKey: string | undefined, limit: number): Promise<readonly KeyedRow[]> {
    const select = `SELECT key, body FROM ${tableId(projection)}`;
    const stored =
      afterKey === undefined
        ? this.connection.all<StoredRow>(`${select} ORDER BY key LIMIT ?`, limit)
        : this.connection.all<StoredRow>(`${select} WHERE key > ? ORDER BY key LIMIT ?`, afterKey, limit);
    return stored.map(keyedRow);
  }

  async commit(projection: Projection, { rows, before, from, to }: Batch): Promise<boolean> {
    return this.connection.write(() => {
      if (!sameCheckpoint(checkpointOf(this.connection, projection), from)) return false;
      this.#writeRows(projection, rows, before);
      this.connection.run(UPSERT_CHECKPOINT, projection.name, projection.version, ...checkpointValues(to));
      return true;
    });
  }

  async recordStop(projection: ProjectionRef, stop: ProjectionStop | undefined): Promise<void> {
    this.connection.write(() => {
      this.connection.run(DELETE_STOP, projection.name, projection.version);
      if (stop) this.connection.run(INSERT_STOP, ...stopValues(projection, stop));
    });
  }

  async reset(projection: Projection): Promise<void> {
    this.connection.write(() => {
      this.#drop(projection);
      this.connection.run('DELETE FROM serving WHERE name = ? AND version = ?', projection.name, projection.version);
      createTable(this.connection, projection);
    });
  }

  async serve(projection: Projection): Promise<void> {
    this.connection.write(() => createTable(this.connection, projection));
    if (this.#hasRows(projection)) await this.#createIndexes(projection);
    const { name, version } = projection;
    this.connection.write(() => {
      for (const definition of indexDefinitions(projection)) this.connection.database.exec(definition);
      this.connection.run(
        'INSERT INTO serving (name, version) VALUES (?, ?) ON CONFLICT DO UPDATE SET version = excluded.version',
        name,
        version,
      );
      for (const older of versionsOf(this.connection, name)) if (older < version) this.#drop({ name, version: older });
    });
  }

  override async close(): Promise<void> {
    closeSqliteFile(this.connection.database);
  }

  #hasRows(projection: ProjectionRef): boolean {
    return this.connection.first(`SELECT 1 FROM ${tableId(projection)} LIMIT 1`) !== undefined;
  }

  /** Creates missing indexes, each in a transaction of its own: rows of others can be written in between. */
  async #createIndexes(projection: Projection): Promise<void> {
    for (const definition of indexDefinitions(projection)) {
      this.connection.write(() => this.connection.database.exec(definition));
      await setImmediate();
    }
  }

  #writeRows(projection: Projection, rows: Batch['rows'], known: Batch['before']): void {
    const { counted } = projection.table;
    const counts = counted && new CountChanges(counted, projection.table);
    const statements = rowStatements(projection);
    for (const [key, row] of rows) {
      const before = this.#columnsBefore(projection, key, known);
      if (!row && !before) continue;
      const after = row && columnValues(projection.table, row);
      if (before) removeFromIndex(this.connection, projection, key);
      this.#writeRow(statements, { key, before, after, body: JSON.stringify(row) });
      if (row) addToIndex(this.connection, projection, key, row);
      counts?.change(before, after);
    }
    if (counts) changeCounts(this.connection, projection, counts);
  }

  #columnsBefore(projection: Projection, key: string, known: Batch['before']): readonly ColumnValue[] | undefined {
    if (!known) return this.connection.values<ColumnValue>(rowStatements(projection).select, key);
    const row = known.get(key);
    return row && columnValues(projection.table, row);
  }

  /** Changes only the columns that differ, and so only the indexes with one of them. */
  #writeRow(statements: RowStatements, { key, before, after, body }: RowChange): void {
    if (!after) this.connection.run(statements.remove, key);
    else if (!before) this.connection.run(statements.insert, key, ...after, body);
    else {
      const changed: number[] = [];
      const values: ColumnValue[] = [];
      for (const [at, value] of after.entries()) {
        if (value === before[at]) continue;
        changed.push(at);
        values.push(value);
      }
      this.connection.run(statements.update(changed), ...values, body, key);
    }
  }

  #drop(projection: ProjectionRef): void {
    this.connection.database.exec(`DROP TABLE IF EXISTS ${tableId(projection)}`);
    for (const name of [searchTable, countsTable])
      this.connection.database.exec(`DROP TABLE IF EXISTS ${quote(name(tableName(projection)))}`);
    this.connection.run('DELETE FROM checkpoints WHERE name = ? AND version = ?', projection.name, projection.version);
    this.connection.run(DELETE_STOP, projection.name, projection.version);
  }
}
