import { EventStoreDBClient, persistentSubscriptionToAllSettingsFromDefaults, START } from '@eventstore/db-client';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { decode } from '@ledgerdesk/event-store';
import { replayAll } from '@ledgerdesk/runtime';
import Database from 'better-sqlite3';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { acceptLoss } from '../../apps/cli/accept-loss/accept-loss.js';
import { openEngine, type Settings, settingsFrom } from '../../apps/server/index.js';
import { readProcessCheckpoints, storageConfigOf } from '../../apps/server/storage.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';
import { WebhookReceiver } from '../support/http/webhook-receiver.js';
import { PostgresServer } from '../support/postgres/server.js';

const NOW = '2026-11-27T07:30:00.000Z';
const LATER = '2026-11-27T08:30:00.000Z';

/** Runs an engine with a webhook and a persistent subscription to the end of its log. Returns its data folder. */
const record = async (
  url: string,
  tickets: number,
  settings: Readonly<Record<string, string>> = {},
  onOlder: (engine: TestEngine) => void = () => undefined,
): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-older-'));
  const engine = await TestEngine.open(NOW, { ESDB_PORT: '0', WEBHOOK_PRIVATE_ADDRESSES: 'true', ...settings });
  const { aiko } = await withAcme(engine);
  const service = await engine.as({ kind: 'service', subject: 'console' });
  await service.post('/v1/webhooks', { url, types: ['TicketOpened'] });
  await engine.settled();
  onOlder(engine);
  for (let n = 0; n < tickets; n += 1) await aiko.post('/v1/tickets', TICKET);
  await engine.settled();
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${engine.engine.gateway?.port}?tls=false`);
  await client.createPersistentSubscriptionToAll(
    'audit',
    persistentSubscriptionToAllSettingsFromDefaults({ startFrom: START, checkPointUpperBound: 1 }),
  );
  const subscription = client.subscribeToPersistentSubscriptionToAll('audit');
  // Clients do not read the event that names the log.
  let left = Number(await engine.engine.store.head()) - 1;
  for await (const event of subscription) {
    await subscription.ack(event);
    if ((left -= 1) === 0) break;
  }
  await subscription.unsubscribe().catch(() => undefined);
  await client.dispose();
  await engine.settled();
  await engine.restart(LATER, () => cpSync(engine.engine.folder.path, folder, { recursive: true }));
  await engine.close();
  return folder;
};

interface Prepared {
  readonly settings: Settings;
  readonly overrides: Readonly<Record<string, string>>;
  /** The older log. */
  readonly older: string;
}

const opening = async (settings: Settings): Promise<string> => {
  try {
    await (await openEngine(settings, { workerThreads: false, onWarning: () => undefined })).close();
    return 'started';
  } catch (error) {
    return (error as Error).message;
  }
};

/** The readers of the log, each with a file or database of its own. */
const NEIGHBOURS: readonly [string, readonly string[]][] = [
  ['read.db', ['read model ticket-list']],
  ['outbox.db', ['process webhooks', 'process live-tickets']],
  ['subscriptions.db', ['persistent subscription $all::audit']],
  ['rows and outbox in PostgreSQL', ['read model ticket-list', 'process webhooks']],
];

describe('an older log beside newer neighbours', () => {
  let receiver: WebhookReceiver;
  let postgres: PostgresServer;
  /** A data folder at its end, and its log as it was before; with rows in files, and in PostgreSQL. */
  const recorded = new Map<string, { readonly folder: string; readonly older: string }>();
  /** The log of another engine, which is longer. */
  let other: string;
  let folder: string;
  const folders: string[] = [];

  beforeAll(async () => {
    receiver = await WebhookReceiver.open();
    postgres = await PostgresServer.start();
    const scratch = mkdtempSync(join(tmpdir(), 'ledgerdesk-older-'));
    folders.push(scratch);
    for (const [rows, settings] of [
      ['files', {}],
      ['PostgreSQL', { DATABASE_URL: postgres.url }],
    ] as const) {
      const older = join(scratch, `${rows}.db`);
      const newer = await record(receiver.url, 3, settings, ({ engine }) =>
        new Database(join(engine.folder.path, 'events.db')).exec(`VACUUM INTO '${older}'`).close(),
      );
      folders.push(newer);
      recorded.set(rows, { folder: newer, older });
    }
    other = await record(receiver.url, 6);
    folders.push(other);
  }, 120_000);
  afterAll(async () => {
    await receiver.close();
    await postgres.stop();
    for (const path of folders) rmSync(path, { recursive: true, force: true });
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-older-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Fills the folder with this neighbour alone, or with none of the files if it is PostgreSQL. */
  const prepare = (neighbour: string): Prepared => {
    const isPostgres = neighbour.includes('PostgreSQL');
    const found = recorded.get(isPostgres ? 'PostgreSQL' : 'files');
    if (!found) throw new Error('Nothing was recorded.');
    cpSync(join(found.folder, 'keys'), join(folder, 'keys'), { recursive: true });
    // The keys of people are kept beside the log, and do not read it.
    for (const name of readdirSync(found.folder).filter((file) =>
      [neighbour, 'keys.db'].some((one) => file.startsWith(one)),
    ))
      cpSync(join(found.folder, name), join(folder, name));
    const overrides = { ESDB_PORT: '0', ...(isPostgres && { DATABASE_URL: postgres.url }) };
    const settings = settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent', CLOCK_START: LATER, ...overrides });
    return { settings, overrides, older: found.older };
  };

  it.each(NEIGHBOURS)('is refused beside %s if it was deleted', async (neighbour, readers) => {
    const { settings } = prepare(neighbour);
    const message = await opening(settings);
    for (const reader of readers) expect(message).toContain(reader);
    expect(message).toMatch(/it has read log \S+ up to \d+, this one is new/);
    expect(message).toContain('ledgerdesk accept-loss');
  });

  it.each(NEIGHBOURS)('is refused beside %s, which is named with what it has read and the way on', async (...args) => {
    const [neighbour, readers] = args;
    const { settings, older } = prepare(neighbour);
    cpSync(older, join(folder, 'events.db'));
    const message = await opening(settings);
    expect(message).toContain('no longer contains events that were read from it');
    for (const reader of readers)
      expect(message).toMatch(
        new RegExp(`${reader.replaceAll(/[$]/g, '\\$')}.*: it has read up to position \\d+, the log ends at \\d+`),
      );
    expect(message).toMatch(/events\.db-wal[^]*ledgerdesk accept-loss/);
  });

  it.each(NEIGHBOURS)('starts beside %s once the loss is accepted', async (neighbour) => {
    const { settings, older } = prepare(neighbour);
    cpSync(older, join(folder, 'events.db'));
    expect((await acceptLoss(settings, 'restored', LATER)).epoch).toBe(1);
    expect(await opening(settings)).toBe('started');
  });

  it.each(NEIGHBOURS)('of another history is never read on from where %s stopped', async (neighbour) => {
    const { settings, overrides } = prepare(neighbour);
    const keysOfOther = { KEYS_URL: pathToFileURL(other).href };
    for (const name of ['events.db', 'keys/master.key', 'keys/master.key.sha256'])
      cpSync(join(other, name), join(folder, name));
    if (neighbour === 'subscriptions.db') {
      expect(await opening({ ...settings, ...keysOfOther })).toBe(
        `${join(folder, neighbour)} cannot be used: its persistent subscriptions belong to another log. Restore the ` +
          'file that belongs to this log, or remove it and create the subscriptions again.',
      );
      return;
    }
    if (neighbour.includes('PostgreSQL')) {
      // The tree of the log is there too.
      expect(await opening({ ...settings, ...keysOfOther })).toContain('the log has another event at position');
      await acceptLoss({ ...settings, ...keysOfOther }, 'another log', LATER);
    }
    const engine = await TestEngine.open(LATER, { ...overrides, ...keysOfOther }, async (to) =>
      cpSync(folder, to, { recursive: true }),
    );
    try {
      await engine.settled();
      const { store, rows, settings: current } = engine.engine;
      const replayed = await replayAll(PROJECTIONS, { log: store, decode });
      for (const { name } of PROJECTIONS) {
        const live = new Map((await rows.find(name)).map(({ key, row }) => [key, row]));
        expect([name, live]).toEqual([name, replayed.get(name)]);
      }
      const checkpoints = await readProcessCheckpoints(storageConfigOf(current));
      expect(new Set([...checkpoints.values()].map(({ logId }) => logId))).toEqual(new Set([store.logId]));
    } finally {
      await engine.close();
    }
  });
});
