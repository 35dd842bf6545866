import { migrateSqlite } from '@ledgerdesk/migrations';
import { openSqliteFile, openSqliteReadOnly } from '@ledgerdesk/sqlite';
import Database from 'better-sqlite3';
import { erasedIn, newKeyId } from '../key-rows.js';
import { KEY_MIGRATIONS, LOST_KIND, RETIRED_KIND, STORE_ID_NAME, STORE_KIND } from '../key-tables.js';
import type { Tombstone } from '../port.js';

interface TombstoneRow {
  readonly key_id: string;
  readonly kind: string;
  readonly subject_id: string;
  readonly erased_at: string;
  readonly was_made: number;
}

const REMEDY = 'Use another backup of the keys.';

const hasKeys = (db: Database.Database): boolean =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'subject_key'").get() !== undefined;

const tombstonesIn = (db: Database.Database): readonly Tombstone[] =>
  db
    .prepare<[], TombstoneRow>('SELECT * FROM subject_key WHERE erasure IS NOT NULL ORDER BY erasure')
    .all()
    .flatMap((row) => {
      const subject = erasedIn(row);
      const { key_id: keyId, erased_at: erasedAt, was_made: wasMade } = row;
      return subject ? [{ subject, keyId: wasMade === 1 ? keyId : null, erasedAt }] : [];
    });

/** Lists the tombstones in a file of keys, in the order of their records. Needs no master key, and only reads. */
export const tombstonesInFile = (file: string): readonly Tombstone[] => {
  const db = openSqliteReadOnly(file, REMEDY);
  try {
    return hasKeys(db) ? tombstonesIn(db) : [];
  } finally {
    db.close();
  }
};

/** A subject in a file of keys. */
export interface SubjectInFile {
  /** Kind and id, as text. */
  readonly label: string;
  /** Id of the key that it has, or had before it was erased. Null: it was erased before it had any. */
  readonly keyId: string | null;
}

/** Reads the id of the store of keys in a file; undefined if it has none. Needs no master key, and only reads. */
export const storeIdInFile = (file: string): string | undefined => {
  const db = openSqliteReadOnly(file, REMEDY);
  try {
    if (!hasKeys(db)) return undefined;
    return db.prepare<[string], string>('SELECT key_id FROM subject_key WHERE kind = ?').pluck().get(STORE_KIND);
  } finally {
    db.close();
  }
};

/**
 * Gives the store of keys in a file that no engine uses an id, in place of the one that it has, and returns it. The
 * default is a random one. Needs no master key.
 */
export const nameStoreInFile = (file: string, id = newKeyId()): string => {
  const db = new Database(file);
  try {
    db.prepare(
      `INSERT INTO subject_key (key_id, kind, subject_id, was_made) VALUES (?, ?, ?, 1)
       ON CONFLICT (kind, subject_id) DO UPDATE SET key_id = excluded.key_id`,
    ).run(id, STORE_KIND, STORE_ID_NAME);
    return id;
  } finally {
    db.close();
  }
};

/** Lists whom a file of keys has keys or tombstones of, and the store itself. Needs no master key, and only reads. */
export const subjectsInFile = (file: string): readonly SubjectInFile[] => {
  const db = openSqliteReadOnly(file, REMEDY);
  try {
    if (!hasKeys(db)) return [];
    return db
      .prepare<[string], TombstoneRow>('SELECT * FROM subject_key WHERE kind <> ?')
      .all(RETIRED_KIND)
      .map(({ key_id: keyId, kind, subject_id: id, was_made: wasMade }) => ({
        label: `${kind} ${id}`,
        keyId: wasMade === 1 ? keyId : null,
      }));
  } finally {
    db.close();
  }
};

/**
 * Lists the IDs of the keys in a file, with whether each is destroyed. Needs no master key, and only reads.
 *
 * @example
 * keyIdsInFile('data/keys.db').get(keyId); // 'erased'
 */
export const keyIdsInFile = (file: string): ReadonlyMap<string, 'kept' | 'erased'> => {
  const db = openSqliteReadOnly(file, REMEDY);
  try {
    if (!hasKeys(db)) return new Map();
    const rows = db
      .prepare<[], Pick<TombstoneRow, 'key_id'> & { readonly erasure: number | null }>(
        'SELECT key_id, erasure FROM subject_key WHERE wrapped IS NOT NULL OR erasure IS NOT NULL',
      )
      .all();
    return new Map(rows.map(({ key_id: id, erasure }) => [id, erasure === null ? 'kept' : 'erased']));
  } finally {
    db.close();
  }
};

const NEXT = '(SELECT coalesce(max(erasure), 0) + 1 FROM subject_key)';

/** Inserts the tombstone of a subject without a key, or of a key that was lost. One that is there stays. */
const insertTombstone = (db: Database.Database, { subject: { kind, id }, erasedAt }: Tombstone): boolean => {
  const isLost = kind === LOST_KIND;
  const inserted = db
    .prepare(
      `INSERT INTO subject_key (key_id, kind, subject_id, erased_at, erasure, was_made)
       VALUES (@keyId, @kind, @id, @erasedAt, ${NEXT}, @wasMade) ON CONFLICT DO NOTHING`,
    )
    .run({ keyId: isLost ? id : newKeyId(), kind, id, erasedAt, wasMade: isLost ? 1 : 0 });
  return inserted.changes > 0;
};

const eraseIn = (db: Database.Database, tombstone: Tombstone): boolean => {
  const {
    subject: { kind, id },
    erasedAt,
  } = tombstone;
  const updated = db
    .prepare(
      `UPDATE subject_key SET wrapped = NULL, master_key_id = NULL, erased_at = @erasedAt, erasure = ${NEXT}
       WHERE kind = @kind AND subject_id = @id AND erased_at IS NULL`,
    )
    .run({ kind, id, erasedAt });
  return updated.changes > 0 || insertTombstone(db, tombstone);
};

/** Creates the table of keys, or migrates an older one. */
const prepare = async (file: string): Promise<void> => {
  const database = openSqliteFile(file, { durability: 'full', remedy: REMEDY });
  await (await migrateSqlite(database, KEY_MIGRATIONS, REMEDY)).destroy();
};

/**
 * Destroys keys in a file that no engine uses, such as one of a backup, and records tombstones. Creates a missing file.
 * Needs no master key. The file is rewritten, so that nothing of the keys is left in it. Returns the number of subjects
 * that were not erased in it before.
 */
export const eraseInFile = async (file: string, tombstones: readonly Tombstone[]): Promise<number> => {
  if (tombstones.length === 0) return 0;
  await prepare(file);
  const db = new Database(file);
  try {
    db.pragma('journal_mode = DELETE');
    db.pragma('secure_delete = ON');
    const erase = db.transaction(() => tombstones.filter((tombstone) => eraseIn(db, tombstone)).length);
    const erased = erase.immediate();
    if (erased > 0) db.exec('VACUUM');
    return erased;
  } finally {
    db.close();
  }
};
