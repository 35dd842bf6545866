import { type ReadableLog, START, type StoredEvent } from '@ledgerdesk/event-store';
import { millisOf } from '@ledgerdesk/kernel';
import { nextDue } from '@ledgerdesk/projections';
import { openPostgresReadStoreView } from '@ledgerdesk/read-store/postgres';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../apps/cli/simulate/random.js';
import { settingsFrom } from '../../apps/server/index.js';
import { OpenResources } from '../../apps/server/open-resources.js';
import { FaultRun } from '../faults/fault-run.js';
import { repeatedCommands } from '../faults/log-checks.js';
import { MixedLoad } from '../faults/mixed-load.js';
import { serverVersion } from '../support/eventstoredb/installed-server.js';
import type { ServerNode } from '../support/eventstoredb/server-node.js';
import { EventStoreDbServers } from '../support/eventstoredb/servers.js';
import { writeFastPolicies } from '../support/fast-policies.js';
import { Caller } from '../support/http/caller.js';
import { type EngineProcess, EngineProcesses } from '../support/http/engine-process.js';
import { until } from '../support/http/until.js';
import { WebhookReceiver } from '../support/http/webhook-receiver.js';
import { expectRowsToMatchReplay } from '../support/postgres/rows-match-replay.js';
import { PostgresServer } from '../support/postgres/server.js';
import { runs } from '../support/runs.js';
import { embeddedStorage, openEngineLog } from '../../apps/server/storage.js';

const SECONDS = runs({ short: 10, long: 900 });
const CONNECTIONS = 6;
/** Between the end of a fault and the next one, in ms. */
const CALM_MS = 5_000;
/** From a leader and a follower in the gossip until commands succeed, in ms. */
const WRITABLE_MS = 10_000;
/** Lines that a process may write in a minute at `info`. */
const LINES_PER_MINUTE = 200;
/** Response targets of seconds instead of hours, so that deadlines fire during the faults. */
const SECONDS_TO_ANSWER = 20;
/** Longer than a response target, and shorter than any other deadline. */
const QUIET_MS = 60_000;
const PAGE = 5_000;
const RUN = new FaultRun('cluster outages');

describe(`three nodes of EventStoreDB ${serverVersion()} that fail (FAULT_SEED=${RUN.seed})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-nodes-'));
  const resources = new OpenResources();
  const random = new Random(RUN.seed);
  const findings: string[] = [];
  const counts = new Map<string, number>();
  let servers: EventStoreDbServers;
  let postgres: PostgresServer;
  let engines: readonly EngineProcess[];
  let load: MixedLoad;

  beforeAll(async () => {
    [servers, postgres] = await Promise.all([
      EventStoreDbServers.startThree({ proxied: true }),
      PostgresServer.startOwn(),
    ]);
    resources.add(servers);
    resources.add({ close: () => postgres.stop() });
    const receiver = resources.add(await WebhookReceiver.open());
    const processes = resources.add(new EngineProcesses());
    const environment = {
      DATA_DIR: join(folder, 'engine'),
      CONFIG_DIR: writeFastPolicies(folder, SECONDS_TO_ANSWER),
      EVENTSTORE_URL: servers.url,
      DATABASE_URL: postgres.url,
      WEBHOOK_PRIVATE_ADDRESSES: 'true',
      LOG_LEVEL: 'info',
    };
    engines = [await processes.start(environment), await processes.start(environment)];
    let turn = 0;
    const url = (): string => engines[(turn += 1) % engines.length]?.url ?? '';
    load = new MixedLoad(url, settingsFrom({ DATA_DIR: environment.DATA_DIR }), {
      seed: RUN.seed,
      connections: CONNECTIONS,
      webhookUrl: receiver.url,
      patient: true,
    });
    await load.prepare();
  }, 300_000);
  afterAll(async () => {
    await resources.close();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  const oneOf = <T>(items: readonly T[]): T => {
    const item = items[random.integer(0, items.length - 1)];
    if (item === undefined) throw new Error('There is none to choose.');
    return item;
  };
  const following = async (): Promise<readonly ServerNode[]> => {
    const leader = await servers.leader();
    return servers.nodes.filter((node) => node !== leader);
  };
  const downFor = async (nodes: readonly ServerNode[], ms: number): Promise<void> => {
    await Promise.all(nodes.map((node) => node.kill()));
    await pause(ms);
    await Promise.all(nodes.map((node) => node.restart()));
  };
  const frozenFor = async (node: ServerNode, ms: number): Promise<void> => {
    node.freeze();
    await pause(ms);
    node.thaw();
  };
  const outageMs = (): number => random.integer(10_000, 25_000);

  /** Each ends when what it broke runs again. */
  const FAULTS: Readonly<Record<string, () => Promise<void>>> = {
    'leader killed': async () => downFor([await servers.leader()], 3_000),
    'follower killed': async () => downFor([oneOf(await following())], 3_000),
    'leader frozen': async () => frozenFor(await servers.leader(), 12_000),
    'follower frozen': async () => frozenFor(oneOf(await following()), 12_000),
    'majority lost': async () => downFor(await following(), outageMs()),
    'all lost': async () => downFor(servers.nodes, outageMs()),
    'connections cut': async () => servers.cutConnectionsFor(3_000),
    'database killed': () => postgres.killFor(3_000),
    'database connections cut': async () => postgres.cutConnections().catch(() => undefined),
    'engine killed': async () => {
      const engine = oneOf(engines);
      await engine.kill();
      await engine.restart();
    },
  };

  /** Sends a command through each engine until both have accepted one. */
  const untilWritable = async (): Promise<void> => {
    const isWritable = async ({ url }: EngineProcess): Promise<boolean> => {
      const agent = { availability: random.chance(0.5) ? 'available' : 'away' };
      const caller = new Caller(() => url, load.agent.token);
      const reply = await caller.put('/v1/desk/availability', agent).catch(() => undefined);
      return reply?.status === 200;
    };
    for (const engine of engines) await until(() => isWritable(engine));
  };

  /** Breaks one thing after another until the time is over. */
  const breakThings = async (): Promise<void> => {
    const names = Object.keys(FAULTS);
    const end = Date.now() + SECONDS * 1_000;
    for (let n = 0; Date.now() < end && !RUN.isOver; n += 1) {
      const name = names[n] ?? oneOf(names);
      await FAULTS[name]?.();
      counts.set(name, (counts.get(name) ?? 0) + 1);
      await servers.writable();
      const since = Date.now();
      await untilWritable();
      const took = Date.now() - since;
      if (took > WRITABLE_MS && !name.startsWith('database'))
        RUN.report(findings, `after "${name}" commands failed for ${took} ms more than the cluster`);
      await servers.complete();
      await pause(CALM_MS);
    }
  };

  const readLog = async (log: ReadableLog): Promise<readonly StoredEvent[]> => {
    const events: StoredEvent[] = [];
    const head = await log.head();
    for (let after = START; after !== head;) {
      const page = await log.readAll({ after, limit: PAGE });
      events.push(...page.events);
      after = page.scannedTo;
    }
    return events;
  };

  /** Waits until every missed target is recorded, after which nothing is due for a while. */
  const expectNoDeadlineDue = async (): Promise<void> => {
    const rows = openPostgresReadStoreView({ url: postgres.url });
    await until(async () => {
      const [next] = await nextDue(rows, 1);
      return !next || millisOf(next.row.at) > Date.now() + QUIET_MS;
    });
    await rows.close();
  };

  it(
    `beside two engines and PostgreSQL: nothing acknowledged is lost or doubled in ${SECONDS} seconds`,
    async () => {
      const started = Date.now();
      let isOver = false;
      const broken = breakThings().finally(() => (isOver = true));
      const isEnough = (): boolean => {
        RUN.progress(
          () =>
            `${[...counts].map(([name, count]) => `${count} ${name}`).join(', ')}; ${load.accepted.length} accepted`,
        );
        return isOver;
      };
      for (; !isOver; await pause(50)) await load.run(isEnough);
      await broken;
      const minutes = (Date.now() - started) / 60_000;

      for (const problem of await load.repeat(load.commands)) RUN.report(findings, problem);
      for (const failure of new Set(load.failures))
        if (!failure.startsWith('503')) RUN.report(findings, `a request failed: ${failure}`);
      if (load.withoutRetryAfter > 0) RUN.report(findings, `${load.withoutRetryAfter} answers 503 without Retry-After`);
      await load.end(load.commands);

      const stores = { ...embeddedStorage(join(folder, 'engine')), log: servers.url, rows: postgres.url };
      const log = await openEngineLog(stores);
      await expectNoDeadlineDue();
      const events = await readLog(log);
      expect(repeatedCommands(events)).toEqual([]);
      const missed = events
        .filter(({ type }) => type === 'ResponseTargetBreached')
        .map(({ stream, data }) => `${stream} ${String((JSON.parse(data) as { readonly dueAt?: unknown }).dueAt)}`);
      expect(new Set(missed).size).toBe(missed.length);
      await expectRowsToMatchReplay(postgres.url, log);
      await log.close();
      for (const [n, engine] of engines.entries())
        if (engine.hasEndedByItself) RUN.report(findings, `engine ${n} has ended by itself`);
      for (const [n, engine] of engines.entries())
        if (engine.lines / minutes > LINES_PER_MINUTE)
          RUN.report(findings, `engine ${n} wrote ${Math.round(engine.lines / minutes)} lines a minute`);
      expect(servers.proxiedConnections).toBeGreaterThan(0);
      RUN.print(
        `${[...counts].map(([name, count]) => `${count} ${name}`).join(', ')}: ${load.accepted.length} accepted ` +
          `commands, ${load.failures.length} failures, ${events.length} events, ${missed.length} missed targets, ` +
          `${servers.proxiedConnections} connections through proxies, ` +
          `${engines.map(({ lines }) => Math.round(lines / minutes)).join(' and ')} lines a minute, ` +
          `${findings.length} findings`,
      );
      expect(findings).toEqual([]);
    },
    (SECONDS + 900) * 1_000,
  );
});
