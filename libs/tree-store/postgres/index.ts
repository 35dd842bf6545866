import { openDatabase, type PostgresConfig } from '@ledgerdesk/postgres';
import type { TreeStore } from '../port.js';
import { SqlTreeStore } from '../sql-tree-store.js';
import { POSTGRES_TYPES, treeMigrations } from '../tables.js';

/**
 * Opens the trees in a schema of a PostgreSQL database, shared by all processes of an engine.
 * Rejects with PostgresMisconfigured, PostgresUnreachable or StoreTooNew.
 */
export const openPostgresTreeStore = async (config: PostgresConfig): Promise<TreeStore> =>
  new SqlTreeStore(await openDatabase({ connections: 2, ...config }, treeMigrations(POSTGRES_TYPES)));
