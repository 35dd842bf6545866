import { decode } from '@ledgerdesk/event-store';
import type { Json } from '@ledgerdesk/kernel';
import { realTimers } from '@ledgerdesk/runtime';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QuestionAnswers } from '../../../test/support/export/question-answers.js';
import { settingsFrom } from '../../server/index.js';
import { embeddedStorage, openEngineLog } from '../../server/storage.js';
import { loadDuckDb } from '../duckdb/duckdb.js';
import { simulate } from '../simulate/simulation.js';
import { EventDatabase } from './event-database.js';
import { QueryRunner } from './query-runner.js';
import { resultRows } from './result-rows.js';

const page = readFileSync(join(__dirname, '../../../docs/analysis.md'), 'utf8');
const questions = [...page.matchAll(/\*\*\d+\. ([^*]+)\*\*\n\n```sql\n([^`]+)```/g)].map(
  ([, question = '', sql = '']) => [question, sql] as const,
);

describe('the questions of docs/analysis.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-questions-'));
  let database: EventDatabase;
  let runner: QueryRunner;
  let answers: ReturnType<QuestionAnswers['all']>;

  beforeAll(async () => {
    const options = { teams: 6, days: 12, seed: 14, start: '2026-10-25T00:00:00.000Z', workerThreads: false };
    await simulate(settingsFrom({ DATA_DIR: folder }), options);
    const duckdb = await loadDuckDb();
    database = new EventDatabase(duckdb, '256MB');
    const log = await openEngineLog(embeddedStorage(folder));
    await database.loadLog(log, {});
    const { events } = await log.readAll({ limit: 100_000 });
    await log.close();
    answers = new QuestionAnswers(events.map(decode)).all();
    runner = await QueryRunner.open(duckdb, database, { memoryMb: 256, seconds: 60 }, realTimers);
  });
  afterAll(() => {
    runner.close();
    database.remove();
    rmSync(folder, { recursive: true });
  });

  it('are twenty, each with an answer', () => {
    expect(questions).toHaveLength(20);
    expect(answers).toHaveLength(20);
    expect(answers.flatMap((rows, index) => (rows.length === 0 ? [index + 1] : []))).toEqual([]);
  });

  it.each(questions)('%s', async (question, sql) => {
    const rows = await runner.run(sql, async (result) => {
      const { columns, chunks } = resultRows(result);
      const all: Readonly<Record<string, Json>>[] = [];
      for await (const chunk of chunks)
        all.push(...chunk.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null]))));
      return all;
    });
    expect(rows).toEqual(answers[questions.findIndex(([one]) => one === question)]);
  });
});
