import type { SubjectRef } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { type Kysely, sql, type Transaction } from 'kysely';
import { erasedIn, newKeyId } from './key-rows.js';
import { type KeyTables, LOST_KIND } from './key-tables.js';
import type { Tombstone } from './port.js';

const erasedFields = (db: Transaction<KeyTables>, at: Instant) => ({
  master_key_id: null,
  wrapped: null,
  erased_at: at,
  erasure: db.selectFrom('subject_key').select(sql<number>`coalesce(max(erasure), 0) + 1`.as('next')),
});

/** Destroys the key of a subject, or records that it never had one. */
export const buryKeyOf = async (db: Transaction<KeyTables>, { kind, id }: SubjectRef, at: Instant): Promise<void> => {
  const erased = erasedFields(db, at);
  const updated = await db
    .updateTable('subject_key')
    .set(erased)
    .where('kind', '=', kind)
    .where('subject_id', '=', id)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  if (updated.numUpdatedRows > 0n) return;
  await db
    .insertInto('subject_key')
    .values({ key_id: newKeyId(), kind, subject_id: id, was_made: 0, ...erased })
    .onConflict((conflict) => conflict.columns(['kind', 'subject_id']).doNothing())
    .execute();
};

/** Records that what a lost key sealed is erased. A key that is in the store is not touched. */
export const buryLostKey = async (db: Transaction<KeyTables>, keyId: string, at: Instant): Promise<void> => {
  await db
    .insertInto('subject_key')
    .values({ key_id: keyId, kind: LOST_KIND, subject_id: keyId, was_made: 1, ...erasedFields(db, at) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** The tombstones of a store, in the order of their records. */
export const tombstonesIn = async (db: Kysely<KeyTables>): Promise<readonly Tombstone[]> => {
  const rows = await db
    .selectFrom('subject_key')
    .select(['key_id', 'kind', 'subject_id', 'erased_at', 'was_made'])
    .where('erasure', 'is not', null)
    .orderBy('erasure')
    .execute();
  return rows.flatMap((row) => {
    const subject = erasedIn(row);
    const { key_id: keyId, erased_at: erasedAt, was_made: wasMade } = row;
    return subject && erasedAt !== null ? [{ subject, keyId: wasMade === 1 ? keyId : null, erasedAt }] : [];
  });
};
