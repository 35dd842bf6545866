import { type Kysely, sql } from 'kysely';
import type { StoreMigrations } from '@ledgerdesk/migrations';

export type Steps = StoreMigrations['steps'];

/** The steps of a store of notes: its first version, then with a title, then with a step that fails. */
export const BASELINE: Steps = {
  '0001_baseline': {
    up: (db: Kysely<unknown>) =>
      db.schema
        .createTable('notes')
        .ifNotExists()
        .addColumn('id', 'text', (column) => column.primaryKey())
        .execute(),
  },
};
export const WITH_TITLE: Steps = {
  ...BASELINE,
  '0002_title': { up: (db: Kysely<unknown>) => db.schema.alterTable('notes').addColumn('title', 'text').execute() },
};
export const FAILING: Steps = {
  ...WITH_TITLE,
  '0003_failing': {
    up: async (db: Kysely<unknown>) => {
      await sql`INSERT INTO missing VALUES (1)`.execute(db);
    },
  },
};
