import type { Checkpoint } from '@ledgerdesk/kernel';
import { migrateSqlite } from '@ledgerdesk/migrations';
import { openSqliteFile, openSqliteReadOnly } from '@ledgerdesk/sqlite';
import { sql } from 'kysely';
import { existsSync } from 'node:fs';
import { type CheckpointRow, checkpointsFrom } from '../checkpoint-rows.js';
import type { Outbox } from '../port.js';
import type { CommitCheckpoint } from '../sql-checkpoints.js';
import { SqlOutbox } from '../sql-outbox.js';
import { OUTBOX_MIGRATIONS } from '../tables.js';

const REMEDY =
  'Restore it from a backup. If there is none, move it away with its -wal and -shm: messages that were waiting are ' +
  'lost, and processes handle events again that they have handled before.';

/**
 * Opens the outbox in an SQLite file, created if missing. Commits survive a power failure, so that no message is sent
 * twice because its attempt was lost. Rejects with StoreTooNew.
 */
export const openSqliteOutbox = async (file: string): Promise<Outbox> =>
  new SqlOutbox(
    await migrateSqlite(
      openSqliteFile(file, { durability: 'full', remedy: REMEDY, secureDelete: true }),
      OUTBOX_MIGRATIONS,
      REMEDY,
    ),
    commitWithoutSync,
  );

/**
 * Commits a checkpoint without waiting for the disk, which would hold up the thread for each page of each process. What
 * a power failure takes away is handled again: checkpoint and messages are lost together. A later commit of anything
 * else, such as the claim of a message before it is sent, syncs this one too.
 */
const commitWithoutSync: CommitCheckpoint = (db, work) =>
  db.connection().execute(async (connection) => {
    await sql`PRAGMA synchronous = NORMAL`.execute(connection);
    try {
      await connection.transaction().execute(work);
    } finally {
      await sql`PRAGMA synchronous = FULL`.execute(connection);
    }
  });

/** The checkpoints of processes in a file of this or an earlier version, which is only read. None if it is missing. */
export const readSqliteCheckpoints = async (file: string): Promise<ReadonlyMap<string, Checkpoint>> => {
  if (!existsSync(file)) return new Map();
  const db = openSqliteReadOnly(file, REMEDY);
  try {
    const exists = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'outbox_places'").get() !== undefined;
    return checkpointsFrom(exists ? db.prepare<[], CheckpointRow>('SELECT * FROM outbox_places').all() : []);
  } finally {
    db.close();
  }
};
