import type { StoreMigrations } from '@ledgerdesk/migrations';
import type { Kysely } from 'kysely';

/** A row has a wrapped key, or is a tombstone; never both. */
export interface KeyRow {
  readonly key_id: string;
  /**
   * Kind of the subject; `engine` for the secret of requests, `lost` for a lost key, `retired` for a master key,
   * `store` for the id of the store.
   */
  readonly kind: string;
  readonly subject_id: string;
  readonly master_key_id: string | null;
  readonly wrapped: string | null;
  readonly erased_at: string | null;
  /** Number of the erasure, in the order of commits. */
  readonly erasure: number | null;
  /** Whether the subject ever had a key: 1 or 0. */
  readonly was_made: number;
}

export interface KeyTables {
  readonly subject_key: KeyRow;
}

/** Of the secret of requests. */
export const ENGINE_KIND = 'engine';

/** Of the tombstone of a key that the store had lost: its ID is also that of the subject, whose own row is another. */
export const LOST_KIND = 'lost';

/** Of the id of the store, which is that of the row. */
export const STORE_KIND = 'store';
export const STORE_ID_NAME = 'id';

/** Of a master key that wraps no new keys: its ID stands for that of a subject. */
export const RETIRED_KIND = 'retired';

export const KEY_MIGRATIONS: StoreMigrations = {
  store: 'keys',
  steps: {
    '0001_baseline': {
      up: async (db: Kysely<KeyTables>) => {
        await db.schema
          .createTable('subject_key')
          .addColumn('key_id', 'text', (column) => column.primaryKey())
          .addColumn('kind', 'text', (column) => column.notNull())
          .addColumn('subject_id', 'text', (column) => column.notNull())
          .addColumn('master_key_id', 'text')
          // In no index, so that each wrapped key is stored once.
          .addColumn('wrapped', 'text')
          .addColumn('erased_at', 'text')
          .addColumn('erasure', 'integer')
          .addColumn('was_made', 'integer', (column) => column.notNull())
          .addUniqueConstraint('subject_key_subject', ['kind', 'subject_id'])
          .execute();
        await db.schema.createIndex('subject_key_erasure').on('subject_key').column('erasure').execute();
        await db.schema.createIndex('subject_key_master').on('subject_key').column('master_key_id').execute();
      },
    },
  },
};
