import { clientConfig, ConnectionPool, DEFAULT_SCHEMA, type PostgresConfig } from '@ledgerdesk/postgres';
import type { ReadStore, ReadStoreView } from '@ledgerdesk/read-store';
import { booksStand, makeBooks } from './books.js';
import { PostgresReadStore } from './read-store.js';
import { PostgresRowReader } from './row-reader.js';
import { Schema } from './schema.js';

const placed = ({ url, schema = DEFAULT_SCHEMA, connections }: PostgresConfig) => ({
  schema: new Schema(schema),
  connections: new ConnectionPool(clientConfig(url), connections),
});

/**
 * Opens the read store in a schema of a PostgreSQL database for writing, and makes the schema if it is missing. Rejects
 * with PostgresMisconfigured or PostgresUnreachable. A connection that is lost later fails what was under way and nothing else.
 */
export const openPostgresReadStore = async (options: PostgresConfig): Promise<ReadStore> => {
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
export const openPostgresReadStoreView = (options: PostgresConfig): ReadStoreView => {
  const { schema, connections } = placed(options);
  let stands = false;
  return new PostgresRowReader(
    connections,
    schema,
    async () => (stands ||= await booksStand(connections.session, schema)),
  );
};
