import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import { MasterKeyRetired } from './errors.js';
import { newKeyId, rowOf, type RowName } from './key-rows.js';
import { type KeyRow, type KeyTables, RETIRED_KIND } from './key-tables.js';
import type { MasterKeys, WrappedKey } from './master-keys.js';

const SECRET_BYTES = 32;
/** Keys that one statement inserts. SQLite limits the terms of a compound SELECT to 500. */
const INSERTS = 250;

/** A row, and the number of the last erasure before it was read. */
export interface FoundRow {
  readonly row: KeyRow;
  readonly erasure: number;
}

interface Waiting {
  readonly name: RowName;
  readonly resolve: (found: FoundRow) => void;
  readonly reject: (error: unknown) => void;
}

/** What a maker of keys needs. */
interface KeyMakerOptions {
  readonly db: Kysely<KeyTables>;
  readonly masterKeys: MasterKeys;
  /** The number of the last erasure that is known. */
  readonly lastErasure: () => number;
}

const textOf = ({ kind, id }: RowName): string => `${kind} ${id}`;

const newSecret = (): Uint8Array => new Uint8Array(randomBytes(SECRET_BYTES));

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

/** Makes keys, those that are asked for at one time in one durable commit. */
export class KeyMaker {
  #waiting: Waiting[] = [];
  #making: Promise<void> | undefined;

  constructor(private readonly options: KeyMakerOptions) {}

  /**
   * Makes the key of a subject that has none, and returns its row: that of another engine, if it was quicker.
   * @throws MasterKeyRetired
   */
  make(name: RowName): Promise<FoundRow> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ name, resolve, reject });
      this.#making ??= this.#makeWaiting();
    });
  }

  /** Resolves when nothing is being made. */
  async settled(): Promise<void> {
    await this.#making?.catch(() => undefined);
  }

  async #makeWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      await Promise.resolve();
      const waiting = this.#waiting.splice(0, INSERTS);
      try {
        const rows = await this.#insert(waiting.map(({ name }) => name));
        for (const { name, resolve, reject } of waiting) {
          const made = rows.get(textOf(name));
          if (made) resolve(made);
          else reject(new Error(`The key of ${textOf(name)} was not made.`));
        }
      } catch (error) {
        for (const { reject } of waiting) reject(error);
      }
    }
    // Same step as the last read of the queue: later requests start the next commit.
    this.#making = undefined;
  }

  /** Inserts keys of subjects that have none, in one durable commit, and returns the rows of all of them. */
  async #insert(names: readonly RowName[]): Promise<ReadonlyMap<string, FoundRow>> {
    const distinct = [...new Map(names.map((name) => [textOf(name), name])).values()];
    const { db, masterKeys, lastErasure } = this.options;
    // The master key may be replaced between reading and inserting: the second time, it has been read anew.
    for (let attempt = 1; ; attempt += 1) {
      masterKeys.reload();
      const rows = new Map<string, FoundRow>();
      await insertWrapped(
        db,
        distinct.map((subject) => masterKeys.wrap({ keyId: newKeyId(), subject }, newSecret())),
      );
      for (const name of distinct) {
        const erasure = lastErasure();
        const row = await rowOf(db, name);
        if (row) rows.set(textOf(name), { row, erasure });
      }
      if (rows.size === distinct.length) return rows;
      if (attempt > 1) throw new MasterKeyRetired(masterKeys.currentId);
    }
  }
}
