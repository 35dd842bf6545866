import { openDatabase, type PostgresConfig } from '@ledgerdesk/postgres';
import type { Presence } from '../port.js';
import { PRESENCE_MIGRATIONS, SqlPresence } from '../sql-presence.js';

/**
 * Opens presence in a schema of a PostgreSQL database, shared by all processes of an engine.
 * Rejects with PostgresMisconfigured, PostgresUnreachable or StoreTooNew.
 */
export const openPostgresPresence = async (config: PostgresConfig): Promise<Presence> =>
  new SqlPresence(await openDatabase({ connections: 2, ...config }, PRESENCE_MIGRATIONS));
