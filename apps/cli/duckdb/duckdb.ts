import type { DuckDBInstance } from '@duckdb/node-api';

/** The package of DuckDB. It has 70 MB and is loaded only where it is used. */
export type DuckDb = typeof import('@duckdb/node-api');

const PACKAGE = '@duckdb/node-api';
const VERSION = '1.5.6-r.1';

/** DuckDB is not installed, or not for this system. */
class DuckDbMissing extends Error {
  readonly code = 'invalid-installation';
  constructor(cause?: unknown) {
    super(
      `This needs DuckDB, which is not installed. Install it in the folder of Ledgerdesk with ` +
        `"npm install --no-save ${PACKAGE}@${VERSION}"; there are packages for Linux, macOS and Windows.`,
      { cause },
    );
  }
}

/**
 * Loads DuckDB.
 * @throws DuckDbMissing if it is not installed
 */
export const loadDuckDb = async (): Promise<DuckDb> => {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new DuckDbMissing(error);
  }
};

/** Loads DuckDB; undefined if it is not installed. */
export const findDuckDb = async (): Promise<DuckDb | undefined> => {
  try {
    return await loadDuckDb();
  } catch {
    return undefined;
  }
};

/** Disk space of what does not fit into the memory of a database. */
const MAX_TEMPORARY = '10GB';

/** A database to open. */
interface DatabaseOptions {
  /** Default: a database in memory. */
  readonly file?: string;
  /** Memory limit, such as `384MB`. */
  readonly memory: string;
  /** A private folder for data beyond the memory limit, made when there are any. DuckDB's own is in the working one. */
  readonly temporary: string;
  /** Other settings of DuckDB. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Opens a database, which spills into a private folder only, and loads no extensions. */
export const openDatabase = (
  { DuckDBInstance }: DuckDb,
  { file = ':memory:', memory, temporary, settings }: DatabaseOptions,
): Promise<DuckDBInstance> =>
  DuckDBInstance.create(file, {
    memory_limit: memory,
    temp_directory: temporary,
    max_temp_directory_size: MAX_TEMPORARY,
    autoload_known_extensions: 'false',
    autoinstall_known_extensions: 'false',
    ...settings,
  });

/** A text as an SQL literal. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name as an SQL identifier. */
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
