import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openEngine, settingsFrom } from '../../../apps/server/index.js';
import { EventStoreDbServers } from '../eventstoredb/servers.js';
import { PostgresServer } from '../postgres/server.js';
import { runs } from '../runs.js';

/** Stores for an engine under test, and the settings that connect it to them. */
export interface TestStores {
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Keys that engines on one log share: each has a data folder of its own. */
const sharedKeys = (folder: string): TestStores['settings'] => ({
  MASTER_KEY: Buffer.alloc(32, 'm').toString('base64'),
  KEYS_URL: pathToFileURL(folder).href,
});

const embedded = async (): Promise<TestStores> => ({ settings: {}, close: async () => undefined });

/** Opens a log that the engine under test reaches over EventStoreDB's protocol only. */
export const openRemoteLog = async (): Promise<TestStores> => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-store-'));
  const store = await openEngine(
    settingsFrom({ DATA_DIR: folder, ROLES: 'store', ESDB_PORT: '0', ESDB_ENGINE_WRITES: 'true', LOG_LEVEL: 'silent' }),
    { workerThreads: false },
  );
  return {
    settings: { EVENTSTORE_URL: `esdb://127.0.0.1:${store.gateway?.port}?tls=false`, ...sharedKeys(folder) },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Opens a log on new EventStoreDB servers. */
const openServers = async (start: () => Promise<EventStoreDbServers>): Promise<TestStores> => {
  const servers = await start();
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-keys-'));
  return {
    settings: { EVENTSTORE_URL: servers.url, ...sharedKeys(folder) },
    close: async () => {
      await servers.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Opens a log with `openLog`, and PostgreSQL for rows. */
const withPostgres = async (openLog: () => Promise<TestStores>): Promise<TestStores> => {
  const [log, postgres] = await Promise.all([openLog(), PostgresServer.start()]);
  return {
    settings: { ...log.settings, DATABASE_URL: postgres.url },
    close: async () => {
      await log.close();
      await postgres.stop();
    },
  };
};

type NamedStores = readonly [name: string, open: () => Promise<TestStores>];

/** Every combination of stores that needs no other servers. */
const INSTALLED: readonly NamedStores[] = [
  ['the embedded stores', embedded],
  ["a log over EventStoreDB's protocol and embedded rows", openRemoteLog],
  ["a log over EventStoreDB's protocol and rows in PostgreSQL", () => withPostgres(openRemoteLog)],
];

const openOne = (): Promise<TestStores> => openServers(() => EventStoreDbServers.startOne());
const openThree = (): Promise<TestStores> => openServers(() => EventStoreDbServers.startThree());

/** The stores of `npm run cluster`; its short form uses the first ones. */
const SERVERS: readonly NamedStores[] = [
  ['a log on one EventStoreDB node and embedded rows', openOne],
  ['a log on three EventStoreDB nodes and rows in PostgreSQL', () => withPostgres(openThree)],
];

/** The stores on which tests of an engine run, by name. */
export const TEST_STORES =
  process.env['TEST_STORES'] === 'eventstoredb' ? SERVERS.slice(0, runs({ short: 1, long: 2 })) : INSTALLED;
