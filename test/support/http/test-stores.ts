import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine, settingsFrom } from '../../../apps/server/index.js';
import { PostgresServer } from '../postgres/server.js';

/** Stores for an engine under test, and the settings that connect it to them. */
export interface TestStores {
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const embedded = async (): Promise<TestStores> => ({ settings: {}, close: async () => undefined });

/** Opens a log that the engine under test reaches over EventStoreDB's protocol only. */
export const openRemoteLog = async (): Promise<TestStores> => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-store-'));
  const store = await openEngine(
    settingsFrom({ DATA_DIR: folder, ROLES: 'store', ESDB_PORT: '0', ESDB_ENGINE_WRITES: 'true', LOG_LEVEL: 'silent' }),
    { workerThreads: false },
  );
  return {
    settings: { EVENTSTORE_URL: `esdb://127.0.0.1:${store.gateway?.port}?tls=false` },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Opens a remote log, and PostgreSQL for rows. */
const openRemoteLogAndPostgres = async (): Promise<TestStores> => {
  const [log, postgres] = await Promise.all([openRemoteLog(), PostgresServer.start()]);
  return {
    settings: { ...log.settings, DATABASE_URL: postgres.url },
    close: async () => {
      await log.close();
      await postgres.stop();
    },
  };
};

/** Every supported combination of stores, by name. */
export const TEST_STORES: readonly (readonly [string, () => Promise<TestStores>])[] = [
  ['the embedded stores', embedded],
  ["a log over EventStoreDB's protocol and embedded rows", openRemoteLog],
  ["a log over EventStoreDB's protocol and rows in PostgreSQL", openRemoteLogAndPostgres],
];
