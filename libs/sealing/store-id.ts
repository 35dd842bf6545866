import type { Kysely } from 'kysely';
import { newKeyId, rowOf } from './key-rows.js';
import { type KeyTables, STORE_ID_NAME, STORE_KIND } from './key-tables.js';

const NAME = { kind: STORE_KIND, id: STORE_ID_NAME };

/** The random id of a store of keys; undefined if it has none yet. */
export const storeIdIn = async (db: Kysely<KeyTables>): Promise<string | undefined> => (await rowOf(db, NAME))?.key_id;

/** Gives a store an id unless it has one, and returns the one that it has. */
export const nameStoreIn = async (db: Kysely<KeyTables>, id?: string): Promise<string> => {
  const known = await storeIdIn(db);
  if (known !== undefined) return known;
  await db
    .insertInto('subject_key')
    .values({ key_id: id ?? newKeyId(), kind: NAME.kind, subject_id: NAME.id, was_made: 1 })
    .onConflict((conflict) => conflict.columns(['kind', 'subject_id']).doNothing())
    .execute();
  const named = await storeIdIn(db);
  if (named === undefined) throw new Error('The store of keys was not given an id.');
  return named;
};
