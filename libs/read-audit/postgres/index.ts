import { openDatabase, type PostgresConfig } from '@ledgerdesk/postgres';
import type { ReadAudit } from '../port.js';
import { SqlReadAudit } from '../sql-read-audit.js';
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
