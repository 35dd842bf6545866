import { clientConfig, ConnectionPool, DEFAULT_SCHEMA, openDatabase, type PostgresConfig } from '@ledgerdesk/postgres';
import { sql } from 'kysely';
import { tombstonesIn } from '../key-erasure.js';
import { KEY_MIGRATIONS, type KeyTables } from '../key-tables.js';
import type { Tombstone } from '../port.js';
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

const hasKeys = async (pool: ConnectionPool, schema: string): Promise<boolean> => {
  const found = await pool.session.first<{ exists: boolean }>(
    'SELECT to_regclass($1) IS NOT NULL AS exists',
    `"${schema}".subject_key`,
  );
  return found?.exists === true;
};

/**
 * Lists the tombstones in a schema of a PostgreSQL database, in the order of their records. Needs no master key, and
 * only reads. Undefined if there is no table of keys.
 */
export const tombstonesInDatabase = async ({
  url,
  schema = DEFAULT_SCHEMA,
}: PostgresConfig): Promise<readonly Tombstone[] | undefined> => {
  const pool = new ConnectionPool(clientConfig(url), 1);
  try {
    return (await hasKeys(pool, schema)) ? await tombstonesIn(pool.kysely<KeyTables>(schema)) : undefined;
  } finally {
    await pool.close();
  }
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
  const exists = await hasKeys(pool, schema).finally(() => pool.close());
  return exists ? openPostgresKeyStore({ connections: 1, ...config }, options) : undefined;
};
