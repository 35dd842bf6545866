import type { StoreMigrations } from '@ledgerdesk/migrations';
import { type CreateTableBuilder, type Kysely, sql } from 'kysely';

type Create = (table: CreateTableBuilder<string, never>) => CreateTableBuilder<string, never>;

/** What the log contained at a checkpoint. See `checkpoints.ts`. */
const HISTORY_COLUMNS = [
  ['event_id', 'text'],
  ['event_position', 'text'],
  ['epoch', 'integer'],
] as const;

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
    '0002_history': {
      up: async (db: Kysely<unknown>) => {
        for (const [column, type] of HISTORY_COLUMNS)
          await db.schema.alterTable('checkpoints').addColumn(column, type).execute();
      },
    },
    '0003_stops': {
      up: async (db: Kysely<unknown>) => {
        await db.schema.alterTable('checkpoints').addColumn('skipped', 'text').execute();
        await create(
          db.schema
            .createTable('stops')
            .addColumn('name', 'text', (column) => column.notNull())
            .addColumn('version', 'integer', (column) => column.notNull())
            .addColumn('position', 'text', (column) => column.notNull())
            .addColumn('event_id', 'text', (column) => column.notNull())
            .addColumn('event_type', 'text', (column) => column.notNull())
            .addColumn('message', 'text', (column) => column.notNull())
            .addPrimaryKeyConstraint('stops_pkey', ['name', 'version']),
        ).execute();
      },
    },
  },
});

export const SQLITE_MIGRATIONS = metadataTables((table) => table.modifyEnd(sql`WITHOUT ROWID`));
export const POSTGRES_MIGRATIONS = metadataTables((table) => table);
