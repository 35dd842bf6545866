import type { SubjectRef } from '@ledgerdesk/events';
import type { Instant, Timers } from '@ledgerdesk/kernel';
import type { Kysely, Transaction } from 'kysely';
import { ErasureWatch, lastErasureIn } from './erasure-watch.js';
import { KeyUnusable, SubjectErased } from './errors.js';
import { KeyCache } from './key-cache.js';
import { buryKeyOf, buryLostKey, tombstonesIn } from './key-erasure.js';
import { type FoundRow, KeyMaker } from './key-maker.js';
import { KeyRotation, requireMasterKeys } from './key-rotation.js';
import { rowOf, subjectIn, wrappedIn } from './key-rows.js';
import { ENGINE_KIND, type KeyTables } from './key-tables.js';
import type { MasterKeys, WrappedKey } from './master-keys.js';
import {
  type ErasedRef,
  isSubject,
  type KeyLookup,
  type KeyStore,
  type StoredKey,
  type StoredSecret,
  type SubjectKey,
  type Tombstone,
} from './port.js';
import { RequestSecret } from './request-secret.js';
import { nameStoreIn, storeIdIn } from './store-id.js';

/** Keys that one query looks up or rewraps. */
const BATCH = 500;

/** What differs between databases. */
export interface KeyDatabase {
  /** Begins an erasure or a change of master keys: no other one, and no new key, commits before it ends. */
  readonly lockErasures: (db: Transaction<KeyTables>) => Promise<void>;
  /** Removes what the database still has of overwritten rows, as far as it can. */
  readonly afterErasure: (db: Kysely<KeyTables>) => Promise<void>;
}

/** Needed to open keys in a database. */
export interface KeyStoreOptions {
  readonly masterKeys: MasterKeys;
  readonly timers: Timers;
}

/** Where a store begins to follow the erasures of others. */
interface Beginning {
  readonly lastErasure: number;
  readonly confirmedAt: number;
}

/** Keys in a table, in SQL that SQLite and PostgreSQL share. */
export class SqlKeyStore implements KeyStore {
  readonly erasures: KeyStore['erasures'];
  readonly lapses: KeyStore['lapses'];
  readonly #cache = new KeyCache();
  readonly #watch: ErasureWatch;
  readonly #maker: KeyMaker;
  readonly #rotation: KeyRotation;
  readonly #requestSecret: RequestSecret;
  #isClosed = false;

  private constructor(
    private readonly db: Kysely<KeyTables>,
    private readonly database: KeyDatabase,
    private readonly options: KeyStoreOptions,
    beginning: Beginning,
  ) {
    const { masterKeys, timers } = options;
    this.#watch = new ErasureWatch({
      db,
      timers,
      ...beginning,
      drop: (subject, keyId) => this.#cache.drop(subject, keyId),
      dropAll: () => this.#dropAll(),
    });
    this.erasures = this.#watch.erasures;
    this.lapses = this.#watch.lapses;
    this.#maker = new KeyMaker({ db, masterKeys, lastErasure: () => this.#watch.lastErasure });
    const lock = (transaction: Transaction<KeyTables>): Promise<void> => database.lockErasures(transaction);
    this.#rotation = new KeyRotation({ db, masterKeys, lock });
    this.#requestSecret = new RequestSecret({ db, masterKeys, maker: this.#maker, lock });
  }

  /**
   * Opens keys, and begins to follow the erasures of others.
   * @throws MasterKeyNotSet if there are keys that none of the master keys wraps
   */
  static async open(db: Kysely<KeyTables>, database: KeyDatabase, options: KeyStoreOptions): Promise<SqlKeyStore> {
    try {
      await requireMasterKeys(db, options.masterKeys);
      const confirmedAt = options.timers.elapsed();
      return new SqlKeyStore(db, database, options, { lastErasure: await lastErasureIn(db), confirmedAt });
    } catch (error) {
      await db.destroy();
      throw error;
    }
  }

  storeId(): Promise<string | undefined> {
    return storeIdIn(this.db);
  }

  nameStore(id?: string): Promise<string> {
    return nameStoreIn(this.db, id);
  }

  async keyFor(subject: SubjectRef): Promise<SubjectKey> {
    const known = this.cachedFor(subject);
    if (known) return known;
    const erasure = this.#watch.lastErasure;
    const row = await rowOf(this.db, subject);
    return this.#usable(subject, row ? { row, erasure } : await this.#maker.make(subject));
  }

  cachedById(keyId: string): KeyLookup {
    return this.isCurrent() ? this.#cache.byId(keyId) : undefined;
  }

  cachedFor(subject: SubjectRef): SubjectKey | undefined {
    return this.isCurrent() ? this.#cache.bySubject(subject) : undefined;
  }

  isCurrent(): boolean {
    return this.#watch.isCurrent();
  }

  async keyById(keyId: string): Promise<KeyLookup> {
    return (await this.lookUp([keyId])).get(keyId);
  }

  async lookUp(keyIds: readonly string[]): Promise<ReadonlyMap<string, SubjectKey | 'erased'>> {
    const found = new Map<string, SubjectKey | 'erased'>();
    const unknown: string[] = [];
    for (const keyId of new Set(keyIds)) {
      const known = this.cachedById(keyId);
      if (known === undefined) unknown.push(keyId);
      else found.set(keyId, known);
    }
    for (let start = 0; start < unknown.length; start += BATCH) {
      const erasure = this.#watch.lastErasure;
      const rows = await this.db
        .selectFrom('subject_key')
        .selectAll()
        .where('key_id', 'in', unknown.slice(start, start + BATCH))
        .execute();
      for (const row of rows) {
        const key = this.#read({ row, erasure });
        if (key !== undefined) found.set(row.key_id, key);
      }
    }
    return found;
  }

  async erase(subject: ErasedRef, at: Instant, lostKeys: readonly string[] = []): Promise<void> {
    await this.db.transaction().execute(async (db) => {
      await this.database.lockErasures(db);
      for (const keyId of lostKeys) await buryLostKey(db, keyId, at);
      if (isSubject(subject)) await buryKeyOf(db, subject, at);
      else await buryLostKey(db, subject.id, at);
    });
    await this.#watch.poll();
    await this.database.afterErasure(this.db);
  }

  async isErased(subject: ErasedRef): Promise<boolean> {
    return ((await rowOf(this.db, subject))?.erased_at ?? null) !== null;
  }

  tombstones(): Promise<readonly Tombstone[]> {
    return tombstonesIn(this.db);
  }

  async keys(after: string, limit: number): Promise<readonly StoredKey[]> {
    const rows = await this.db
      .selectFrom('subject_key')
      .selectAll()
      .where('wrapped', 'is not', null)
      .where('kind', '<>', ENGINE_KIND)
      .where('key_id', '>', after)
      .orderBy('key_id')
      .limit(limit)
      .execute();
    return rows.flatMap((row) => {
      const [subject, wrapped] = [subjectIn(row), wrappedIn(row)];
      if (!subject || !wrapped) return [];
      return [{ id: row.key_id, subject, masterKeyId: wrapped.masterKeyId, opens: this.#opens(wrapped) }];
    });
  }

  requestKey(): Promise<Uint8Array> {
    return this.#requestSecret.get();
  }

  replaceRequestKey(): Promise<boolean> {
    return this.#requestSecret.replaceDamaged();
  }

  async engineSecrets(): Promise<readonly StoredSecret[]> {
    const secret = await this.#requestSecret.stored();
    return secret ? [secret] : [];
  }

  retireMasterKeys(change: () => void): Promise<void> {
    return this.#rotation.retireMasterKeys(change);
  }

  dropMasterKeys(drop: () => void): Promise<boolean> {
    return this.#rotation.dropMasterKeys(drop);
  }

  rewrap(limit = BATCH): Promise<number> {
    return this.#rotation.rewrap(limit);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#watch.close();
    await this.#maker.settled();
    this.#cache.clear();
    await this.db.destroy();
  }

  #dropAll(): boolean {
    if (this.#cache.isEmpty) return false;
    this.#cache.clear();
    return true;
  }

  /** The key of a row. Keeps it in memory, unless there were erasures since the row was read. */
  #read({ row, erasure }: FoundRow): KeyLookup {
    const subject = subjectIn(row);
    if (row.erased_at !== null) {
      if (subject) this.#cache.drop(subject, row.key_id);
      return 'erased';
    }
    if (!subject) return undefined;
    const wrapped = wrappedIn(row);
    if (!wrapped) throw new KeyUnusable(row.key_id, row.master_key_id ?? 'unknown');
    const key = { id: row.key_id, subject, secret: this.options.masterKeys.unwrap(wrapped) };
    if (erasure === this.#watch.lastErasure && this.isCurrent()) this.#cache.add(key);
    return key;
  }

  #usable(subject: SubjectRef, found: FoundRow): SubjectKey {
    const key = this.#read(found);
    if (key === 'erased' || key === undefined) throw new SubjectErased(subject);
    return key;
  }

  #opens(wrapped: WrappedKey): boolean {
    try {
      this.options.masterKeys.unwrap(wrapped);
      return true;
    } catch (error) {
      if (error instanceof KeyUnusable) return false;
      throw error;
    }
  }
}
