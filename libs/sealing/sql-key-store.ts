import { SUBJECT_KINDS, type SubjectKind, type SubjectRef } from '@ledgerdesk/events';
import { type Instant, messageOf, type Timers } from '@ledgerdesk/kernel';
import { type Kysely, sql, type Transaction } from 'kysely';
import { randomBytes } from 'node:crypto';
import { Subject } from 'rxjs';
import { KeyUnusable, MasterKeyNotSet, MasterKeyRetired, SubjectErased } from './errors.js';
import { KeyCache, subjectName } from './key-cache.js';
import { ENGINE_KIND, type KeyRow, type KeyTables, LOST_KIND, RETIRED_KIND } from './key-tables.js';
import type { MasterKeys, WrappedKey } from './master-keys.js';
import type { KeyLookup, KeyStore, StoredKey, SubjectKey, Tombstone } from './port.js';

const KEY_ID_BYTES = 16;
const SECRET_BYTES = 32;
/** How often erasures of other threads and engines are looked for. */
const POLL_MS = 1_000;
/** How long keys in memory are used after the database has last said who is erased. */
const TRUST_MS = 2_000;
/** Keys that one query looks up or rewraps. */
const BATCH = 500;
/** Keys that one statement inserts. SQLite limits the terms of a compound SELECT to 500. */
const INSERTS = 250;
const REQUESTS = 'requests';

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

interface Waiting {
  readonly subject: SubjectRef;
  readonly resolve: (key: SubjectKey) => void;
  readonly reject: (error: unknown) => void;
}

type Named = Omit<SubjectRef, 'kind'> & { readonly kind: string };

/** A row, and the number of the last erasure before it was read. */
interface FoundRow {
  readonly row: KeyRow;
  readonly erasure: number;
}

type Reference = Pick<KeyRow, 'kind' | 'subject_id'>;

const isSubjectKind = (kind: string): kind is SubjectKind => SUBJECT_KINDS.some((known) => known === kind);

/** The subject of a row; undefined for the secret of requests. */
const subjectIn = ({ kind, subject_id: id }: Reference): SubjectRef | undefined =>
  isSubjectKind(kind) ? { kind, id } : undefined;

const wrappedIn = ({ key_id: keyId, kind, subject_id: id, master_key_id, wrapped }: KeyRow): WrappedKey | undefined =>
  wrapped === null || master_key_id === null
    ? undefined
    : { keyId, subject: { kind, id }, masterKeyId: master_key_id, wrapped };

/** Keys in a table, in SQL that SQLite and PostgreSQL share. */
export class SqlKeyStore implements KeyStore {
  readonly #erasures = new Subject<SubjectRef>();
  readonly erasures = this.#erasures.asObservable();
  readonly #lapses = new Subject<void>();
  readonly lapses = this.#lapses.asObservable();
  readonly #cache = new KeyCache();
  /** Subjects without a key, whose keys are made in the next commit. */
  #waiting: Waiting[] = [];
  #making: Promise<void> | undefined;
  #requestKey: Promise<Uint8Array> | undefined;
  #cancelPoll: () => void = () => undefined;
  #cancelLapse: () => void = () => undefined;
  #polling: Promise<void> | undefined;
  #isClosed = false;

  private constructor(
    private readonly db: Kysely<KeyTables>,
    private readonly database: KeyDatabase,
    private readonly options: KeyStoreOptions,
    /** Number of the last erasure whose key is no longer in memory. */
    private lastErasure: number,
    /** When `lastErasure` was the last one, by the timers. */
    private confirmedAt: number,
  ) {
    this.#confirm(confirmedAt);
    this.#schedulePoll();
  }

  /**
   * Opens keys, and begins to follow the erasures of others.
   * @throws MasterKeyNotSet if there are keys that none of the master keys wraps
   */
  static async open(db: Kysely<KeyTables>, database: KeyDatabase, options: KeyStoreOptions): Promise<SqlKeyStore> {
    try {
      await requireMasterKeys(db, options.masterKeys);
      const asked = options.timers.elapsed();
      return new SqlKeyStore(db, database, options, await lastErasureIn(db), asked);
    } catch (error) {
      await db.destroy();
      throw error;
    }
  }

  async keyFor(subject: SubjectRef): Promise<SubjectKey> {
    const known = this.cachedFor(subject);
    if (known) return known;
    const erasure = this.lastErasure;
    const row = await this.#rowOf(subject);
    if (!row) return this.#make(subject);
    return this.#usable(subject, row, erasure);
  }

  cachedById(keyId: string): KeyLookup {
    return this.isCurrent() ? this.#cache.byId(keyId) : undefined;
  }

  cachedFor(subject: SubjectRef): SubjectKey | undefined {
    return this.isCurrent() ? this.#cache.bySubject(subject) : undefined;
  }

  isCurrent(): boolean {
    if (this.options.timers.elapsed() - this.confirmedAt <= TRUST_MS) return true;
    this.#lapse();
    return false;
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
      const erasure = this.lastErasure;
      const rows = await this.db
        .selectFrom('subject_key')
        .selectAll()
        .where('key_id', 'in', unknown.slice(start, start + BATCH))
        .execute();
      for (const row of rows) {
        const key = this.#read(row, erasure);
        if (key !== undefined) found.set(row.key_id, key);
      }
    }
    return found;
  }

  async erase(subject: SubjectRef, at: Instant, lostKeys: readonly string[] = []): Promise<void> {
    await this.db.transaction().execute(async (db) => {
      await this.database.lockErasures(db);
      for (const keyId of lostKeys) await buryLostKey(db, keyId, at);
      await buryKeyOf(db, subject, at);
    });
    await this.#poll();
    await this.database.afterErasure(this.db);
  }

  async isErased(subject: SubjectRef): Promise<boolean> {
    return ((await this.#rowOf(subject))?.erased_at ?? null) !== null;
  }

  async tombstones(): Promise<readonly Tombstone[]> {
    const rows = await this.db
      .selectFrom('subject_key')
      .select(['key_id', 'kind', 'subject_id', 'erased_at', 'was_made'])
      .where('erasure', 'is not', null)
      .orderBy('erasure')
      .execute();
    return rows.flatMap((row) => {
      const subject = subjectIn(row);
      const { key_id: keyId, erased_at: erasedAt, was_made: wasMade } = row;
      return subject && erasedAt !== null ? [{ subject, keyId: wasMade === 1 ? keyId : null, erasedAt }] : [];
    });
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
    this.#requestKey ??= this.#makeRequestKey().catch((error: unknown) => {
      this.#requestKey = undefined;
      throw error;
    });
    return this.#requestKey;
  }

  async retireMasterKeys(change: () => void): Promise<void> {
    const { masterKeys } = this.options;
    await this.db.transaction().execute(async (db) => {
      await this.database.lockErasures(db);
      change();
      masterKeys.reload();
      await retire(db, masterKeys);
    });
  }

  async dropMasterKeys(drop: () => void): Promise<boolean> {
    const { masterKeys } = this.options;
    return this.db.transaction().execute(async (db) => {
      await this.database.lockErasures(db);
      masterKeys.reload();
      const left = await wrappedByOthers(db, masterKeys.currentId).limit(1).execute();
      if (left.length > 0) return false;
      drop();
      return true;
    });
  }

  async rewrap(limit = BATCH): Promise<number> {
    const { masterKeys } = this.options;
    return this.db.transaction().execute(async (db) => {
      await this.database.lockErasures(db);
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

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cancelPoll();
    this.#cancelLapse();
    await this.#polling?.catch(() => undefined);
    await this.#making?.catch(() => undefined);
    this.#erasures.complete();
    this.#lapses.complete();
    this.#cache.clear();
    await this.db.destroy();
  }

  #rowOf({ kind, id }: Named): Promise<KeyRow | undefined> {
    return this.db
      .selectFrom('subject_key')
      .selectAll()
      .where('kind', '=', kind)
      .where('subject_id', '=', id)
      .executeTakeFirst();
  }

  /** The key of a row. Keeps it in memory, unless there were erasures since the row was read. */
  #read(row: KeyRow, erasure: number): KeyLookup {
    const subject = subjectIn(row);
    if (row.erased_at !== null) {
      if (subject) this.#cache.drop(subject, row.key_id);
      return 'erased';
    }
    if (!subject) return undefined;
    const wrapped = wrappedIn(row);
    if (!wrapped) throw new KeyUnusable(row.key_id, row.master_key_id ?? 'unknown');
    const key = { id: row.key_id, subject, secret: this.options.masterKeys.unwrap(wrapped) };
    if (erasure === this.lastErasure && this.isCurrent()) this.#cache.add(key);
    return key;
  }

  #usable(subject: SubjectRef, row: KeyRow, erasure: number): SubjectKey {
    const key = this.#read(row, erasure);
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

  /** Makes a key in the next commit, with all that are asked for until then. */
  #make(subject: SubjectRef): Promise<SubjectKey> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ subject, resolve, reject });
      this.#making ??= this.#makeWaiting();
    });
  }

  async #makeWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      await Promise.resolve();
      const waiting = this.#waiting.splice(0, INSERTS);
      try {
        const rows = await this.#insert(waiting.map(({ subject }) => subject));
        for (const { subject, resolve, reject } of waiting) {
          const made = rows.get(subjectName(subject));
          try {
            if (!made) throw new Error(`The key of ${subjectName(subject)} was not made.`);
            resolve(this.#usable(subject, made.row, made.erasure));
          } catch (error) {
            reject(error);
          }
        }
      } catch (error) {
        for (const { reject } of waiting) reject(error);
      }
    }
    // In the same step as the last look at those who wait: whoever asks from now on begins the next commit.
    this.#making = undefined;
  }

  /** Inserts keys of subjects that have none, in one durable commit, and returns the rows of all of them. */
  async #insert(subjects: readonly Named[]): Promise<ReadonlyMap<string, FoundRow>> {
    const distinct = [...new Map(subjects.map((subject) => [`${subject.kind} ${subject.id}`, subject])).values()];
    const { masterKeys } = this.options;
    // The master key may be replaced between reading and inserting: the second time, it has been read anew.
    for (let attempt = 1; ; attempt += 1) {
      masterKeys.reload();
      const rows = new Map<string, FoundRow>();
      await insertWrapped(
        this.db,
        distinct.map((subject) => masterKeys.wrap({ keyId: newKeyId(), subject }, newSecret())),
      );
      for (const subject of distinct) {
        const erasure = this.lastErasure;
        const row = await this.#rowOf(subject);
        if (row) rows.set(`${subject.kind} ${subject.id}`, { row, erasure });
      }
      if (rows.size === distinct.length) return rows;
      if (attempt > 1) throw new MasterKeyRetired(masterKeys.currentId);
    }
  }

  async #makeRequestKey(): Promise<Uint8Array> {
    const requests = { kind: ENGINE_KIND, id: REQUESTS };
    const row =
      (await this.#rowOf(requests)) ?? (await this.#insert([requests])).get(`${ENGINE_KIND} ${REQUESTS}`)?.row;
    const wrapped = row && wrappedIn(row);
    if (!wrapped) throw new Error('The secret of requests was not made.');
    return this.options.masterKeys.unwrap(wrapped);
  }

  #schedulePoll(): void {
    if (this.#isClosed) return;
    this.#cancelPoll = this.options.timers.after(POLL_MS, () => {
      this.#poll()
        // The database cannot be reached: the keys in memory lapse.
        .catch((error: unknown) => messageOf(error))
        .finally(() => this.#schedulePoll());
    });
  }

  /** Drops the keys of subjects that were erased since the last poll. */
  #poll(): Promise<void> {
    const polling = (this.#polling ?? Promise.resolve()).catch(() => undefined).then(() => this.#dropErased());
    this.#polling = polling;
    return polling;
  }

  async #dropErased(): Promise<void> {
    if (this.#isClosed) return;
    const asked = this.options.timers.elapsed();
    const rows = await this.db
      .selectFrom('subject_key')
      .select(['key_id', 'kind', 'subject_id', 'erasure', 'was_made'])
      .where('erasure', '>', this.lastErasure)
      .orderBy('erasure')
      .execute();
    for (const row of rows) {
      this.lastErasure = row.erasure ?? this.lastErasure;
      const subject = subjectIn(row);
      if (!subject) continue;
      this.#cache.drop(subject, row.was_made === 1 ? row.key_id : null);
      this.#erasures.next(subject);
    }
    this.#confirm(asked);
  }

  /** Keys in memory may be used for a time: nobody else was erased up to `asked`. */
  #confirm(asked: number): void {
    if (this.#isClosed) return;
    const { timers } = this.options;
    this.confirmedAt = asked;
    this.#cancelLapse();
    this.#cancelLapse = timers.after(asked + TRUST_MS + 1 - timers.elapsed(), () => void this.isCurrent());
  }

  #lapse(): void {
    if (this.#cache.isEmpty) return;
    this.#cache.clear();
    this.#lapses.next();
  }
}

const erasedFields = (db: Transaction<KeyTables>, at: Instant) => ({
  master_key_id: null,
  wrapped: null,
  erased_at: at,
  erasure: db.selectFrom('subject_key').select(sql<number>`coalesce(max(erasure), 0) + 1`.as('next')),
});

/** Destroys the key of a subject, or records that it never had one. */
const buryKeyOf = async (db: Transaction<KeyTables>, { kind, id }: SubjectRef, at: Instant): Promise<void> => {
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
const buryLostKey = async (db: Transaction<KeyTables>, keyId: string, at: Instant): Promise<void> => {
  await db
    .insertInto('subject_key')
    .values({ key_id: keyId, kind: LOST_KIND, subject_id: keyId, was_made: 1, ...erasedFields(db, at) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** Keys that another master key than the current one wraps. */
const wrappedByOthers = (db: Transaction<KeyTables>, current: string) =>
  db.selectFrom('subject_key').selectAll().where('wrapped', 'is not', null).where('master_key_id', '<>', current);

/** Records that no key is wrapped any more by the master keys at hand, but for the current one. */
const retire = async (db: Transaction<KeyTables>, { currentId, ids }: MasterKeys): Promise<void> => {
  await db.deleteFrom('subject_key').where('kind', '=', RETIRED_KIND).where('subject_id', '=', currentId).execute();
  for (const id of ids.filter((one) => one !== currentId))
    await db
      .insertInto('subject_key')
      .values({ key_id: newKeyId(), kind: RETIRED_KIND, subject_id: id, was_made: 0 })
      .onConflict((conflict) => conflict.columns(['kind', 'subject_id']).doNothing())
      .execute();
};

/** The values of one key to insert; none if its master key is retired. */
const unlessRetired = (db: Kysely<KeyTables>, { keyId, subject: { kind, id }, masterKeyId, wrapped }: WrappedKey) =>
  db
    .selectNoFrom([
      sql<string>`CAST(${keyId} AS text)`.as('key_id'),
      sql<string>`CAST(${kind} AS text)`.as('kind'),
      sql<string>`CAST(${id} AS text)`.as('subject_id'),
      sql<string>`CAST(${masterKeyId} AS text)`.as('master_key_id'),
      sql<string>`CAST(${wrapped} AS text)`.as('wrapped'),
      sql<number>`1`.as('was_made'),
    ])
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('subject_key')
            .select('subject_key.key_id')
            .where('subject_key.kind', '=', RETIRED_KIND)
            .where('subject_key.subject_id', '=', masterKeyId),
        ),
      ),
    );

/**
 * Inserts keys of subjects that have none. Inserts nothing if their master key is retired: one statement checks and
 * inserts, so that no rotation comes in between.
 */
const insertWrapped = async (db: Kysely<KeyTables>, [first, ...others]: readonly WrappedKey[]): Promise<void> => {
  if (!first) return;
  const values = others.reduce((all, key) => all.unionAll(unlessRetired(db, key)), unlessRetired(db, first));
  await db
    .insertInto('subject_key')
    .columns(['key_id', 'kind', 'subject_id', 'master_key_id', 'wrapped', 'was_made'])
    .expression(values)
    .onConflict((conflict) => conflict.columns(['kind', 'subject_id']).doNothing())
    .execute();
};

const newSecret = (): Uint8Array => new Uint8Array(randomBytes(SECRET_BYTES));

const newKeyId = (): string => randomBytes(KEY_ID_BYTES).toString('base64url');

const lastErasureIn = async (db: Kysely<KeyTables>): Promise<number> => {
  const { last } = await db
    .selectFrom('subject_key')
    .select(({ fn }) => fn.max('erasure').as('last'))
    .executeTakeFirstOrThrow();
  return Number(last ?? 0);
};

const requireMasterKeys = async (db: Kysely<KeyTables>, masterKeys: MasterKeys): Promise<void> => {
  const used = await db
    .selectFrom('subject_key')
    .select(['master_key_id', ({ fn }) => fn.countAll().as('keys')])
    .where('master_key_id', 'is not', null)
    .groupBy('master_key_id')
    .execute();
  const missing = used.find(({ master_key_id: id }) => id !== null && !masterKeys.has(id));
  if (missing) throw new MasterKeyNotSet(missing.master_key_id ?? '', Number(missing.keys));
};
