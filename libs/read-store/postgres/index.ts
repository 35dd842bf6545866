import type { ReadStore, ReadStoreView } from '@ledgerdesk/read-store';
import { AdvisoryLock, type LockTimers } from './advisory-lock.js';
import { booksStand, makeBooks } from './books.js';
import { Connections } from './connections.js';
import { PostgresReadStore } from './read-store.js';
import { PostgresRowReader } from './row-reader.js';
import { Schema } from './schema.js';
import { clientConfig, type PostgresOptions } from './settings.js';

export { AdvisoryLock, type LockTimers } from './advisory-lock.js';
export * from './errors.js';
export type { PostgresOptions } from './settings.js';

const DEFAULT_SCHEMA = 'ledgerdesk';

const placed = ({ url, schema = DEFAULT_SCHEMA, connections }: PostgresOptions) => ({
  schema: new Schema(schema),
  connections: new Connections(clientConfig(url), connections),
});

/**
 * Opens the read store in a schema of a PostgreSQL database for writing, and makes the schema if it is missing. Rejects
 * with PostgresMisconfigured or PostgresUnreachable. A connection that is lost later fails what was under way and nothing else.
 */
export const openPostgresReadStore = async (options: PostgresOptions): Promise<ReadStore> => {
  const { schema, connections } = placed(options);
  try {
    await makeBooks(connections, schema);
    return new PostgresReadStore(connections, schema);
  } catch (fault) {
    await connections.close();
    throw fault;
  }
};

/**
 * Opens a read-only view, e.g. in another process. It connects when it is first asked, and may come before the schema:
 * nothing serves until that is there. Throws PostgresMisconfigured.
 */
export const openPostgresReadStoreView = (options: PostgresOptions): ReadStoreView => {
  const { schema, connections } = placed(options);
  let stands = false;
  return new PostgresRowReader(
    connections,
    schema,
    async () => (stands ||= await booksStand(connections.session, schema)),
  );
};

/**
 * Tries to be the one process that holds the lock of this name among those that share the schema, until it is released.
 * Throws PostgresMisconfigured. `timers` say when to look again.
 */
export const holdLock = (
  { url, schema = DEFAULT_SCHEMA }: Pick<PostgresOptions, 'url' | 'schema'>,
  name: string,
  timers?: LockTimers,
): AdvisoryLock => new AdvisoryLock(clientConfig(url), JSON.stringify([schema, name]), timers);
