import { migrateSqlite } from '@ledgerdesk/migrations';
import { openSqliteFile } from '@ledgerdesk/sqlite';
import type { Presence } from '../port.js';
import { PRESENCE_MIGRATIONS, SqlPresence } from '../sql-presence.js';

/**
 * Opens presence in an SQLite file, created if missing. A power failure may lose the latest heartbeats; agents send
 * new ones. Rejects with StoreTooNew.
 */
export const openSqlitePresence = async (file: string): Promise<Presence> =>
  new SqlPresence(await migrateSqlite(openSqliteFile(file, { durability: 'normal' }), PRESENCE_MIGRATIONS));
