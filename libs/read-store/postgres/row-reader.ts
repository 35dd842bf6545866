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
import { tableName } from '../sql/names.js';
import { projectionsIn, type RowQueries, type TableOf } from '../sql/row-queries.js';
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
import type { ConnectionPool } from '@ledgerdesk/postgres';
import { isMissingTable } from './row-errors.js';
import { rowQueriesFor } from './row-queries.js';
import type { Schema } from './schema.js';
import type { Session } from '@ledgerdesk/postgres';
import { GRAMS } from './search-index.js';
import { isStorableText, toOperand } from './text.js';

/** The server takes no writes, for example because it has become a standby. */
class ReadOnlyServer extends Error {
  /** PostgreSQL's code for a write in a read-only transaction. */
  readonly code = '25006';
  constructor() {
    super('PostgreSQL is read-only. Connect to the primary server.');
  }
}

/** Rows of a cursor that are read at a time. */
const ROWS_PER_FETCH = 500;

/** What a reader uses of a pool of connections. */
export type SnapshotPool = Pick<ConnectionPool, 'session' | 'snapshot' | 'close'>;

/** Reads the rows of the serving version; version and rows are read from one snapshot. */
export class PostgresRowReader implements ReadStoreView {
  readonly #queries: RowQueries;

  /** `tablesExist` returns false until a writer has created the metadata tables. */
  constructor(
    protected readonly pool: SnapshotPool,
    protected readonly schema: Schema,
    private readonly tablesExist: () => Promise<boolean>,
  ) {
    this.#queries = rowQueriesFor(schema);
  }

  async get<R extends Row>(projection: string, key: string): Promise<R | undefined> {
    return this.#read(projection, undefined, async (session, ref) => {
      const stored = await session.first<StoredRow>(
        `SELECT key, body FROM ${this.schema.rows(ref)} WHERE key = $1`,
        toOperand(key),
      );
      return stored && parseRow<R>(stored.body);
    });
  }

  async find<R extends Row>(projection: string, query: RowQuery = {}): Promise<readonly KeyedRow<R>[]> {
    return this.#read(projection, [], async (session, ref) => {
      const tables = await this.#tablesIn(session, query.where);
      return (await run<StoredRow>(session, this.#queries.select(tableName(ref), query, tables))).map(keyedRow<R>);
    });
  }

  async count(projection: string, where: readonly Condition[] = []): Promise<number> {
    return this.#read(projection, 0, async (session, ref) => {
      const tables = await this.#tablesIn(session, where);
      return (await run<{ rows: number }>(session, this.#queries.count(tableName(ref), where, tables)))[0]?.rows ?? 0;
    });
  }

  async scan<R extends Row>(
    projection: string,
    { limit, ...query }: RowScan & { readonly limit: number },
  ): Promise<ScannedRows<R>> {
    return this.#read<ScannedRows<R>>(projection, { rows: [], testedTo: undefined }, async (session, ref) => {
      const tables = await this.#tablesIn(session, query.tests);
      const found = await run<StoredRow>(session, this.#queries.scan(tableName(ref), query, limit, tables));
      const rows = found.map(keyedRow<R>);
      if (rows.length === limit) return { rows, testedTo: undefined };
      const [last] = await run<StoredPlace>(session, this.#queries.lastTested(tableName(ref), query, tables));
      return { rows, testedTo: rowPlace(last, query.orderBy) };
    });
  }

  async scanCounts(projection: string, query: Parameters<RowReader['scanCounts']>[1]): Promise<ScannedCounts> {
    return this.#read<ScannedCounts>(projection, { counts: [], tested: 0 }, async (session, ref) => {
      const tables = await this.#tablesIn(session, query.tests);
      const counted = await run<StoredScanCount>(session, this.#queries.scanCounts(tableName(ref), query, tables));
      return scannedCounts(counted, query.by);
    });
  }

  async counts(projection: string, within?: Parameters<RowReader['counts']>[1]): Promise<readonly RowCount[]> {
    const group = countedWithin(within && { column: within.column, value: columnOperand(within.value) });
    return this.#read<readonly RowCount[]>(projection, [], async (session, ref) => {
      const stored = await session.all<StoredCount>(
        `SELECT kind, rows FROM ${this.schema.counts(ref)} WHERE "within" = $1 AND value = $2 AND rows > 0`,
        group.within,
        toOperand(group.value),
      );
      return stored.map(rowCount);
    });
  }

  async each<R extends Row>(projection: string, where: readonly Condition[], visit: (row: R) => void): Promise<void> {
    await this.#read(projection, undefined, async (session, ref) => {
      const tables = await this.#tablesIn(session, where);
      const { sql, parameters } = this.#queries.bodies(tableName(ref), where, tables);
      await session.run(`DECLARE visited NO SCROLL CURSOR FOR ${sql}`, ...parameters.map(toOperand));
      for (let isFull = true; isFull;) {
        const page = await session.all<Pick<StoredRow, 'body'>>(`FETCH ${ROWS_PER_FETCH} FROM visited`);
        for (const { body } of page) visit(parseRow<R>(body));
        isFull = page.length === ROWS_PER_FETCH;
      }
      await session.run('CLOSE visited');
    });
  }

  async serving(name: string): Promise<number | undefined> {
    return (await this.tablesExist()) ? this.#servingIn(this.pool.session, name) : undefined;
  }

  async checkpoint(projection: ProjectionRef): Promise<RowCheckpoint | undefined> {
    return (await this.tablesExist()) ? this.#checkpointIn(this.pool.session, projection) : undefined;
  }

  async #checkpointIn(session: Session, { name, version }: ProjectionRef): Promise<RowCheckpoint | undefined> {
    return checkpointFrom(
      await session.first<StoredCheckpoint>(
        `SELECT * FROM ${this.schema.checkpoints} WHERE name = $1 AND version = $2`,
        name,
        version,
      ),
    );
  }

  async snapshot<T>(read: (rows: VersionedRows) => Promise<T>): Promise<T> {
    if (!(await this.tablesExist())) return read(this);
    return this.pool.snapshot(async (session) => {
      const within: SnapshotPool = { session, snapshot: (readMore) => readMore(session), close: async () => undefined };
      return read(new PostgresRowReader(within, this.schema, async () => true));
    });
  }

  async versions(): Promise<readonly ProjectionVersion[]> {
    if (!(await this.tablesExist())) return [];
    return (
      await this.pool.session.all<StoredVersion>(selectVersions(this.schema.checkpoints, this.schema.serving))
    ).map(projectionVersion);
  }

  async images(projection: ProjectionRef, selection: ImageSelection): Promise<RowImages> {
    if (!(await this.tablesExist())) return NO_IMAGES;
    try {
      return await this.pool.snapshot(async (session) => ({
        checkpoint: await this.#checkpointIn(session, projection),
        rows: await imagesOf(session, this.schema.rows(projection), selection),
      }));
    } catch (error) {
      if (isMissingTable(error)) return NO_IMAGES;
      throw error;
    }
  }

  async stops(): Promise<readonly StoppedVersion[]> {
    const { session } = this.pool;
    const { stops } = this.schema;
    const found = await session.first<{ exists: boolean }>('SELECT to_regclass($1) IS NOT NULL AS exists', stops);
    return found?.exists ? (await session.all<StoredStop>(`SELECT * FROM ${stops}`)).map(stoppedVersion) : [];
  }

  /** Rejects like a write of a server that is a standby or set to read-only. */
  async checkWritable(): Promise<void> {
    const found = await this.pool.session.first<{ readOnly: boolean }>(
      `SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean AS "readOnly"`,
    );
    if (found?.readOnly !== false) throw new ReadOnlyServer();
  }

  async close(): Promise<void> {
    await this.pool.close();
  }

  async #read<T>(
    name: string,
    empty: T,
    read: (session: Session, projection: ProjectionRef) => Promise<T>,
  ): Promise<T> {
    if (!(await this.tablesExist())) return empty;
    let serving: number | undefined;
    for (let missing: number | undefined; ; missing = serving) {
      try {
        return await this.pool.snapshot(async (session) => {
          serving = await this.#servingIn(session, name);
          return serving === undefined ? empty : read(session, { name, version: serving });
        });
      } catch (error) {
        // A newer version started serving right after the snapshot and dropped the older one's table.
        if (!isMissingTable(error) || serving === missing) throw error;
      }
    }
  }

  /** Tables of the serving versions that conditions refer to, in the session's snapshot. */
  async #tablesIn(session: Session, where?: readonly Condition[]): Promise<TableOf> {
    const tables = new Map<string, string>();
    for (const name of projectionsIn(where)) {
      const version = await this.#servingIn(session, name);
      if (version !== undefined) tables.set(name, tableName({ name, version }));
    }
    return (name) => tables.get(name);
  }

  async #servingIn(session: Session, name: string): Promise<number | undefined> {
    return (
      await session.first<{ version: number }>(`SELECT version FROM ${this.schema.serving} WHERE name = $1`, name)
    )?.version;
  }
}

const NO_IMAGES: RowImages = { checkpoint: undefined, rows: [] };

/** The grams of the search index are no column of the projection. */
const withoutGrams = ({ [GRAMS]: _, ...stored }: StoredColumns): StoredColumns => stored;

const imagesOf = async (session: Session, table: string, selection: ImageSelection): Promise<readonly RowImage[]> => {
  const select = `SELECT * FROM ${table}`;
  const read = (where: string, ...values: readonly unknown[]) => session.all<StoredColumns>(select + where, ...values);
  const page = () => {
    if ('keys' in selection) return read(' WHERE key = ANY($1::text[])', selection.keys.filter(isStorableText));
    const { after, limit } = selection;
    return after === undefined
      ? read(' ORDER BY key LIMIT $1', limit)
      : read(' WHERE key > $1 ORDER BY key LIMIT $2', after, limit);
  };
  return (await page()).map(withoutGrams).map(rowImage);
};

const run = <T extends object>(session: Session, { sql, parameters }: CompiledQuery): Promise<T[]> =>
  session.all<T>(sql, ...parameters.map(toOperand));
