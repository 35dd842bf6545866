import { clientConfig, ConnectionPool, DEFAULT_SCHEMA, openDatabase, type PostgresConfig } from '@ledgerdesk/postgres';
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

/**
 * Opens the keys in a schema of a PostgreSQL database, without creating the table. Undefined if there is none.
 * @throws MasterKeyNotSet
 */
export const openPostgresKeyReader = async (
  config: PostgresConfig,
  options: KeyStoreOptions,
): Promise<SqlKeyStore | undefined> => {
  const { url, schema = DEFAULT_SCHEMA } = config;
  const pool = new ConnectionPool(clientConfig(url), 1);
  const table = `"${schema}".subject_key`;
  const found = await pool.session
    .first<{ exists: boolean }>('SELECT to_regclass($1) IS NOT NULL AS exists', table)
    .finally(() => pool.close());
  return found?.exists === true ? openPostgresKeyStore({ connections: 1, ...config }, options) : undefined;
};
