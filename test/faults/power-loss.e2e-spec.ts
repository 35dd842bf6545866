import { EventStoreDBClient, persistentSubscriptionToAllSettingsFromDefaults, START } from '@eventstore/db-client';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { messageOf } from '@ledgerdesk/kernel';
import type { StoredEvent } from '@ledgerdesk/event-store';
import Database from 'better-sqlite3';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Random } from '../../apps/cli/simulate/random.js';
import { openEngine, settingsFrom } from '../../apps/server/index.js';
import { OpenResources } from '../../apps/server/open-resources.js';
import { ProjectionRequestFiles } from '../../apps/server/projection-request-files.js';
import { startServer } from '../../apps/server/start-server.js';
import { type EngineProcess, EngineProcesses } from '../support/http/engine-process.js';
import { freePort } from '../support/http/free-port.js';
import { MailReceiver } from '../support/http/mail-receiver.js';
import { until } from '../support/http/until.js';
import { WebhookReceiver } from '../support/http/webhook-receiver.js';
import { runs } from '../support/runs.js';
import { ClockSteps } from './clock-steps.js';
import { DiskFaults } from './disk-faults.js';
import { FaultRun } from './fault-run.js';
import { expectRowsToMatchReplay, missingUploads, readWholeLog, webhookMessages } from './log-checks.js';
import { MixedLoad, SUBSCRIBED } from './mixed-load.js';
import { OperatorCommands, taxonomyNumber } from './operator-commands.js';
import { PowerLoss } from './power-loss.js';
import { preloading } from './preloaded-library.js';
import { readRecording, type RecordedChange } from './recording.js';

const ACCEPTED = runs({ short: 50, long: 1_500 });
const IMAGES = runs({ short: 6, long: 600 });
/** Of so many images one is checked in whole, which takes longer. */
const WHOLE = runs({ short: 6, long: 10 });
const REPEATED = 20;
/** Requests of `ledgerdesk projection` while the engine runs. */
const REQUESTS = runs({ short: 1, long: 12 });
const CONNECTIONS = 4;
const CLOCK_STEP_MS = 600_000;
const RUN = new FaultRun('power loss');

/** Files of the data folder that the load must change. */
const FILES = [
  ...[
    'events.db',
    'read.db',
    'outbox.db',
    'presence.db',
    'subscriptions.db',
    'reads.db',
    'keys.db',
    'ledger.db',
  ].flatMap((name) => [
    name,
    `${name}-wal`,
    // A journal, until the file has its write-ahead log.
    `${name}-journal`,
  ]),
  'events.db.lock',
  'events.db.lock-journal',
  ...['sign-in.pem', 'quotes.key', 'webhooks.key', 'master.key', 'ledger.key'].flatMap((name) => [
    `keys/${name}`,
    `keys/${name}.sha256`,
  ]),
  'attachments/incoming/*',
  'attachments/??/*',
  'checkpoint',
  'clock-hold.json',
  'clock-accepted.json',
  'taxonomy.json',
  'projection-requests/*',
  'read.db.discard',
  'read.db.damaged',
];

/** What is not listed: folders, shared memory, which is rebuilt, and what belongs to a file that was set aside. */
const IS_UNLISTED = /^$|^(?:keys|attachments(?:\/incoming)?|projection-requests)$|-shm$|\.damaged-/;

/** The kind of a file: its path without what differs between files of one kind. */
const kindOf = (path: string): string =>
  path
    .replace(/\.[0-9a-f]{12}\.new$/, '')
    .replace(/^attachments\/incoming\/.+/, 'attachments/incoming/*')
    .replace(/^attachments\/..\/.+/, 'attachments/??/*')
    .replace(/^attachments\/..$/, 'attachments')
    .replace(/^projection-requests\/.+/, 'projection-requests/*');

describe(`a power failure (FAULT_SEED=${RUN.seed})`, () => {
  const root = mkdtempSync(join(tmpdir(), 'ledgerdesk-power-'));
  const folder = join(root, 'data');
  const config = join(root, 'config');
  const resources = new OpenResources();
  const engines = resources.add(new EngineProcesses());
  const faults = new DiskFaults(folder, { record: true });
  const clock = new ClockSteps();
  const sizeOfRecording = (): number => statSync(faults.recording).size;
  let url = '';
  let environment: Readonly<Record<string, string>>;
  let operator: OperatorCommands;
  let load: MixedLoad;
  let changes: readonly RecordedChange[];
  let events: readonly StoredEvent[];
  /** Size of the recording, in bytes, when the persistent subscription was created. */
  let subscribed = Infinity;

  const start = async (): Promise<EngineProcess> => {
    const engine = await engines.start(environment);
    ({ url } = engine);
    return engine;
  };

  /** Changes the policy, under a new version. */
  const changePolicy = (): void => {
    const file = join(config, 'policy.json');
    const policy = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...policy, version: '2999-01-01.1', chatIdleMinutes: 11 }));
  };

  /** Lets the clock step, and confirms the step as an operator does. */
  const stepClock = async (): Promise<void> => {
    const state = async () => (await load.operator.get('/v1/health')).body['clock'];
    clock.stepTo(CLOCK_STEP_MS);
    await until(async () => JSON.stringify(await state()).includes('held'));
    await operator.acceptClock();
    await until(async () => JSON.stringify(await state()).includes('ok'));
  };

  /** Confirms the events of the log over EventStoreDB's protocol, until the engine is killed. */
  const subscribe = async (): Promise<() => Promise<void>> => {
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${environment['ESDB_PORT']}?tls=false`);
    await client.createPersistentSubscriptionToAll(
      'audit',
      persistentSubscriptionToAllSettingsFromDefaults({ startFrom: START, checkPointUpperBound: 1 }),
    );
    subscribed = sizeOfRecording();
    const subscription = client.subscribeToPersistentSubscriptionToAll('audit');
    subscription.on('error', () => undefined);
    subscription.on('data', (event) => void subscription.ack(event).catch(() => undefined));
    return () => client.dispose();
  };

  /** Damages the rows under a running engine, which ends when it reads them, and marks them to be set aside. */
  const damageRows = async (engine: EngineProcess): Promise<void> => {
    await operator.damage('read.db');
    void load.run(() => engine.hasEndedByItself);
    await engine.ended();
  };

  beforeAll(async () => {
    cpSync('config', config, { recursive: true });
    const receiver = resources.add(await WebhookReceiver.open());
    const mails = resources.add(await MailReceiver.open());
    const settings = {
      DATA_DIR: folder,
      CONFIG_DIR: config,
      ESDB_PORT: String(await freePort()),
      SMTP_URL: mails.url,
      MAIL_FROM: 'support@ledgerdesk.example',
      WEBHOOK_PRIVATE_ADDRESSES: 'true',
      ...preloading(faults.environment, clock.environment),
    };
    environment = settings;
    operator = new OperatorCommands({
      environment: settings,
      scratch: join(root, 'operator'),
      clock: sizeOfRecording,
    });
    let engine = await start();
    load = new MixedLoad(() => url, settingsFrom({ DATA_DIR: folder }), {
      seed: RUN.seed,
      connections: CONNECTIONS,
      webhookUrl: receiver.url,
      clock: sizeOfRecording,
    });
    await load.prepare();
    const dispose = await subscribe();
    await Promise.all([load.run(({ accepted }) => accepted.length >= ACCEPTED / 2), operator.leaveRequests(REQUESTS)]);
    await stepClock();
    await engine.kill();
    await dispose();
    changePolicy();
    await operator.importCase();
    await damageRows(await start());
    engine = await start();
    await load.run(({ accepted }) => accepted.length >= ACCEPTED);
    await engine.kill();
    await operator.importCase();
    changes = readRecording(faults.recording);
    const intact = join(root, 'intact');
    cpSync(folder, intact, { recursive: true });
    events = await readWholeLog(intact);
  }, 600_000);
  afterAll(async () => {
    await resources.close();
    faults.dispose();
    clock.dispose();
    rmSync(root, { recursive: true, force: true });
  });

  /** What was promised before a change of the recording. */
  const promisedAt = (size: number) => {
    const commands = load.accepted.filter(({ acknowledged }) => acknowledged <= size);
    const taxonomies = operator.taxonomies.filter(({ acknowledged }) => acknowledged <= size);
    const position = Math.max(
      0,
      ...commands.map(({ reply }) => Number(reply?.headers.get('ledger-position') ?? 0)),
      ...taxonomies.map(({ head }) => Number(head)),
    );
    return {
      commands,
      uploads: load.uploads.filter(({ acknowledged }) => acknowledged <= size),
      events: events.filter((event) => Number(event.position) <= position).map(({ id }) => id),
      requests: operator.requests.filter(({ acknowledged }) => acknowledged <= size),
      /** The number of the last imported taxonomy; 0 before an import. */
      taxonomy: taxonomies.length,
      isSubscribed: subscribed <= size,
    };
  };
  type Promised = ReturnType<typeof promisedAt>;

  const settingsOf = (image: string) =>
    settingsFrom({
      ...environment,
      DATA_DIR: image,
      ESDB_PORT: '0',
      LOG_LEVEL: 'silent',
      METRICS_PORT: '0',
      RATE_LIMIT: '0',
      PORT: '0',
      CLOCK_STEP_SECONDS: '3600',
    });
  const QUIET = { workerThreads: false, onWarning: () => undefined };

  /** Compares keys with the recorded ones: what they signed has been given away. */
  const changedKeys = (image: string, { commands }: Promised): readonly string[] =>
    readdirSync(join(folder, 'keys'))
      .filter((name) => !name.endsWith('.new'))
      .filter((name) => {
        const file = join(image, 'keys', name);
        if (!existsSync(file)) return commands.length > 0;
        return commands.length > 0 && !readFileSync(file).equals(readFileSync(join(folder, 'keys', name)));
      })
      .map((name) => `another key in ${name}`);

  const lostGroup = (image: string, { isSubscribed }: Promised): readonly string[] => {
    if (!isSubscribed) return [];
    const subscriptions = new Database(join(image, 'subscriptions.db'), { readonly: true });
    const groups = subscriptions.prepare('SELECT name FROM groups').all();
    subscriptions.close();
    return groups.length === 1 ? [] : ['lost the persistent subscription'];
  };

  const lostTaxonomy = (image: string, { taxonomy }: Promised): readonly string[] => {
    const file = join(image, 'taxonomy.json');
    const found = existsSync(file) ? taxonomyNumber(readFileSync(file, 'utf8')) : 0;
    return found >= taxonomy ? [] : [`has taxonomy ${found} instead of ${taxonomy}`];
  };

  /** Requests that neither wait nor were recorded. */
  const lostRequests = (image: string, recorded: readonly StoredEvent[], { requests }: Promised): readonly string[] => {
    const known = new Set([...recorded.map(({ id }) => id), ...new ProjectionRequestFiles(image).ids()]);
    return requests.filter(({ id }) => !known.has(id)).map(({ id }) => `lost request ${id} of "ledgerdesk projection"`);
  };

  const lostEvents = (recorded: readonly StoredEvent[], promised: Promised): readonly string[] =>
    promised.events.flatMap((id, index) => (recorded[index]?.id === id ? [] : [`lost event ${index + 1}`])).slice(0, 1);

  /** Repeats some commands, and waits until each event for a webhook is in the outbox. */
  const problemsOfServer = async (
    image: string,
    { commands }: Promised,
    random: Random,
  ): Promise<readonly string[]> => {
    const server = await startServer(settingsOf(image), QUIET);
    try {
      ({ url } = server);
      const some = Array.from({ length: Math.min(REPEATED, commands.length) }, () => random.pick(commands as [never]));
      const problems = await load.repeat(some);
      const recorded = await readWholeLog(image);
      const registered = recorded.findIndex(({ stream }) => stream.startsWith('webhook-'));
      const expected = recorded
        .slice(registered < 0 ? Infinity : registered)
        .filter(({ type }) => SUBSCRIBED.some((name) => name === type));
      const missing = () => {
        const known = new Set(webhookMessages(join(image, 'outbox.db')).map(({ eventId }) => eventId));
        return expected.filter(({ id }) => !known.has(id));
      };
      await until(
        () => missing().length === 0,
        () => `no message for ${missing().length} events`,
      );
      return problems;
    } finally {
      await server.close();
    }
  };

  /** Starts an engine on an image, and returns what is wrong with it. */
  const problemsOf = async (image: string, promised: Promised, whole?: Random): Promise<readonly string[]> => {
    try {
      const found: string[] = [];
      if (whole) found.push(...(await problemsOfServer(image, promised, whole)));
      else await (await openEngine(settingsOf(image), QUIET)).close();
      const log = openSqliteLog({ file: join(image, 'events.db') });
      found.push(...(await log.integrityCheck()));
      await log.close();
      const recorded = await readWholeLog(image);
      found.push(...lostEvents(recorded, promised), ...lostRequests(image, recorded, promised));
      found.push(...(await missingUploads(image, promised.uploads)).map((uploadId) => `lost upload ${uploadId}`));
      found.push(...changedKeys(image, promised), ...lostGroup(image, promised), ...lostTaxonomy(image, promised));
      if (whole && found.length === 0) await expectRowsToMatchReplay(image);
      return found;
    } catch (error) {
      return [messageOf(error)];
    }
  };

  /** Picks changes of the recording: half of them at random, half from each kind of file in turn. Returns indexes. */
  const moments = (count: number, random: Random): readonly number[] => {
    const ofKind = new Map<string, number[]>();
    for (const [index, { path }] of changes.entries()) {
      const kind = kindOf(relative(folder, path));
      const found = ofKind.get(kind);
      if (found) found.push(index);
      else ofKind.set(kind, [index]);
    }
    const kinds = [...ofKind.values()];
    return Array.from({ length: count }, (_, number) =>
      number % 2 === 0
        ? random.integer(1, changes.length)
        : random.pick((kinds[((number - 1) / 2) % kinds.length] ?? [0]) as [number]) + 1,
    ).sort((one, other) => one - other);
  };

  /** Lets the power fail at random moments, and returns what is wrong after each. */
  const failures = async (count: number, options: { readonly dropSyncs?: boolean }): Promise<readonly string[]> => {
    const random = new Random(RUN.seed);
    const disk = new PowerLoss({ root: folder, random, ...options });
    const problems: string[] = [];
    let applied = 0;
    for (const [number, cut] of moments(count, random).entries()) {
      RUN.progress(() => `${number} of ${count} images, ${problems.length} findings`);
      for (const change of changes.slice(applied, cut)) disk.apply(change);
      applied = cut;
      const image = join(root, `image-${number}`);
      disk.writeTo(image);
      const promised = promisedAt(changes[cut - 1]?.end ?? 0);
      const found = await problemsOf(image, promised, number % WHOLE === WHOLE - 1 ? random : undefined);
      for (const problem of found.map((text) => `change ${cut}: ${text}`)) {
        if (options.dropSyncs === true) problems.push(problem);
        else RUN.report(problems, problem);
      }
      rmSync(image, { recursive: true, force: true });
    }
    return problems;
  };

  it('is recorded with changes of every file of the data folder', () => {
    const paths = changes.flatMap(({ operation, path, data }) =>
      operation === 'rename' ? [path, data.toString()] : [path],
    );
    const changed = new Set(paths.map((path) => kindOf(relative(folder, path))));
    expect(FILES.filter((name) => !changed.has(name))).toEqual([]);
    expect([...changed].filter((name) => !FILES.includes(name) && !IS_UNLISTED.test(name))).toEqual([]);
  });

  it(`loses nothing that was acknowledged, and the engine starts, at any of ${IMAGES} moments`, async () => {
    const found = await failures(IMAGES, {});
    RUN.print(
      `${IMAGES} images of ${changes.length} changes, ${load.accepted.length} accepted commands, ` +
        `${load.uploads.length} uploads, ${events.length} events: ${found.length} findings`,
    );
    expect(found).toEqual([]);
  }, 3_600_000);

  it('is noticed by this test if syncs are dropped', async () => {
    expect((await failures(2, { dropSyncs: true })).length).toBeGreaterThan(0);
  });
});
