import { clientConfig, ConnectionPool, DEFAULT_SCHEMA, type PostgresConfig } from '@ledgerdesk/postgres';
import type { ReadStore, ReadStoreView } from '@ledgerdesk/read-store';
import { POSTGRES_MIGRATIONS } from '../sql/migrations.js';
import { PostgresReadStore } from './read-store.js';
import { PostgresRowReader } from './row-reader.js';
import { Schema } from './schema.js';

const connect = ({ url, schema = DEFAULT_SCHEMA, connections }: PostgresConfig) => ({
  schema: new Schema(schema),
  pool: new ConnectionPool(clientConfig(url), connections),
});

/**
 * Opens the read store in a schema of a PostgreSQL database for writing, creating or migrating it as needed. A
 * connection that is lost later fails the pending statements only.
 * Rejects with PostgresMisconfigured, PostgresUnreachable or StoreTooNew.
 */
export const openPostgresReadStore = async (config: PostgresConfig): Promise<ReadStore> => {
  const { schema, pool } = connect(config);
  try {
    await pool.migrate(schema.name, POSTGRES_MIGRATIONS);
    return new PostgresReadStore(pool, schema);
  } catch (error) {
    await pool.close();
    throw error;
  }
};

/**
 * Opens a read-only view, e.g. in another process. It connects on the first query. The schema may be created later:
 * until then, no projection has rows. Throws PostgresMisconfigured.
 */
export const openPostgresReadStoreView = (config: PostgresConfig): ReadStoreView => {
  const { schema, pool } = connect(config);
  let exists = false;
  const tablesExist = async (): Promise<boolean> => (exists ||= await hasTable(pool, schema.serving));
  return new PostgresRowReader(pool, schema, tablesExist);
};

const hasTable = async ({ session }: ConnectionPool, table: string): Promise<boolean> => {
  const found = await session.first<{ exists: boolean }>('SELECT to_regclass($1) IS NOT NULL AS exists', table);
  return found?.exists === true;
};

export { objectsOf } from './tables.js';
