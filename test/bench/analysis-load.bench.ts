import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { issueToken } from '../../apps/cli/token/token.command.js';
import { readJson, settingsFrom } from '../../apps/server/index.js';
import { ticketBody, withEngine, withFolder } from './bench-engine.js';
import { fillLog } from './big-log.js';
import { BenchServer } from './http-server.js';
import { pacedWhile } from './paced-load.js';
import { ms, printRow, ratio } from './report.js';
import { type Send, sender } from './sender.js';
import { givenOrInSize, inSize } from './size.js';

/** `BENCH_EVENTS` makes another number. More than an as-of query replays within its 20 s are refused. */
const EVENTS = givenOrInSize('BENCH_EVENTS', { short: 1_000, standard: 200_000 });
/** Half of the rate at which an engine and its load generator still have time to spare on two cores. */
const PER_SECOND = givenOrInSize('BENCH_PER_SECOND', { short: 50, standard: 200 });
/** Analyses of one kind run one after the other for at least this long. */
const SECONDS = inSize({ short: 1, standard: 20 });
const WARM_UP_MS = inSize({ short: 100, standard: 5_000 });
const CONNECTIONS = 64;
const CATCH_UP_MS = 600_000;
const POLL_MS = 200;

const CLI = join(import.meta.dirname, '..', '..', 'apps', 'cli', 'main.js');

const p99 = (times: RecordableHistogram): number => times.percentile(99) / 1_000;
const sleep = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

/** Fills a log with tickets, and builds the read models. Returns the position of its end. */
const prepare = (folder: string): Promise<string> =>
  withEngine(folder, { ROLES: 'projections' }, async (engine) => {
    await fillLog(engine.store, EVENTS);
    const head = await engine.store.head();
    if (!(await engine.projectionProgress.waitFor(head, CATCH_UP_MS)))
      throw new Error('The read models have not caught up.');
    return head;
  });

/** Starts what an analyst asks for, and resolves when the answer is there. */
type Analysis = (n: number) => Promise<unknown>;

interface Analyst {
  readonly folder: string;
  readonly send: Send;
  readonly token: string;
  /** End of the log before the load. */
  readonly head: string;
}

const report =
  ({ send, token, head }: Analyst): Analysis =>
  (n) =>
    // Each as of another position.
    send({
      method: 'GET',
      path: `/v1/reports/responses?groupBy=team,product&bucket=month&asOf=${Number(head) - n}`,
      token,
    });

const diff =
  ({ send, token, head }: Analyst): Analysis =>
  (n) =>
    send({
      method: 'GET',
      path: `/v1/read-models/ticket-list/diff?from=${Math.floor(Number(head) / 2)}&to=${Number(head) - n}`,
      token,
    });

const whatIf = ({ send, token }: Analyst): Analysis => {
  const policy = { ...(readJson('config/policy.json') as object), editionMinutes: { essentials: 60, enhanced: 30 } };
  return async (n) => {
    const body = { policy: { ...policy, version: `shorter-${n}` } };
    const { id } = await send({ method: 'POST', path: '/v1/what-if', token, body });
    for (;;) {
      const { state, failure } = await send({ method: 'GET', path: `/v1/what-if/${String(id)}`, token });
      if (state === 'done') return;
      if (state !== 'running') throw new Error(`The what-if is ${String(state)}: ${String(failure)}`);
      await sleep(POLL_MS);
    }
  };
};

const parquet =
  ({ folder }: Analyst): Analysis =>
  async (n) => {
    const out = join(folder, `parquet-${n}`);
    const child = spawn(process.execPath, [CLI, 'export', '--format', 'parquet', '--mask', '--out', out], {
      env: { ...process.env, DATA_DIR: folder },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`The export ended with ${code}.`);
    rmSync(out, { recursive: true });
  };

const ANALYSES = {
  'a grouped report is replayed': report,
  'a what-if runs': whatIf,
  'two moments of all tickets are compared': diff,
  'the log is exported to Parquet': parquet,
} as const;

/** Sends tickets at a steady pace while `work` runs. Returns their times. */
const ticketsDuring = (openTicket: () => Promise<unknown>, work: Promise<unknown>) =>
  pacedWhile(PER_SECOND, openTicket, work);

/** Runs one analysis after the other for SECONDS. Returns how many. */
const repeated = async (analysis: Analysis): Promise<number> => {
  const startedAt = performance.now();
  let n = 0;
  while (performance.now() - startedAt < SECONDS * 1_000) await analysis(++n);
  return n;
};

/**
 * Measures what analyses cost those who work meanwhile: the 99th percentile of `POST /v1/tickets` at a steady pace.
 * Reference: the same without an analysis, before and after.
 */
export const benchAnalysisLoad = (): Promise<void> =>
  withFolder(async (folder) => {
    const head = await prepare(folder);
    const server = await BenchServer.start(folder, 'http,projections,deadlines');
    const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
    const send = sender(server.info.url, agent);
    const token = await issueToken(
      { kind: 'auditor', subject: 'bench', days: 1 },
      settingsFrom({ DATA_DIR: folder, RATE_LIMIT: '0' }),
    );
    const openTicket = () => send({ method: 'POST', path: '/v1/tickets', token: server.info.token, body: ticketBody });
    await ticketsDuring(openTicket, sleep(WARM_UP_MS));
    for (const [what, analysisOf] of Object.entries(ANALYSES)) {
      const before = await ticketsDuring(openTicket, sleep((SECONDS * 1_000) / 2));
      const running = repeated(analysisOf({ folder, send, token, head }));
      const during = await ticketsDuring(openTicket, running);
      const after = await ticketsDuring(openTicket, sleep((SECONDS * 1_000) / 2));
      const without = createHistogram();
      for (const times of [before, after]) without.add(times);
      printRow({
        what: `POST /v1/tickets at ${PER_SECOND}/s while ${what}, ${EVENTS.toLocaleString('en')} events`,
        measured: `p99 ${ms(p99(during))}, median ${ms(during.percentile(50) / 1_000)}; ${await running} analyses`,
        reference: `without: p99 ${ms(p99(without))}, median ${ms(without.percentile(50) / 1_000)}`,
        ratio: ratio(p99(during), p99(without)),
        aim: '≤ 2',
      });
    }
    agent.destroy();
    server.stop();
  });
