import type { DuckDBConnection, DuckDBInstance, DuckDBResult } from '@duckdb/node-api';
import { messageOf, type Timers } from '@ledgerdesk/kernel';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDb, openDatabase } from '../duckdb/duckdb.js';

/** Limits of queries. */
export interface QueryLimits {
  /** Memory limit of DuckDB in megabytes. Data beyond it is spilled to disk. */
  readonly memoryMb: number;
  readonly seconds: number;
}

/** How often a query is interrupted that is over its time limit, in ms. */
const INTERRUPTED_EVERY_MS = 100;

/** A query that failed, with what DuckDB says. */
class QueryFailed extends Error {
  readonly code = 'invalid-query';
}

/** A log of DuckDB goes into a file, past the limits of queries: refused when it is written, which ends the process. */
const LOGGING = /\benable_logging\b/i;

/** The error for a query that was late or failed. */
const failure = (error: unknown, { seconds, memoryMb }: QueryLimits, isLate: boolean): QueryFailed => {
  if (isLate)
    return new QueryFailed(`The query took longer than ${seconds} seconds. Select less, or allow more with --seconds.`);
  const message = messageOf(error);
  const hint = /out of memory/i.test(message) ? ` It may use ${memoryMb} MB; allow more with --memory.` : '';
  return new QueryFailed(`${message}${hint}`, { cause: error });
};

/**
 * Runs queries on a database of events. It is open for reading only, and can neither read nor write other files, load
 * extensions, reach the network, or change its configuration. The file of the database is deleted when it is open.
 */
export class QueryRunner {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly limits: QueryLimits,
    private readonly timers: Timers,
  ) {}

  static async open(
    duckdb: DuckDb,
    database: { readonly file: string; readonly folder: string },
    limits: QueryLimits,
    timers: Timers,
  ): Promise<QueryRunner> {
    const instance = await openDatabase(duckdb, {
      file: database.file,
      memory: `${limits.memoryMb}MB`,
      temporary: join(database.folder, 'temporary'),
      settings: {
        access_mode: 'READ_ONLY',
        allow_community_extensions: 'false',
        allow_persistent_secrets: 'false',
        enable_external_access: 'false',
      },
    });
    const connection = await instance.connect();
    await connection.run(`SET GLOBAL TimeZone = 'UTC'`);
    await connection.run('SET lock_configuration = true');
    // It stays readable while it is open, and is gone however the process ends.
    rmSync(database.file, { force: true });
    return new QueryRunner(instance, connection, limits, timers);
  }

  /**
   * Runs a query and calls `read` with its result, whose rows are computed as they are read. Both have the time limit.
   * @throws QueryFailed
   */
  async run<T>(sql: string, read: (result: DuckDBResult) => Promise<T>): Promise<T> {
    if (LOGGING.test(sql)) throw new QueryFailed('enable_logging is not available.');
    let isLate = false;
    let cancel: () => void;
    // A query that is about to begin is not interrupted: it is tried again.
    const end = (): void => {
      isLate = true;
      this.interrupt();
      cancel = this.timers.after(INTERRUPTED_EVERY_MS, end);
    };
    cancel = this.timers.after(this.limits.seconds * 1_000, end);
    try {
      return await read(await this.connection.stream(sql));
    } catch (error) {
      throw failure(error, this.limits, isLate);
    } finally {
      cancel();
    }
  }

  /** Ends the query that is running with an error. */
  interrupt(): void {
    this.connection.interrupt();
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}
