import type { DuckDBResult } from '@duckdb/node-api';
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { type DuckDb, openDatabase, sqlName, sqlText } from '../duckdb/duckdb.js';

/** Where an answer is written. */
export interface ParquetTarget {
  readonly file: string;
  readonly memoryMb: number;
  /** A private folder for rows that exceed the memory. */
  readonly temporary: string;
}

/** As the umask allows: the user of the command decides who else may read its files. */
const UMASK_DECIDES = 0o666;

/**
 * Writes an answer into a Parquet file, as a whole or not at all. The query itself may not write files: its rows are
 * copied into another database, which writes them. Resolves with the number of rows.
 */
export const writeParquet = async (
  duckdb: DuckDb,
  result: DuckDBResult,
  { file, memoryMb, temporary }: ParquetTarget,
): Promise<number> => {
  const database = await openDatabase(duckdb, { memory: `${memoryMb}MB`, temporary });
  try {
    const connection = await database.connect();
    const names = result.deduplicatedColumnNames();
    const columns = names.map((name, index) => `${sqlName(name)} ${String(result.columnType(index))}`);
    await connection.run(`CREATE TABLE answer (${columns.join(', ')})`);
    const appender = await connection.createAppender('answer');
    let count = 0;
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      appender.appendDataChunk(chunk);
      count += chunk.rowCount;
    }
    appender.closeSync();
    await asWhole(file, (draft) =>
      // Otherwise DuckDB writes into another file, since the draft exists.
      connection.run(`COPY answer TO ${sqlText(draft)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`),
    );
    connection.closeSync();
    return count;
  } finally {
    database.closeSync();
  }
};

/** Writes a draft beside a file, and renames it. Nobody can know its name, or have prepared a file or link there. */
const asWhole = async (file: string, write: (draft: string) => Promise<unknown>): Promise<void> => {
  const draft = `${file}.${randomBytes(6).toString('hex')}.new`;
  const descriptor = openSync(draft, 'wx', UMASK_DECIDES);
  try {
    await write(draft);
    fsyncSync(descriptor);
    renameSync(draft, file);
  } finally {
    closeSync(descriptor);
    rmSync(draft, { force: true });
  }
};
