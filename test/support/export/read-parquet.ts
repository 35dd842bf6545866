import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { gunzipSync } from 'node:zlib';
import { type DuckDb, sqlText } from '../../../apps/cli/duckdb/duckdb.js';

const readWithDuckDb = async ({ DuckDBInstance }: DuckDb, file: string): Promise<readonly object[]> => {
  const database = await DuckDBInstance.fromCache(':memory:');
  const connection = await database.connect();
  const rows = await connection.runAndReadAll(`SELECT * FROM read_parquet(${sqlText(file)})`);
  connection.closeSync();
  return rows.getRowObjectsJS();
};

/** The rows of a Parquet file, read by DuckDB or, without it, by JavaScript. */
export const readParquet = async (file: string, duckdb: DuckDb | undefined): Promise<readonly object[]> => {
  if (duckdb) return readWithDuckDb(duckdb, file);
  const compressors = { GZIP: (bytes: Uint8Array) => new Uint8Array(gunzipSync(bytes)) };
  return parquetReadObjects({ file: await asyncBufferFromFile(file), compressors });
};
