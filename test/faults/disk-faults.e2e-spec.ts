import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Random } from '../../apps/cli/simulate/random.js';
import { settingsFrom } from '../../apps/server/index.js';
import { OpenResources } from '../../apps/server/open-resources.js';
import { type EngineProcess, EngineProcesses } from '../support/http/engine-process.js';
import { until } from '../support/http/until.js';
import { WebhookReceiver } from '../support/http/webhook-receiver.js';
import { runs } from '../support/runs.js';
import { type Call, DiskFaults, type PlannedFault } from './disk-faults.js';
import { FaultRun } from './fault-run.js';
import { expectRowsToMatchReplay, missingUploads, readWholeLog, repeatedCommands } from './log-checks.js';
import { MixedLoad } from './mixed-load.js';
import { shuffled } from './shuffled.js';
import type { StartOutcome } from './start-outcome.js';

const RUN = new FaultRun('disk faults');
const CONNECTIONS = 4;
const COMMANDS_UNDER_FAULT = 20;
/** Connections end at a server error. How often they begin again under one fault. */
const ATTEMPTS = 3;

const DATABASES = ['events.db', 'read.db', 'outbox.db', 'presence.db', 'subscriptions.db'];
const CALLS: readonly (readonly [readonly string[], readonly Call[]])[] = [
  [DATABASES, ['open', 'read', 'write', 'sync', 'truncate']],
  [DATABASES.map((name) => `${name}-wal`), ['open', 'read', 'write', 'sync', 'truncate']],
  [DATABASES.map((name) => `${name}-shm`), ['open', 'write', 'truncate', 'mmap']],
  [
    ['keys/*.new', 'attachments/incoming/*'],
    ['open', 'write', 'sync'],
  ],
  [
    ['keys/*.key', 'keys/*.pem'],
    ['open', 'read', 'link'],
  ],
  [['/attachments/??/*'], ['open', 'rename']],
  [
    ['/data', '/keys', '/attachments', '/attachments/??'],
    ['open', 'sync', 'mkdir'],
  ],
  [['events.db.lock'], ['open', 'write', 'sync']],
];

/** Every kind of call on every file of the data folder, with both errors, once and until the fault ends. */
const ALL: readonly PlannedFault[] = CALLS.flatMap(([suffixes, calls]) =>
  suffixes.flatMap((suffix) =>
    calls.flatMap((call) =>
      (call === 'read' ? (['EIO'] as const) : (['EIO', 'ENOSPC'] as const)).flatMap((error) =>
        [1, 0].map((count) => ({ call, suffix, error, count })),
      ),
    ),
  ),
);

const nameOf = ({ call, suffix, error, count }: PlannedFault): string =>
  `${error} at ${count === 0 ? 'every' : 'one'} ${call} of ${suffix}`;

/** FAULT_FILTER repeats only the faults whose names contain it, such as `read of events.db-wal`. */
const FAULTS = ALL.filter((fault) => nameOf(fault).includes(process.env['FAULT_FILTER'] ?? ''));

/** Starts engines under faults, in one process. Calls `onOutcome` after each start. */
const outcomesOf = async (
  list: readonly PlannedFault[],
  folder: string,
  faults: DiskFaults,
  onOutcome: (outcome: StartOutcome) => void,
): Promise<readonly StartOutcome[]> => {
  const { FAULT_PLAN = '' } = faults.environment;
  const script = ['dist/test/faults/starts-under-faults.js', folder, FAULT_PLAN, JSON.stringify(list)];
  const child = spawn(process.execPath, script, {
    env: { ...process.env, LOG_LEVEL: 'silent', ...faults.environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const outcomes: StartOutcome[] = [];
  for await (const line of createInterface(child.stdout)) {
    const outcome = JSON.parse(line) as StartOutcome;
    outcomes.push(outcome);
    onOutcome(outcome);
    RUN.progress(() => `${outcomes.length / 2} of ${list.length} at start`);
  }
  return outcomes;
};

describe(`a disk that fails at each kind of call on each file (FAULT_SEED=${RUN.seed})`, () => {
  const random = new Random(RUN.seed);
  const root = mkdtempSync(join(tmpdir(), 'ledgerdesk-disk-'));
  const resources = new OpenResources();
  const engines = resources.add(new EngineProcesses());
  let receiver: WebhookReceiver;
  beforeAll(async () => {
    receiver = resources.add(await WebhookReceiver.open());
  });
  afterAll(async () => {
    await resources.close();
    rmSync(root, { recursive: true, force: true });
  });

  const environmentAt = (folder: string, faults: DiskFaults) => ({
    DATA_DIR: folder,
    ESDB_PORT: '0',
    WEBHOOK_PRIVATE_ADDRESSES: 'true',
    ...faults.environment,
  });

  const RUNNING = runs({ short: 1, long: FAULTS.length });
  it(
    `while it runs: nothing acknowledged is lost or doubled, and what ends it is named, ${RUNNING} times`,
    async () => {
      const folder = join(root, 'running', 'data');
      const faults = new DiskFaults(folder);
      const findings: string[] = [];
      let [tried, hits, ends] = [0, 0, 0];
      let last: string | undefined;
      let engine: EngineProcess;
      const start = async (): Promise<void> => {
        last = undefined;
        engine = await engines.start(environmentAt(folder, faults));
        void engine.ended().then(({ lastLine }) => (last = lastLine));
      };
      await start();
      const load = new MixedLoad(() => engine.url, settingsFrom({ DATA_DIR: folder }), {
        seed: RUN.seed,
        connections: CONNECTIONS,
        webhookUrl: receiver.url,
      });
      await load.prepare();
      const isReady = async () =>
        (await load.operator.get('/health/ready').catch(() => undefined))?.status === 200 || last !== undefined;
      for (const [number, fault] of shuffled(FAULTS, random).slice(0, RUNNING).entries()) {
        RUN.progress(() => `${number} of ${RUNNING} while running, ${ends} ends, ${findings.length} findings`);
        if (RUN.isOver) break;
        tried += 1;
        const [firstCommand, firstFailure] = [load.commands.length, load.failures.length];
        faults.plan(fault);
        const goal = load.commands.length + COMMANDS_UNDER_FAULT;
        for (let attempt = 0; attempt < ATTEMPTS && last === undefined; attempt += 1)
          await load.run(({ commands }) => commands.length >= goal);
        hits += faults.clear();
        await until(isReady, () => `Not ready after ${nameOf(fault)}.`);
        if (last !== undefined) {
          ends += 1;
          if (!last.includes(folder)) RUN.report(findings, `${nameOf(fault)}: ended with "${last}"`);
          await start();
        }
        const sent = load.commands.slice(firstCommand);
        for (const problem of await load.repeat(sent)) RUN.report(findings, `${nameOf(fault)}: ${problem}`);
        for (const failure of load.failures.slice(firstFailure))
          if (!failure.startsWith('503')) RUN.report(findings, `${nameOf(fault)}: ${failure}`);
        await load.end(sent);
      }
      await engine!.stop();
      faults.dispose();
      RUN.print(
        `${tried} faults while running: ${hits} failed calls, ${ends} ends of the engine, ` +
          `${load.accepted.length} accepted commands.`,
      );
      expect(findings).toEqual([]);
      const events = await readWholeLog(folder);
      expect(repeatedCommands(events)).toEqual([]);
      expect(await missingUploads(folder, load.uploads)).toEqual([]);
      await expectRowsToMatchReplay(folder);
    },
    RUNNING * 60_000,
  );

  const STARTS = runs({ short: 4, long: FAULTS.length });
  it(
    `at start: it starts, or the refusal names the file, and the next start succeeds, ${STARTS} times`,
    async () => {
      const folder = join(root, 'starts');
      mkdirSync(folder);
      const faults = new DiskFaults(folder);
      const findings: string[] = [];
      const outcomes = await outcomesOf(shuffled(FAULTS, random).slice(0, STARTS), folder, faults, (outcome) => {
        const { fault, existed, refusal, next } = outcome;
        const name = `${nameOf(fault)}, ${existed ? 'existing' : 'new'} folder`;
        if (refusal !== undefined && !refusal.includes(folder)) RUN.report(findings, `${name}: ${refusal}`);
        if (next !== undefined) RUN.report(findings, `${name}, next start: ${next}`);
      });
      faults.dispose();
      const hits = outcomes.reduce((sum, outcome) => sum + outcome.hits, 0);
      const refusals = outcomes.filter(({ refusal }) => refusal !== undefined).length;
      RUN.print(`${STARTS} faults at start: ${hits} failed calls, ${refusals} refusals.`);
      expect(outcomes).toHaveLength(2 * STARTS);
      expect(findings).toEqual([]);
    },
    STARTS * 60_000,
  );
});
