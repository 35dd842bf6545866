import type { DuckDBResult } from '@duckdb/node-api';
import { renameSync, rmSync } from 'node:fs';
import { type DuckDb, sqlName, sqlText } from '../duckdb/duckdb.js';

/**
 * Writes an answer into a Parquet file, as a whole or not at all. The query itself may not write files: its rows are
 * copied into another database, which writes them. Resolves with the number of rows.
 */
export const writeParquet = async (
  { DuckDBInstance }: DuckDb,
  result: DuckDBResult,
  file: string,
  memoryMb: number,
): Promise<number> => {
  const draft = `${file}.unfinished`;
  const database = await DuckDBInstance.create(':memory:', { memory_limit: `${memoryMb}MB` });
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
    await connection.run(`COPY answer TO ${sqlText(draft)} (FORMAT parquet, COMPRESSION zstd)`);
    connection.closeSync();
    renameSync(draft, file);
    return count;
  } finally {
    database.closeSync();
    rmSync(draft, { force: true });
  }
};
