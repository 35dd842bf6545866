import { migrateSqlite } from '@ledgerdesk/migrations';
import { openSqliteFile } from '@ledgerdesk/sqlite';
import type { TreeStore } from '../port.js';
import { SqlTreeStore } from '../sql-tree-store.js';
import { SQLITE_TYPES, treeMigrations } from '../tables.js';

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
