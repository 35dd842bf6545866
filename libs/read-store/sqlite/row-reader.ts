import type { Row } from '@ledgerdesk/kernel';
import {
  columnOperand,
  countedWithin,
  type Condition,
  type ImageSelection,
  type KeyedRow,
  type ProjectionRef,
  type ProjectionVersion,
  type ReadStoreView,
  type RowCheckpoint,
  type RowCount,
  type RowImage,
  type RowImages,
  type RowQuery,
  type RowReader,
  type RowScan,
  type ScannedCounts,
  type ScannedRows,
  type StoppedVersion,
  type VersionedRows,
} from '@ledgerdesk/read-store';
import type { CompiledQuery } from 'kysely';
import { checkpointFrom, type StoredCheckpoint } from '../sql/checkpoints.js';
import { type StoredStop, stoppedVersion } from '../sql/stops.js';
import { countsTable, quote, tableName } from '../sql/names.js';
import type { TableOf } from '../sql/row-queries.js';
import { selectVersions, projectionVersion, type StoredVersion } from '../sql/projection-versions.js';
import { rowCount, scannedCounts, type StoredCount, type StoredScanCount } from '../sql/stored-counts.js';
import {
  keyedRow,
  parseRow,
  rowImage,
  rowPlace,
  type StoredColumns,
  type StoredPlace,
  type StoredRow,
} from '../sql/stored-row.js';
import type { Connection } from './connection.js';
import { rowQueries } from './row-queries.js';
import { tableId } from './tables.js';

const STANDINGS = selectVersions('checkpoints', 'serving');

/**
 * Rows that a scan tests before all others: SQLite sorts those that pass again, and so does not stop at the limit. Most
 * tests accept enough of them.
 */
const TESTED_FIRST = 200;

/** Reads the rows of the serving version; version and rows are read from one snapshot. */
export class SqliteRowReader implements ReadStoreView {
  /** `connect` returns undefined until a writer has created the tables. */
  constructor(private readonly connect: () => Connection | undefined) {}

  async get<R extends Row>(projection: string, key: string): Promise<R | undefined> {
    return this.#read(projection, undefined, (connection, ref) => {
      const stored = connection.first<StoredRow>(`SELECT key, body FROM ${tableId(ref)} WHERE key = ?`, key);
      return stored && parseRow<R>(stored.body);
    });
  }

  async find<R extends Row>(projection: string, query: RowQuery = {}): Promise<readonly KeyedRow<R>[]> {
    return this.#read(projection, [], (connection, ref) =>
      run<StoredRow>(connection, rowQueries.select(tableName(ref), query, tablesIn(connection))).map(keyedRow<R>),
    );
  }

  async count(projection: string, where: readonly Condition[] = []): Promise<number> {
    return this.#read(
      projection,
      0,
      (connection, ref) =>
        run<{ rows: number }>(connection, rowQueries.count(tableName(ref), where, tablesIn(connection)))[0]?.rows ?? 0,
    );
  }

  async scan<R extends Row>(
    projection: string,
    { limit, ...query }: RowScan & { readonly limit: number },
  ): Promise<ScannedRows<R>> {
    return this.#read<ScannedRows<R>>(projection, { rows: [], testedTo: undefined }, (connection, ref) => {
      const [table, tables] = [tableName(ref), tablesIn(connection)];
      const found = (maxTested: number) =>
        run<StoredRow>(connection, rowQueries.scan(table, { ...query, maxTested }, limit, tables));
      const first = found(Math.min(TESTED_FIRST, query.maxTested));
      const rows = first.length === limit ? first : found(query.maxTested);
      if (rows.length === limit) return { rows: rows.map(keyedRow<R>), testedTo: undefined };
      const [last] = run<StoredPlace>(connection, rowQueries.lastTested(table, query, tables));
      return { rows: rows.map(keyedRow<R>), testedTo: rowPlace(last, query.orderBy) };
    });
  }

  async scanCounts(projection: string, query: Parameters<RowReader['scanCounts']>[1]): Promise<ScannedCounts> {
    return this.#read<ScannedCounts>(projection, { counts: [], tested: 0 }, (connection, ref) => {
      const counted = rowQueries.scanCounts(tableName(ref), query, tablesIn(connection));
      return scannedCounts(run<StoredScanCount>(connection, counted), query.by);
    });
  }

  async counts(projection: string, within?: Parameters<RowReader['counts']>[1]): Promise<readonly RowCount[]> {
    const group = countedWithin(within && { column: within.column, value: columnOperand(within.value) });
    return this.#read<readonly RowCount[]>(projection, [], (connection, ref) =>
      connection
        .all<StoredCount>(
          `SELECT kind, rows FROM ${quote(countsTable(tableName(ref)))} WHERE "within" = ? AND value = ? AND rows > 0`,
          group.within,
          group.value,
        )
        .map(rowCount),
    );
  }

  async each<R extends Row>(projection: string, where: readonly Condition[], visit: (row: R) => void): Promise<void> {
    this.#read(projection, undefined, (connection, ref) => {
      const { sql, parameters } = rowQueries.bodies(tableName(ref), where, tablesIn(connection));
      connection.each<Pick<StoredRow, 'body'>>(sql, parameters, ({ body }) => visit(parseRow<R>(body)));
    });
  }

  async serving(name: string): Promise<number | undefined> {
    const connection = this.connect();
    return connection && servingVersion(connection, name);
  }

  async checkpoint(projection: ProjectionRef): Promise<RowCheckpoint | undefined> {
    const connection = this.connect();
    return connection && checkpointOf(connection, projection);
  }

  async snapshot<T>(read: (rows: VersionedRows) => Promise<T>): Promise<T> {
    const connection = this.connect()?.openSnapshot();
    try {
      return await read(new SqliteRowReader(() => connection));
    } finally {
      connection?.database.close();
    }
  }

  async versions(): Promise<readonly ProjectionVersion[]> {
    return this.connect()?.all<StoredVersion>(STANDINGS).map(projectionVersion) ?? [];
  }

  async images(projection: ProjectionRef, selection: ImageSelection): Promise<RowImages> {
    const connection = this.connect();
    if (!connection) return NO_IMAGES;
    return connection.snapshot(() => {
      if (!hasTable(connection, tableName(projection))) return NO_IMAGES;
      return { checkpoint: checkpointOf(connection, projection), rows: imagesOf(connection, projection, selection) };
    });
  }

  async stops(): Promise<readonly StoppedVersion[]> {
    const connection = this.connect();
    if (!connection?.first("SELECT 1 FROM sqlite_schema WHERE name = 'stops'")) return [];
    return connection.all<StoredStop>('SELECT * FROM stops').map(stoppedVersion);
  }

  async close(): Promise<void> {
    this.connect()?.database.close();
  }

  #read<T>(name: string, empty: T, read: (connection: Connection, projection: ProjectionRef) => T): T {
    const connection = this.connect();
    return connection === undefined
      ? empty
      : connection.snapshot(() => {
          const version = servingVersion(connection, name);
          return version === undefined ? empty : read(connection, { name, version });
        });
  }
}

const NO_IMAGES: RowImages = { checkpoint: undefined, rows: [] };

const hasTable = (connection: Connection, table: string): boolean =>
  connection.first("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", table) !== undefined;

const imagesOf = (
  connection: Connection,
  projection: ProjectionRef,
  selection: ImageSelection,
): readonly RowImage[] => {
  const select = `SELECT * FROM ${tableId(projection)}`;
  if ('keys' in selection)
    return selection.keys.flatMap((key) => {
      const found = connection.first<StoredColumns>(`${select} WHERE key = ?`, key);
      return found ? [rowImage(found)] : [];
    });
  const { after, limit } = selection;
  const stored =
    after === undefined
      ? connection.all<StoredColumns>(`${select} ORDER BY key LIMIT ?`, limit)
      : connection.all<StoredColumns>(`${select} WHERE key > ? ORDER BY key LIMIT ?`, after, limit);
  return stored.map(rowImage);
};

const run = <T>(connection: Connection, query: CompiledQuery): T[] => connection.all<T>(query.sql, ...query.parameters);

/** Tables of the serving versions in the connection's snapshot. */
const tablesIn =
  (connection: Connection): TableOf =>
  (name) => {
    const version = servingVersion(connection, name);
    return version === undefined ? undefined : tableName({ name, version });
  };

const servingVersion = (connection: Connection, name: string): number | undefined =>
  connection.first<{ version: number }>('SELECT version FROM serving WHERE name = ?', name)?.version;

const SELECT_CHECKPOINT = 'SELECT * FROM checkpoints WHERE name = ? AND version = ?';

export const checkpointOf = (connection: Connection, { name, version }: ProjectionRef): RowCheckpoint | undefined =>
  checkpointFrom(connection.first<StoredCheckpoint>(SELECT_CHECKPOINT, name, version));
