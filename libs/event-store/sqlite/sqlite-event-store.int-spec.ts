import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract, type StoreUnderTest } from '../contract/index.js';
import { openSqliteEventStore } from './index.js';

const opener = (thread: boolean) => async (): Promise<StoreUnderTest> => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  const options = { file: join(folder, 'log.sqlite'), thread };
  let store = await openSqliteEventStore(options);
  const first = store;
  return {
    store: first,
    reopen: async () => {
      await store.close();
      store = await openSqliteEventStore(options);
      return store;
    },
    dispose: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
};

eventStoreContract('SQLite with a writer thread', opener(true));
eventStoreContract('SQLite in the calling thread', opener(false));
