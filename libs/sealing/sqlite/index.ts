import { migrateSqlite, readSqlite } from '@ledgerdesk/migrations';
import { openSqliteFile, openSqliteReadOnly } from '@ledgerdesk/sqlite';
import type Database from 'better-sqlite3';
import { sql } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import { existsSync } from 'node:fs';
import { KEY_MIGRATIONS, type KeyTables } from '../key-tables.js';
import { type KeyStoreOptions, SqlKeyStore } from '../sql-key-store.js';

const REMEDY =
  'Restore it from a backup of the keys. Without its keys, the personal data of all events is lost: do not delete it.';

/** How often, and with what pauses in ms, the write-ahead log is truncated while others read it. */
const TRUNCATIONS = { attempts: 100, pauseMs: 100, busyMs: 50 };

/** Moves the write-ahead log into the file, and empties it: it may hold wrapped keys that were overwritten since. */
const truncateLog = async (database: Database.Database): Promise<void> => {
  for (let attempt = 1; attempt <= TRUNCATIONS.attempts && database.open; attempt += 1) {
    const [result] = database.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
    if (result?.busy === 0) return;
    await pause(TRUNCATIONS.pauseMs);
  }
};

/**
 * Opens the keys in an SQLite file, created if missing. Each key is durable before it is used. What is deleted is
 * overwritten, and the write-ahead log is emptied after an erasure.
 * @throws MasterKeyNotSet
 * @throws StoreTooNew
 */
export const openSqliteKeyStore = async (file: string, options: KeyStoreOptions): Promise<SqlKeyStore> => {
  const database = openSqliteFile(file, { durability: 'full', remedy: REMEDY });
  database.pragma('secure_delete = ON');
  const db = await migrateSqlite(database, KEY_MIGRATIONS, REMEDY);
  return SqlKeyStore.open(
    db,
    {
      // A transaction that writes excludes all others. It may read and decide before it changes a row.
      lockErasures: async (transaction) => {
        await sql`UPDATE subject_key SET was_made = was_made WHERE 0`.execute(transaction);
      },
      afterErasure: async () => truncateLog(database),
    },
    options,
  );
};

/**
 * Opens the keys in an SQLite file read-only, while another thread or process may write them. Undefined if the file is
 * missing or has no keys.
 * @throws MasterKeyNotSet
 */
export const openSqliteKeyReader = async (file: string, options: KeyStoreOptions): Promise<SqlKeyStore | undefined> => {
  if (!existsSync(file)) return undefined;
  const database = openSqliteReadOnly(file, REMEDY);
  const exists = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'subject_key'").get() !== undefined;
  if (!exists) {
    database.close();
    return undefined;
  }
  const nothing = async (): Promise<void> => undefined;
  return SqlKeyStore.open(
    readSqlite<KeyTables>(database, REMEDY),
    { lockErasures: nothing, afterErasure: nothing },
    options,
  );
};

export {
  eraseInFile,
  keyIdsInFile,
  nameStoreInFile,
  storeIdInFile,
  type SubjectInFile,
  subjectsInFile,
  tombstonesInFile,
} from './erase-in-file.js';
