import type { Kysely, Transaction } from 'kysely';
import { MasterKeyNotSet } from './errors.js';
import { newKeyId, wrappedIn } from './key-rows.js';
import { type KeyTables, RETIRED_KIND } from './key-tables.js';
import type { MasterKeys } from './master-keys.js';

/** Selects the keys that are not wrapped by the current master key. */
const wrappedByOthers = (db: Transaction<KeyTables>, current: string) =>
  db.selectFrom('subject_key').selectAll().where('wrapped', 'is not', null).where('master_key_id', '<>', current);

/** Marks all master keys but the current one as retired: no key is wrapped by them any more. */
const retire = async (db: Transaction<KeyTables>, { currentId, ids }: MasterKeys): Promise<void> => {
  await db.deleteFrom('subject_key').where('kind', '=', RETIRED_KIND).where('subject_id', '=', currentId).execute();
  for (const id of ids.filter((one) => one !== currentId))
    await db
      .insertInto('subject_key')
      .values({ key_id: newKeyId(), kind: RETIRED_KIND, subject_id: id, was_made: 0 })
      .onConflict((conflict) => conflict.columns(['kind', 'subject_id']).doNothing())
      .execute();
};

/** @throws MasterKeyNotSet if there are keys that none of the master keys wraps */
export const requireMasterKeys = async (db: Kysely<KeyTables>, masterKeys: MasterKeys): Promise<void> => {
  const used = await db
    .selectFrom('subject_key')
    .select(['master_key_id', ({ fn }) => fn.countAll().as('keys')])
    .where('master_key_id', 'is not', null)
    .groupBy('master_key_id')
    .execute();
  const missing = used.find(({ master_key_id: id }) => id !== null && !masterKeys.has(id));
  if (missing) throw new MasterKeyNotSet(missing.master_key_id ?? '', Number(missing.keys));
};

/** What a rotation needs. */
interface KeyRotationOptions {
  readonly db: Kysely<KeyTables>;
  readonly masterKeys: MasterKeys;
  /** Excludes other rotations, erasures and new keys until the transaction ends. */
  readonly lock: (db: Transaction<KeyTables>) => Promise<void>;
}

/** The steps that replace the master key of a store. See the methods of the same names in `KeyStore`. */
export class KeyRotation {
  constructor(private readonly options: KeyRotationOptions) {}

  retireMasterKeys(change: () => void): Promise<void> {
    const { masterKeys } = this.options;
    return this.#locked(async (db) => {
      change();
      masterKeys.reload();
      await retire(db, masterKeys);
    });
  }

  dropMasterKeys(drop: () => void): Promise<boolean> {
    const { masterKeys } = this.options;
    return this.#locked(async (db) => {
      masterKeys.reload();
      const left = await wrappedByOthers(db, masterKeys.currentId).limit(1).execute();
      if (left.length > 0) return false;
      drop();
      return true;
    });
  }

  rewrap(limit: number): Promise<number> {
    const { masterKeys } = this.options;
    return this.#locked(async (db) => {
      masterKeys.reload();
      const rows = await wrappedByOthers(db, masterKeys.currentId).limit(limit).execute();
      for (const row of rows) {
        const wrapped = wrappedIn(row);
        if (!wrapped) continue;
        const rewrapped = masterKeys.wrap(wrapped, masterKeys.unwrap(wrapped));
        await db
          .updateTable('subject_key')
          .set({ master_key_id: rewrapped.masterKeyId, wrapped: rewrapped.wrapped })
          .where('key_id', '=', row.key_id)
          .where('wrapped', '=', wrapped.wrapped)
          .execute();
      }
      return rows.length;
    });
  }

  #locked<Result>(change: (db: Transaction<KeyTables>) => Promise<Result>): Promise<Result> {
    return this.options.db.transaction().execute(async (db) => {
      await this.options.lock(db);
      return change(db);
    });
  }
}
