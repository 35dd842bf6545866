import { migrateSqlite } from '@ledgerdesk/migrations';
import { openSqliteFile } from '@ledgerdesk/sqlite';
import type { Outbox } from '../port.js';
import { SqlOutbox } from '../sql-outbox.js';
import { OUTBOX_MIGRATIONS } from '../tables.js';

/**
 * Opens the outbox in an SQLite file, created if missing. Commits survive a power failure, so that no message is sent
 * twice because its attempt was lost. Rejects with StoreTooNew.
 */
export const openSqliteOutbox = async (file: string): Promise<Outbox> =>
  new SqlOutbox(await migrateSqlite(openSqliteFile(file, { durability: 'full' }), OUTBOX_MIGRATIONS));
