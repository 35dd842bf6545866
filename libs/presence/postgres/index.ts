import { openSchema, type PostgresConfig } from '@ledgerdesk/postgres';
import type { Presence } from '../port.js';
import { makeTables, SqlPresence } from '../sql-presence.js';

/** Presence in a schema of a PostgreSQL database, shared by all processes on it. */
export const openPostgresPresence = async (place: PostgresConfig): Promise<Presence> =>
  new SqlPresence(await openSchema(place, { name: 'presence', connections: 2, makeTables }));
