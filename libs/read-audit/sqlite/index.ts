import { migrateSqlite, SqliteFileDialect } from '@ledgerdesk/migrations';
import { closeSqliteFile, openSqliteFile, openSqliteReadOnly } from '@ledgerdesk/sqlite';
import { Kysely } from 'kysely';
import { existsSync } from 'node:fs';
import type { ReadAudit, ReadAuditReader } from '../port.js';
import { SqlReadAudit } from '../sql-read-audit.js';
import { SqlReadAuditReader } from '../sql-reader.js';
import { newTreeId, type ReadAuditTables, readAuditMigrations } from '../tables.js';
import { LocalWriter } from './local-writer.js';
import { REMEDY } from './remedy.js';
import { ThreadedWriter } from './threaded-writer.js';

/**
 * Opens the read audit in an SQLite file, created if missing. A record survives a power failure. `thread`: write in a
 * thread of its own (default), or in the calling one. Other processes may write the file too. Rejects with StoreTooNew.
 */
export const openSqliteReadAudit = async (file: string, { thread = true } = {}): Promise<ReadAudit> => {
  const db = await migrateSqlite<ReadAuditTables>(
    openSqliteFile(file, { durability: 'full', remedy: REMEDY }),
    readAuditMigrations('sqlite'),
    REMEDY,
  );
  return new SqlReadAudit(db, thread ? new ThreadedWriter(file) : new LocalWriter(file));
};

/** Opens the read audit for reading only, while an engine may write it. Undefined if there is no such file. */
export const openSqliteReadAuditReader = (file: string): ReadAuditReader | undefined =>
  existsSync(file)
    ? new SqlReadAuditReader(
        new Kysely<ReadAuditTables>({ dialect: new SqliteFileDialect(openSqliteReadOnly(file, REMEDY), REMEDY) }),
      )
    : undefined;

/**
 * Lets the tree of a restored read audit go on under a new id, without checkpoints: more reads may have been signed
 * under the old one than were saved.
 */
export const beginNewReadTree = (file: string): void => {
  const db = openSqliteFile(file, { durability: 'full', remedy: REMEDY });
  try {
    db.transaction(() => {
      db.prepare('UPDATE read_audit_tree SET id = ?').run(newTreeId());
      db.prepare('DELETE FROM read_audit_checkpoint').run();
    }).immediate();
  } finally {
    closeSqliteFile(db);
  }
};
