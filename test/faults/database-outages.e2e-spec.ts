import { openPostgresAttachments } from '@ledgerdesk/attachments/postgres';
import type { StoredEvent } from '@ledgerdesk/event-store';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openEngine, settingsFrom } from '../../apps/server/index.js';
import { OpenResources } from '../../apps/server/open-resources.js';
import { secretsIn } from '../../apps/server/secrets.js';
import { startServer } from '../../apps/server/start-server.js';
import { EngineProcesses } from '../support/http/engine-process.js';
import { freePort } from '../support/http/free-port.js';
import { until } from '../support/http/until.js';
import { WebhookReceiver } from '../support/http/webhook-receiver.js';
import { expectRowsToMatchReplay } from '../support/postgres/rows-match-replay.js';
import { PostgresServer } from '../support/postgres/server.js';
import { runs } from '../support/runs.js';
import { textOfUpload } from '../support/stored-upload.js';
import { FaultRun } from './fault-run.js';
import { readWholeLog, repeatedCommands } from './log-checks.js';
import { MixedLoad, SUBSCRIBED } from './mixed-load.js';
import { embeddedStorage, openEngineLog } from '../../apps/server/storage.js';

/** The long form has a server of its own, which is killed too, and engines in processes of their own. */
const IS_LONG = runs({ short: 0, long: 1 }) === 1;
const SECONDS = runs({ short: 4, long: 120 });
/** Connections are cut every second, and the server crashes or is killed so often, in seconds. */
const CRASH_EVERY = runs({ short: 3, long: 10 });
const KILL_EVERY = runs({ short: Infinity, long: 40 });
const DOWN_MS = 3_000;
const CONNECTIONS = 6;
const RUN = new FaultRun('database outages');

describe(`PostgreSQL that crashes, and whose connections are cut (FAULT_SEED=${RUN.seed})`, () => {
  const root = mkdtempSync(join(tmpdir(), 'ledgerdesk-outages-'));
  const [store, folder] = [join(root, 'store'), join(root, 'engine')];
  const resources = new OpenResources();
  let postgres: PostgresServer;
  let receiver: WebhookReceiver;
  let urls: readonly string[];

  beforeAll(async () => {
    postgres = await (IS_LONG ? PostgresServer.startOwn() : PostgresServer.start());
    resources.add({ close: () => postgres.stop() });
    receiver = resources.add(await WebhookReceiver.open());
    const esdbPort = await openLog();
    const environment = {
      DATA_DIR: folder,
      EVENTSTORE_URL: `esdb://127.0.0.1:${esdbPort}?tls=false`,
      DATABASE_URL: postgres.url,
      WEBHOOK_PRIVATE_ADDRESSES: 'true',
    };
    urls = IS_LONG ? await processesOf(environment) : await enginesHere(environment);
  }, 120_000);
  afterAll(async () => {
    await resources.close();
    rmSync(root, { recursive: true, force: true });
  });

  /** Serves a log over EventStoreDB's protocol. Returns the port. */
  const openLog = async (): Promise<number> => {
    const port = await freePort();
    const log = { DATA_DIR: store, ROLES: 'store', ESDB_PORT: String(port), ESDB_ENGINE_WRITES: 'true' };
    if (IS_LONG) await resources.add(new EngineProcesses()).start(log);
    else resources.add(await openEngine(settingsFrom({ ...log, LOG_LEVEL: 'silent' }), { workerThreads: false }));
    return port;
  };

  const processesOf = async (environment: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const processes = resources.add(new EngineProcesses());
    return (await Promise.all([1, 2].map(() => processes.start(environment)))).map(({ url }) => url);
  };

  /** Two engines in this process, which take less time to start. */
  const enginesHere = async (environment: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const others = { PORT: '0', METRICS_PORT: '0', RATE_LIMIT: '0', LOG_LEVEL: 'silent' };
    const settings = settingsFrom({ ...environment, ...others });
    const start = () => startServer(settings, { workerThreads: false, onWarning: () => undefined });
    return [resources.add(await start()).url, resources.add(await start()).url];
  };

  /** Disturbs the database until the time is over. Returns what it did. */
  const disturb = async (): Promise<Readonly<Record<string, number>>> => {
    const count = { cuts: 0, crashes: 0, kills: 0 };
    for (let second = 1; second <= SECONDS; second += 1) {
      const until = pause(1_000);
      if (second % KILL_EVERY === 0) {
        await postgres.killFor(DOWN_MS);
        count.kills += 1;
      } else if (second % CRASH_EVERY === 0) {
        await postgres.crash().catch(() => undefined);
        count.crashes += 1;
      } else {
        await postgres.cutConnections().catch(() => undefined);
        count.cuts += 1;
      }
      await until;
    }
    return count;
  };

  /** Waits until each event for the webhook was sent. Each has one message. */
  const expectMessages = async (events: readonly StoredEvent[]): Promise<void> => {
    const registered = events.findIndex(({ stream }) => stream.startsWith('webhook-'));
    const expected = events.slice(registered).filter(({ type }) => SUBSCRIBED.some((name) => name === type));
    const messages = () =>
      postgres.run<{ readonly state: string; readonly event: string }>(
        `SELECT state, payload::json ->> 'eventId' AS event FROM ledgerdesk.outbox_messages WHERE channel = 'webhook'`,
      );
    await until(async () => {
      const sent = new Set((await messages()).filter(({ state }) => state === 'sent').map(({ event }) => event));
      return expected.every(({ id }) => sent.has(id));
    });
    const ids = (await messages()).map(({ event }) => event);
    expect(new Set(ids).size).toBe(ids.length);
    const delivered = receiver.received.map(({ headers }) => String(headers['webhook-id']));
    RUN.print(`${expected.length} events for a webhook, ${delivered.length} deliveries`);
    expect(new Set(delivered).size).toBe(expected.length);
  };

  it(
    `beside two engines: nothing acknowledged is lost or doubled in ${SECONDS} seconds of faults`,
    async () => {
      let turn = 0;
      const url = (): string => urls[(turn += 1) % urls.length] ?? '';
      const load = new MixedLoad(url, settingsFrom({ DATA_DIR: folder }), {
        seed: RUN.seed,
        connections: CONNECTIONS,
        webhookUrl: receiver.url,
        patient: true,
      });
      await load.prepare();
      const findings: string[] = [];
      let isOver = false;
      const disturbed = disturb().finally(() => (isOver = true));
      const isEnough = (): boolean => {
        RUN.progress(() => `${load.accepted.length} accepted commands, ${load.failures.length} failures`);
        return isOver;
      };
      // Connections of the load end at a failure.
      for (; !isOver; await pause(50)) await load.run(isEnough);
      const count = await disturbed;
      await until(async () => {
        const states = await Promise.all(urls.map((at) => fetch(`${at}/health/ready`)));
        return states.every(({ status }) => status === 200);
      });
      for (const problem of await load.repeat(load.commands)) RUN.report(findings, problem);
      for (const failure of new Set(load.failures))
        if (!failure.startsWith('503')) RUN.report(findings, `a request failed: ${failure}`);
      await load.end(load.commands);

      const events = await readWholeLog(store);
      expect(repeatedCommands(events)).toEqual([]);
      await expectMessages(events);
      const attachments = await openPostgresAttachments({ url: postgres.url });
      const quoteKey = secretsIn(folder).quoteKey();
      for (const { uploadId } of load.uploads)
        if ((await textOfUpload(attachments, uploadId, quoteKey)) === undefined)
          RUN.report(findings, `lost upload ${uploadId}`);
      await attachments.close();
      const stores = { ...embeddedStorage(folder), log: embeddedStorage(store).log, rows: postgres.url };
      const log = await openEngineLog(stores);
      await expectRowsToMatchReplay(postgres.url, log);
      await log.close();
      RUN.print(
        `${count['cuts']} cuts, ${count['crashes']} crashes, ${count['kills']} kills: ${load.accepted.length} ` +
          `accepted commands, ${load.failures.length} failures, ${load.uploads.length} uploads, ` +
          `${events.length} events, ${findings.length} findings`,
      );
      expect(findings).toEqual([]);
    },
    (SECONDS + 300) * 1_000,
  );
});
