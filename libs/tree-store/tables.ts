import type { StoreMigrations } from '@ledgerdesk/migrations';
import { type Kysely, sql } from 'kysely';

export interface TreeTables {
  readonly ledger_tree: { readonly origin: string; readonly size: number; readonly position: string };
  readonly ledger_tile: {
    readonly origin: string;
    readonly level: number;
    readonly tile: number;
    readonly hashes: Uint8Array;
  };
  /** Positions of the events of a tile of level 0, each in 8 bytes. */
  readonly ledger_position: {
    readonly origin: string;
    readonly tile: number;
    /** With leading zeros, so that texts sort by value. */
    readonly first_position: string;
    readonly positions: Uint8Array;
  };
  readonly ledger_checkpoint: {
    readonly origin: string;
    readonly size: number;
    readonly root: Uint8Array;
    readonly note: string;
    readonly position: string;
    readonly signed_at: string;
    /** 1 if it is never thinned away. */
    readonly kept: number;
  };
  readonly ledger_key: {
    readonly origin: string;
    readonly vkey: string;
    readonly since: number;
    readonly at: string;
  };
  /** Notes with which one key handed over to another one. */
  readonly ledger_handover: {
    readonly origin: string;
    readonly size: number;
    readonly vkey: string;
    readonly note: string;
  };
  /** Time stamps of checkpoints. */
  readonly ledger_time_stamp: {
    readonly origin: string;
    readonly size: number;
    readonly note: string;
    readonly response: Uint8Array;
    readonly time: string;
    readonly asked_at: string;
  };
}

/** Types that SQLite and PostgreSQL name differently. */
interface ColumnTypes {
  readonly bytes: 'blob' | 'bytea';
  readonly number: 'integer' | 'bigint';
  /** Compares by code unit, whatever the collation of the database. */
  readonly text: 'text' | 'text collate "C"';
}

export const SQLITE_TYPES: ColumnTypes = { bytes: 'blob', number: 'integer', text: 'text' };
export const POSTGRES_TYPES: ColumnTypes = { bytes: 'bytea', number: 'bigint', text: 'text collate "C"' };

/** One row for each origin and the numbers in `keys`. */
const createTables = async (db: Kysely<TreeTables>, types: ColumnTypes): Promise<void> => {
  const bytes = sql.raw(types.bytes);
  const number = sql.raw(types.number);
  const text = sql.raw(types.text);
  const table = (name: keyof TreeTables) =>
    db.schema.createTable(name).addColumn('origin', text, (column) => column.notNull());
  await table('ledger_tree')
    .addColumn('size', number, (column) => column.notNull())
    .addColumn('position', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ledger_tree_key', ['origin'])
    .execute();
  await table('ledger_tile')
    .addColumn('level', 'integer', (column) => column.notNull())
    .addColumn('tile', number, (column) => column.notNull())
    .addColumn('hashes', bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint('ledger_tile_key', ['origin', 'level', 'tile'])
    .execute();
  await table('ledger_position')
    .addColumn('tile', number, (column) => column.notNull())
    .addColumn('first_position', text, (column) => column.notNull())
    .addColumn('positions', bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint('ledger_position_key', ['origin', 'tile'])
    .execute();
  await db.schema
    .createIndex('ledger_position_first')
    .on('ledger_position')
    .columns(['origin', 'first_position'])
    .execute();
  await table('ledger_checkpoint')
    .addColumn('size', number, (column) => column.notNull())
    .addColumn('root', bytes, (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('position', 'text', (column) => column.notNull())
    .addColumn('signed_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ledger_checkpoint_key', ['origin', 'size'])
    .execute();
  await table('ledger_key')
    .addColumn('vkey', text, (column) => column.notNull())
    .addColumn('since', number, (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ledger_key_key', ['origin', 'vkey'])
    .execute();
};

/** Checkpoints that may not be thinned away, and handovers of keys. */
const addKeptCheckpoints = async (db: Kysely<TreeTables>, types: ColumnTypes): Promise<void> => {
  const text = sql.raw(types.text);
  await db.schema
    .alterTable('ledger_checkpoint')
    .addColumn('kept', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createTable('ledger_handover')
    .addColumn('origin', text, (column) => column.notNull())
    .addColumn('size', sql.raw(types.number), (column) => column.notNull())
    .addColumn('vkey', text, (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ledger_handover_key', ['origin', 'size', 'vkey'])
    .execute();
  await keepWhatOthersHold(db);
};

/** Time stamps of checkpoints. */
const addTimeStamps = async (db: Kysely<TreeTables>, types: ColumnTypes): Promise<void> => {
  const text = sql.raw(types.text);
  await db.schema
    .createTable('ledger_time_stamp')
    .addColumn('origin', text, (column) => column.notNull())
    .addColumn('size', sql.raw(types.number), (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('response', sql.raw(types.bytes), (column) => column.notNull())
    .addColumn('time', text, (column) => column.notNull())
    .addColumn('asked_at', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('ledger_time_stamp_key', ['origin', 'size', 'time'])
    .execute();
};

/** Marks the first checkpoint of each tree, those that more than one key signed, and those with which a key began. */
const keepWhatOthersHold = async (db: Kysely<TreeTables>): Promise<void> => {
  const firsts = await db
    .selectFrom('ledger_checkpoint')
    .select((column) => ['origin', column.fn.min('size').as('size')])
    .groupBy('origin')
    .execute();
  const begun = await db.selectFrom('ledger_key').select(['origin', 'since as size']).execute();
  const update = db.updateTable('ledger_checkpoint').set({ kept: 1 });
  for (const { origin, size } of [...firsts, ...begun])
    await update.where('origin', '=', origin).where('size', '=', size).execute();
  await update.where('note', 'like', '%\n— %\n— %').execute();
};

export const treeMigrations = (types: ColumnTypes): StoreMigrations => ({
  store: 'ledger',
  steps: {
    '0001_baseline': { up: (db: Kysely<TreeTables>) => createTables(db, types) },
    '0002_kept_checkpoints': { up: (db: Kysely<TreeTables>) => addKeptCheckpoints(db, types) },
    '0003_time_stamps': { up: (db: Kysely<TreeTables>) => addTimeStamps(db, types) },
  },
});
