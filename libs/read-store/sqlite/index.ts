import type { ReadStore, ReadStoreView } from '@ledgerdesk/read-store';
import type { Connection } from './connection.js';
import { SqliteReadStore } from './read-store.js';
import { SqliteRowReader } from './row-reader.js';
import { connectReader, connectWriter } from './schema.js';

/** Opens the read store in `file` for writing, and makes it if it is missing. One thread writes; others open a view. */
export const openReadStore = (file: string): ReadStore => new SqliteReadStore(connectWriter(file));

/**
 * Opens a read-only view of `file`. It may come before the file and its tables: nothing serves until they are there.
 * Another version that comes to serve is read from the next query on.
 */
export const openReadStoreView = (file: string): ReadStoreView => {
  let connection: Connection | undefined;
  return new SqliteRowReader(() => (connection ??= connectReader(file)));
};
