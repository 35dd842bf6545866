import { clientConfig, ConnectionPool, DEFAULT_SCHEMA, openDatabase, type PostgresConfig } from '@ledgerdesk/postgres';
import type { ReadAudit, ReadAuditReader } from '../port.js';
import { SqlReadAudit } from '../sql-read-audit.js';
import { SqlReadAuditReader } from '../sql-reader.js';
import { type ReadAuditTables, readAuditMigrations } from '../tables.js';
import { PostgresWriter } from './postgres-writer.js';

/**
 * Opens the read audit in a schema of a PostgreSQL database, shared by all processes of an engine.
 * Rejects with PostgresMisconfigured, PostgresUnreachable or StoreTooNew.
 */
export const openPostgresReadAudit = async (config: PostgresConfig): Promise<ReadAudit> => {
  const db = await openDatabase<ReadAuditTables>({ connections: 3, ...config }, readAuditMigrations('postgres'));
  return new SqlReadAudit(db, new PostgresWriter(db));
};

/** Opens the read audit in a schema of this version for reading only. Undefined if there is none. */
export const openPostgresReadAuditReader = async ({
  url,
  schema = DEFAULT_SCHEMA,
}: PostgresConfig): Promise<ReadAuditReader | undefined> => {
  const pool = new ConnectionPool(clientConfig(url), 1);
  const found = await pool.session
    .first<{ exists: boolean }>('SELECT to_regclass($1) IS NOT NULL AS exists', `"${schema}".read_audit_tree`)
    .catch(async (error: unknown) => {
      await pool.close();
      throw error;
    });
  if (found?.exists === true) return new SqlReadAuditReader(pool.kysely<ReadAuditTables>(schema));
  await pool.close();
  return undefined;
};
