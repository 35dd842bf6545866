import { messageOf } from '@ledgerdesk/kernel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
const FAULTS: readonly PlannedFault[] = CALLS.flatMap(([suffixes, calls]) =>
  suffixes.flatMap((suffix) =>
    calls.flatMap((call) =>
      (call === 'read' ? (['EIO'] as const) : (['EIO', 'ENOSPC'] as const)).flatMap((error) =>
        [1, 0].map((count) => ({ call, suffix, error, count })),
      ),
    ),
  ),
);

const shuffled = <T>(list: readonly T[], random: Random): readonly T[] =>
  list
    .map((value) => ({ value, key: random.fraction() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
const nameOf = ({ call, suffix, error, count }: PlannedFault): string =>
  `${error} at ${count === 0 ? 'every' : 'one'} ${call} of ${suffix}`;

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

  const RUNNING = runs({ short: 2, long: FAULTS.length });
  it(
    `while it runs: nothing acknowledged is lost or doubled, and what ends it is named, ${RUNNING} times`,
    async () => {
      const folder = join(root, 'running', 'data');
      const faults = new DiskFaults(folder);
      const findings: string[] = [];
      let [hits, ends] = [0, 0];
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
        `${RUNNING} faults while running: ${hits} failed calls, ${ends} ends of the engine, ` +
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

  const STARTS = runs({ short: 2, long: FAULTS.length });
  it(
    `at start: it starts, or the refusal names the file, and the next start succeeds, ${STARTS} times`,
    async () => {
      const findings: string[] = [];
      let [hits, refusals] = [0, 0];
      for (const [number, fault] of shuffled(FAULTS, random).slice(0, STARTS).entries()) {
        RUN.progress(() => `${number} of ${STARTS} at start, ${refusals} refusals, ${findings.length} findings`);
        const folder = join(root, String(number), 'data');
        const faults = new DiskFaults(folder);
        // A new folder, then an existing one.
        for (const _ of [1, 2]) {
          faults.plan(fault);
          const refusal = await engines.start(environmentAt(folder, faults)).then(
            async (engine) => void (await engine.kill()),
            (error: unknown) => messageOf(error),
          );
          const failed = faults.clear();
          hits += failed;
          if (refusal !== undefined) {
            refusals += 1;
            if (!refusal.includes(folder)) RUN.report(findings, `${nameOf(fault)}: ${refusal}`);
          }
          if (failed > 0) await (await engines.start(environmentAt(folder, faults))).kill();
        }
        faults.dispose();
        rmSync(folder, { recursive: true, force: true });
      }
      RUN.print(`${STARTS} faults at start: ${hits} failed calls, ${refusals} refusals.`);
      expect(findings).toEqual([]);
    },
    STARTS * 60_000,
  );
});
