import type { Kysely, Transaction } from 'kysely';
import { KeyUnusable, RequestKeyDamaged } from './errors.js';
import type { KeyMaker } from './key-maker.js';
import { rowOf, wrappedIn } from './key-rows.js';
import { ENGINE_KIND, type KeyRow, type KeyTables } from './key-tables.js';
import type { MasterKeys } from './master-keys.js';
import type { StoredSecret } from './port.js';

const REQUESTS = { kind: ENGINE_KIND, id: 'requests' };

/** Dependencies of `RequestSecret`. */
interface RequestSecretOptions {
  readonly db: Kysely<KeyTables>;
  readonly masterKeys: MasterKeys;
  readonly maker: Pick<KeyMaker, 'make'>;
  /** Locks the key tables against rotations and inserts until the transaction ends. */
  readonly lock: (db: Transaction<KeyTables>) => Promise<void>;
}

/** The secret for hashes of requests that concern no data subject. It is a row beside the keys of subjects. */
export class RequestSecret {
  #secret: Promise<Uint8Array> | undefined;

  constructor(private readonly options: RequestSecretOptions) {}

  /**
   * Returns the secret. Makes it if there is none.
   * @throws RequestKeyDamaged
   * @throws KeyUnusable if the master key that wraps it is not at hand
   */
  get(): Promise<Uint8Array> {
    this.#secret ??= this.#read().catch((error: unknown) => {
      this.#secret = undefined;
      throw error;
    });
    return this.#secret;
  }

  /** The secret as it is stored; undefined if it was not made yet. */
  async stored(): Promise<StoredSecret | undefined> {
    const row = await rowOf(this.options.db, REQUESTS);
    if (!row) return undefined;
    const { key_id: id, master_key_id: masterKeyId } = row;
    return { id, name: REQUESTS.id, masterKeyId: masterKeyId ?? 'unknown', opens: this.#failureOf(row) === undefined };
  }

  /** Makes a new secret in place of a damaged one. Returns false if the stored one is not damaged. */
  async replaceDamaged(): Promise<boolean> {
    const isRemoved = await this.options.db.transaction().execute(async (db) => {
      await this.options.lock(db);
      const row = await rowOf(db, REQUESTS);
      if (!row || !(this.#failureOf(row) instanceof RequestKeyDamaged)) return false;
      await db.deleteFrom('subject_key').where('key_id', '=', row.key_id).execute();
      return true;
    });
    if (!isRemoved) return false;
    this.#secret = undefined;
    await this.get();
    return true;
  }

  async #read(): Promise<Uint8Array> {
    const { db, maker } = this.options;
    return this.#open((await rowOf(db, REQUESTS)) ?? (await maker.make(REQUESTS)).row);
  }

  #open(row: KeyRow): Uint8Array {
    const wrapped = wrappedIn(row);
    if (!wrapped) throw new RequestKeyDamaged(row.key_id);
    try {
      return this.options.masterKeys.unwrap(wrapped);
    } catch (error) {
      const isDamaged = error instanceof KeyUnusable && this.options.masterKeys.has(wrapped.masterKeyId);
      throw isDamaged ? new RequestKeyDamaged(row.key_id, error) : error;
    }
  }

  /** Why the secret in a row cannot be used; undefined if it can. */
  #failureOf(row: KeyRow): KeyUnusable | RequestKeyDamaged | undefined {
    try {
      this.#open(row);
      return undefined;
    } catch (error) {
      if (error instanceof KeyUnusable || error instanceof RequestKeyDamaged) return error;
      throw error;
    }
  }
}
