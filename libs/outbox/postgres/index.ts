import { openSchema, type PostgresConfig } from '@ledgerdesk/postgres';
import type { Outbox } from '../port.js';
import { SqlOutbox } from '../sql-outbox.js';
import { makeTables } from '../tables.js';

/** The outbox in a schema of a PostgreSQL database, beside the read models or by itself. */
export const openPostgresOutbox = async (database: PostgresConfig): Promise<Outbox> =>
  new SqlOutbox(await openSchema(database, { name: 'outbox', connections: 4, makeTables }));
