import type { Json, Position } from '@ledgerdesk/kernel';
import { RowsDigest } from '@ledgerdesk/manifest';
import { realTimers } from '@ledgerdesk/runtime';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { recordRead } from '../audit/record-read.js';
import { type DuckDb, loadDuckDb } from '../duckdb/duckdb.js';
import { withLog } from '../log/with-log.js';
import { writeManifest } from '../manifest/write-manifest.js';
import { logProgress } from '../terminal/log-progress.js';
import { requireOutputFile } from '../terminal/output-file.js';
import { writeStdout } from '../terminal/stdout.js';
import { untilInterrupted } from '../terminal/until-interrupted.js';
import { EventDatabase } from './event-database.js';
import { TEXT_FORMATS, type TextFormat, writeRows } from './output-formats.js';
import { writeParquet } from './parquet-file.js';
import { runPrompt } from './prompt.js';
import { QueryRunner } from './query-runner.js';
import { type ResultRows, resultRows } from './result-rows.js';

/** The options of `ledgerdesk sql`. */
export interface SqlOptions {
  /** Folder of an export to query, in place of the log. */
  readonly export?: string;
  readonly format: TextFormat | 'parquet';
  /** File for the answer. */
  readonly out?: string;
  /** File for the manifest of the answer. */
  readonly manifest?: string;
  readonly mask?: boolean;
  /** See `CsvOptions`. */
  readonly raw?: boolean;
  /** In megabytes. */
  readonly memory: number;
  readonly seconds: number;
}

/** Options that contradict each other. */
class ContradictoryOptions extends Error {
  readonly code = 'invalid-options';
}

const requireConsistent = (query: string | undefined, options: SqlOptions): void => {
  const { format, out, manifest, export: folder } = options;
  if ((format === 'parquet') !== (out !== undefined))
    throw new ContradictoryOptions('Parquet is written into a file. Use --format parquet and --out <file> together.');
  if (format === 'parquet' && query === undefined)
    throw new ContradictoryOptions('A prompt shows its answers. Name a query to write its answer as Parquet.');
  if (manifest !== undefined && (folder !== undefined || query === undefined || format === 'parquet'))
    throw new ContradictoryOptions(
      'A manifest describes the answer of one query to the log, as text. Name a query, and leave out --export.',
    );
  for (const file of [out, manifest]) if (file !== undefined) requireOutputFile(file, []);
};

/** The query: that of the command line, or what is piped into it; undefined for a prompt. */
const queryFrom = async (query: string | undefined): Promise<string | undefined> =>
  query ?? (process.stdin.isTTY ? undefined : readText(process.stdin));

/** A row as manifests digest it. */
export const rowOf = (columns: readonly string[], row: readonly Json[]): Readonly<Record<string, Json>> =>
  Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null]));

/** Rows that are digested as they are read. */
const digested = ({ columns, chunks }: ResultRows, digest: RowsDigest): ResultRows => {
  const each = async function* (): ResultRows['chunks'] extends AsyncIterable<infer C> ? AsyncGenerator<C> : never {
    for await (const rows of chunks) {
      for (const row of rows) digest.add(rowOf(columns, row));
      yield rows;
    }
  };
  return { columns, chunks: each() };
};

type AnswerOptions = SqlOptions & {
  /** Private folder for data that exceeds the memory. */
  readonly temporary: string;
};

/** Answers one query. Resolves with the digest of its rows, unless they are written as Parquet. */
const answer = async (
  duckdb: DuckDb,
  runner: QueryRunner,
  sql: string,
  { format, out, raw = false, memory, temporary }: AnswerOptions,
): Promise<RowsDigest> => {
  const digest = new RowsDigest();
  await runner.run(sql, async (result) => {
    if (format === 'parquet') await writeParquet(duckdb, result, { file: out ?? '', memoryMb: memory, temporary });
    else await writeRows(digested(resultRows(result), digest), format, writeStdout, { raw });
  });
  return digest;
};

const isTextFormat = (name: string): name is TextFormat => TEXT_FORMATS.some((format) => format === name);

const prompt = async (duckdb: DuckDb, runner: QueryRunner, options: AnswerOptions): Promise<void> => {
  let { format } = options;
  await runPrompt(
    {
      run: async (sql) => {
        await answer(duckdb, runner, sql, { ...options, format });
      },
      interrupt: () => runner.interrupt(),
      setFormat: (name) => {
        if (isTextFormat(name)) format = name;
        return isTextFormat(name);
      },
    },
    { input: process.stdin, output: process.stdout },
  );
};

/** What a database has been filled from. */
interface Loaded {
  /** Writes the manifest of an answer; undefined where there is no log. */
  readonly describe?: (file: string, query: string, rows: RowsDigest) => Promise<void>;
}

const loadLog = async (database: EventDatabase, { mask = false }: SqlOptions, signal: AbortSignal): Promise<Loaded> =>
  withLog(async (log) => {
    const head: Position = await log.head();
    if (!mask) await recordRead('ledgerdesk sql', head);
    const progress = await logProgress('load', log);
    const onPosition = (position: Position): void => {
      progress.onPosition(position);
      signal.throwIfAborted();
    };
    await database.loadLog(log, { mask }, onPosition, head);
    progress.stop();
    return {
      describe: (file, query, rows) =>
        withLog((again) =>
          writeManifest(file, again, {
            question: { kind: 'sql', name: 'sql', parameters: { query, mask } },
            position: head,
            projections: [],
            rows: rows.end(),
            masked: mask,
          }),
        ),
    };
  });

/**
 * Loads the events of the log or of an export into DuckDB, and answers a query, or those of a prompt. SIGINT and
 * SIGTERM end it, and leave no copy of the events.
 */
export const runSql = (query: string | undefined, options: SqlOptions): Promise<void> =>
  untilInterrupted((signal) => run(query, options, signal));

const run = async (given: string | undefined, options: SqlOptions, signal: AbortSignal): Promise<void> => {
  const query = await queryFrom(given);
  requireConsistent(query, options);
  const duckdb = await loadDuckDb();
  const { export: folder, manifest, memory: memoryMb, seconds, mask = false } = options;
  const database = new EventDatabase(duckdb, `${memoryMb}MB`);
  try {
    const loaded: Loaded =
      folder === undefined
        ? await loadLog(database, options, signal)
        : (await database.loadExport(folder, { mask }), {});
    const runner = await QueryRunner.open(duckdb, database, { memoryMb, seconds }, realTimers);
    signal.addEventListener('abort', () => runner.interrupt());
    try {
      signal.throwIfAborted();
      const answering = { ...options, temporary: join(database.folder, 'answer') };
      if (query === undefined) return await prompt(duckdb, runner, answering);
      const rows = await answer(duckdb, runner, query, answering);
      if (manifest !== undefined) await loaded.describe?.(manifest, query, rows);
    } finally {
      runner.close();
    }
  } finally {
    database.remove();
  }
};
