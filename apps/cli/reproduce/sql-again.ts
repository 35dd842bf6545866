import type { ReadableLog } from '@ledgerdesk/event-store';
import { digestOf, type Manifest } from '@ledgerdesk/manifest';
import { realTimers } from '@ledgerdesk/runtime';
import { loadDuckDb } from '../duckdb/duckdb.js';
import { EventDatabase } from '../sql/event-database.js';
import { QueryRunner } from '../sql/query-runner.js';
import { resultRows } from '../sql/result-rows.js';
import { rowOf } from '../sql/run-sql.js';
import { logProgress } from '../terminal/log-progress.js';
import { untilInterrupted } from '../terminal/until-interrupted.js';
import { NotReproducible } from './not-reproducible.js';
import type { Recomputed } from './recomputed.js';

/** Limits of the query. Memory beyond it is spilled to disk. */
const LIMITS = { memoryMb: 512, seconds: 3_600 };

const rowsOf = async (runner: QueryRunner, query: string): Promise<readonly object[]> => {
  const found: object[] = [];
  await runner.run(query, async (result) => {
    const { columns, chunks } = resultRows(result);
    for await (const rows of chunks) for (const row of rows) found.push(rowOf(columns, row));
  });
  return found;
};

/** Runs a query again on the events of the log up to a position. */
const queriedAgain = async (
  log: ReadableLog,
  { query, mask, position }: { readonly query: string; readonly mask: boolean; readonly position: string },
  signal: AbortSignal,
): Promise<readonly object[]> => {
  const duckdb = await loadDuckDb();
  const database = new EventDatabase(duckdb, `${LIMITS.memoryMb}MB`);
  try {
    const progress = await logProgress('load', log);
    const onPosition = (reached: string): void => {
      progress.onPosition(reached);
      signal.throwIfAborted();
    };
    await database.loadLog(log, { mask }, onPosition, position);
    progress.stop();
    const runner = await QueryRunner.open(duckdb, database, LIMITS, realTimers);
    signal.addEventListener('abort', () => runner.interrupt());
    try {
      signal.throwIfAborted();
      return await rowsOf(runner, query);
    } finally {
      runner.close();
    }
  } finally {
    database.remove();
  }
};

/**
 * Answers the query of a manifest again, in DuckDB.
 * @throws DuckDbMissing if it is not installed, NotReproducible for a manifest without a query
 */
export const sqlAgain = async (
  log: ReadableLog,
  { question, by, log: { position } }: Manifest,
): Promise<Recomputed> => {
  const { query, mask: asked, ...others } = question.parameters;
  if (typeof query !== 'string') throw new NotReproducible('This release cannot answer sql again without its query.');
  const mask = asked === true;
  const rows = await untilInterrupted((signal) => queriedAgain(log, { query, mask, position }, signal));
  return {
    rows,
    answered: { question, position, by, projections: [], rows: digestOf(rows), masked: mask },
    unknown: Object.keys(others),
  };
};
