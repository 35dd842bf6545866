import type { ReadStore, ReadStoreView } from '@ledgerdesk/read-store';
import type { Connection } from './connection.js';
import type { OnDamage } from './damaged-rows.js';
import { connectReader, connectWriter } from './open.js';
import { SqliteReadStore } from './read-store.js';
import { SqliteRowReader } from './row-reader.js';

/**
 * Opens the read store in `file` for writing, creating or migrating it as needed. One thread writes; other threads open
 * views. Calls `onDamage` with each error which shows that the file is damaged. Rejects with StoreTooNew.
 */
export const openReadStore = async (file: string, onDamage: OnDamage = () => undefined): Promise<ReadStore> =>
  new SqliteReadStore(await connectWriter(file, onDamage));

/**
 * Opens a read-only view of `file`. The file and its tables may be created later: until then, no projection has rows.
 * Each query reads the version that serves at that moment. Calls `onDamage` as `openReadStore` does.
 */
export const openReadStoreView = (file: string, onDamage: OnDamage = () => undefined): ReadStoreView => {
  let connection: Connection | undefined;
  return new SqliteRowReader(() => (connection ??= connectReader(file, onDamage)));
};
