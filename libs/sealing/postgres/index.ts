import { DEFAULT_SCHEMA, openDatabase, type PostgresConfig } from '@ledgerdesk/postgres';
import { sql } from 'kysely';
import { KEY_MIGRATIONS } from '../key-tables.js';
import { type KeyStoreOptions, SqlKeyStore } from '../sql-key-store.js';

/**
 * Opens the keys in a schema of a PostgreSQL database, shared by all engines on one log. After an erasure, the table is
 * vacuumed; archives and backups of the database still hold the wrapped key.
 * @throws MasterKeyNotSet
 * @throws StoreTooNew
 */
export const openPostgresKeyStore = async (config: PostgresConfig, options: KeyStoreOptions): Promise<SqlKeyStore> => {
  const table = sql.id(config.schema ?? DEFAULT_SCHEMA, 'subject_key');
  return SqlKeyStore.open(
    await openDatabase({ connections: 2, ...config }, KEY_MIGRATIONS),
    {
      lockErasures: async (db) => {
        await sql`LOCK TABLE ${table} IN SHARE ROW EXCLUSIVE MODE`.execute(db);
      },
      afterErasure: async (db) => {
        await sql`VACUUM ${table}`.execute(db);
      },
    },
    options,
  );
};
