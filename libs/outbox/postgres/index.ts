import { openSchema, type PostgresPlace } from '@ledgerdesk/postgres';
import type { Outbox } from '../port.js';
import { SqlOutbox } from '../sql-outbox.js';
import { makeTables } from '../tables.js';

/** The outbox in a schema of a PostgreSQL database, beside the read models or by itself. */
export const openPostgresOutbox = async (place: PostgresPlace): Promise<Outbox> =>
  new SqlOutbox(await openSchema(place, { name: 'outbox', connections: 4, makeTables }));
