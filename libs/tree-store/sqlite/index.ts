import { migrateSqlite, readSqlite } from '@ledgerdesk/migrations';
import { openSqliteFile, openSqliteReadOnly } from '@ledgerdesk/sqlite';
import { existsSync } from 'node:fs';
import type { TreeStore } from '../port.js';
import { SqlTreeStore } from '../sql-tree-store.js';
import { SQLITE_TYPES, treeMigrations, type TreeTables } from '../tables.js';

const REMEDY =
  'Restore it from a backup. If there is none, move it away with its -wal and -shm: the tree is made again from the ' +
  'log, and the file "checkpoint" has the last checkpoint that was signed.';

/**
 * Opens the trees in an SQLite file, created if missing. Commits survive a power failure, so that no two checkpoints
 * contradict each other. Rejects with StoreTooNew.
 */
export const openSqliteTreeStore = async (file: string): Promise<TreeStore> =>
  new SqlTreeStore(
    await migrateSqlite(
      openSqliteFile(file, { durability: 'full', remedy: REMEDY }),
      treeMigrations(SQLITE_TYPES),
      REMEDY,
    ),
  );

/** Looks at each of the newer tables once, before the database is one of Kysely's. */
const keptIn = (has: (table: keyof TreeTables) => boolean): ((table: keyof TreeTables) => boolean) => {
  const found = new Map<keyof TreeTables, boolean>(NEWER_TABLES.map((table) => [table, has(table)]));
  return (table) => found.get(table) ?? true;
};

/** Tables that files of an earlier version may lack. */
const NEWER_TABLES = ['ledger_handover', 'ledger_time_stamp'] as const satisfies readonly (keyof TreeTables)[];

/** Opens the trees in an SQLite file for reading, while another process may write them. Undefined if there are none. */
export const openSqliteTreeReader = async (file: string): Promise<TreeStore | undefined> => {
  if (!existsSync(file)) return undefined;
  const database = openSqliteReadOnly(file, REMEDY);
  const has = (table: keyof TreeTables): boolean =>
    database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) !== undefined;
  if (has('ledger_tree')) return new SqlTreeStore(readSqlite<TreeTables>(database, REMEDY), keptIn(has));
  database.close();
  return undefined;
};
