import type { StoreMigrations } from '@ledgerdesk/migrations';
import { type CreateTableBuilder, type Kysely, sql } from 'kysely';

type Create = (table: CreateTableBuilder<string, never>) => CreateTableBuilder<string, never>;

/** Metadata tables of a read store. The tables of projections are versioned by their projections, not migrated. */
const metadataTables = (create: Create): StoreMigrations => ({
  store: 'read_store',
  steps: {
    '0001_baseline': {
      up: async (db: Kysely<unknown>) => {
        await create(
          db.schema
            .createTable('checkpoints')
            .ifNotExists()
            .addColumn('name', 'text', (column) => column.notNull())
            .addColumn('version', 'integer', (column) => column.notNull())
            .addColumn('log_id', 'text', (column) => column.notNull())
            .addColumn('position', 'text', (column) => column.notNull())
            .addPrimaryKeyConstraint('checkpoints_pkey', ['name', 'version']),
        ).execute();
        await create(
          db.schema
            .createTable('serving')
            .ifNotExists()
            .addColumn('name', 'text', (column) => column.primaryKey())
            .addColumn('version', 'integer', (column) => column.notNull()),
        ).execute();
      },
    },
  },
});

export const SQLITE_MIGRATIONS = metadataTables((table) => table.modifyEnd(sql`WITHOUT ROWID`));
export const POSTGRES_MIGRATIONS = metadataTables((table) => table);
