import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract, type StoreUnderTest } from '../contract/index.js';
import type { EventStore } from '../port.js';
import { openSqliteEventStore } from './index.js';

/** Opens one store for all tests, and closes it after them: a store for each would start as many threads. */
const opener = (thread: boolean): (() => Promise<StoreUnderTest>) => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  let store: EventStore | undefined;
  const open = async (): Promise<EventStore> => {
    store = await openSqliteEventStore({ file: join(folder, 'log.sqlite'), thread });
    return store;
  };
  afterAll(async () => {
    await store?.close();
    rmSync(folder, { recursive: true });
  });
  return async () => ({
    store: store ?? (await open()),
    reopen: async () => {
      await store?.close();
      return open();
    },
    dispose: async () => undefined,
  });
};

eventStoreContract('SQLite with a writer thread', opener(true));
eventStoreContract('SQLite in the calling thread', opener(false));
