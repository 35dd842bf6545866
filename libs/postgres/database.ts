import type { StoreMigrations } from '@ledgerdesk/migrations';
import type { Kysely } from 'kysely';
import { clientConfig } from './client-config.js';
import { DEFAULT_SCHEMA, type PostgresConfig } from './config.js';
import { ConnectionPool } from './connection-pool.js';

/**
 * Opens the tables of a store as a Kysely instance, migrated to this version. `destroy` closes its connections.
 * Rejects with PostgresMisconfigured, PostgresUnreachable or StoreTooNew.
 *
 * @example
 * const db = await openDatabase<OutboxTables>({ url, connections: 4 }, OUTBOX_MIGRATIONS);
 * await db.selectFrom('outbox_messages').selectAll().execute();
 */
export const openDatabase = async <Tables>(
  { url, schema = DEFAULT_SCHEMA, connections }: PostgresConfig,
  migrations: StoreMigrations,
): Promise<Kysely<Tables>> => {
  const pool = new ConnectionPool(clientConfig(url), connections);
  try {
    await pool.migrate(schema, migrations);
    return pool.kysely<Tables>(schema);
  } catch (error) {
    await pool.close();
    throw error;
  }
};
