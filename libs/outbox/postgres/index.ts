import { openDatabase, type PostgresConfig } from '@ledgerdesk/postgres';
import type { Outbox } from '../port.js';
import { SqlOutbox } from '../sql-outbox.js';
import { OUTBOX_MIGRATIONS } from '../tables.js';

/**
 * Opens the outbox in a schema of a PostgreSQL database, which it may share with other stores.
 * Rejects with PostgresMisconfigured, PostgresUnreachable or StoreTooNew.
 */
export const openPostgresOutbox = async (config: PostgresConfig): Promise<Outbox> =>
  new SqlOutbox(await openDatabase({ connections: 4, ...config }, OUTBOX_MIGRATIONS));
