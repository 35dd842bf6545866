import type { StoreMigrations } from '@ledgerdesk/migrations';
import { type Kysely, sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import { emptyTree } from './tree.js';

export interface ReadAuditTables {
  /** Records that have not been dropped. `record` is the canonical text. */
  readonly read_audit: {
    readonly leaf: number;
    readonly at: string;
    readonly caller: string;
    readonly route: string;
    readonly record: string;
  };
  /** The subjects and resources of each record. */
  readonly read_audit_shown: { readonly item: string; readonly leaf: number };
  /** The hash of every record, also of those that have been dropped. */
  readonly read_audit_leaf: { readonly leaf: number; readonly hash: Buffer };
  /** One row: the tree's id, size and frontier. */
  readonly read_audit_tree: {
    readonly one: number;
    readonly id: string;
    readonly size: number;
    readonly frontier: Buffer;
  };
  /** The newest checkpoint of each hour. */
  readonly read_audit_checkpoint: { readonly size: number; readonly at: string; readonly note: string };
}

/** Column types of a dialect, and what ends the definition of a table that is its own index. */
interface Dialect {
  /** An integer of 53 bits or more. In SQLite, `integer` makes a primary key the row id. */
  readonly index: 'integer' | 'bigint';
  readonly binary: 'blob' | 'bytea';
  readonly indexTable: string;
}

const DIALECTS = {
  sqlite: { index: 'integer', binary: 'blob', indexTable: 'WITHOUT ROWID' },
  postgres: { index: 'bigint', binary: 'bytea', indexTable: '' },
} as const satisfies Record<string, Dialect>;

/** A new random id of a tree. */
export const newTreeId = (): string => randomBytes(6).toString('hex');

const createTables = async (db: Kysely<ReadAuditTables>, { index, binary, indexTable }: Dialect): Promise<void> => {
  const hash = sql.raw(binary);
  await db.schema
    .createTable('read_audit')
    .addColumn('leaf', index, (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('caller', 'text', (column) => column.notNull())
    .addColumn('route', 'text', (column) => column.notNull())
    .addColumn('record', 'text', (column) => column.notNull())
    .execute();
  for (const column of ['at', 'caller', 'route'] as const)
    await db.schema.createIndex(`read_audit_by_${column}`).on('read_audit').columns([column, 'leaf']).execute();
  await db.schema
    .createTable('read_audit_shown')
    .addColumn('item', 'text', (column) => column.notNull())
    .addColumn('leaf', index, (column) => column.notNull())
    .addPrimaryKeyConstraint('read_audit_shown_key', ['item', 'leaf'])
    .modifyEnd(sql.raw(indexTable))
    .execute();
  await db.schema.createIndex('read_audit_shown_leaf').on('read_audit_shown').column('leaf').execute();
  await db.schema
    .createTable('read_audit_leaf')
    .addColumn('leaf', index, (column) => column.primaryKey())
    .addColumn('hash', hash, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('read_audit_tree')
    .addColumn('one', 'integer', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('size', index, (column) => column.notNull())
    .addColumn('frontier', hash, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('read_audit_checkpoint')
    .addColumn('size', index, (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .execute();
  await db.insertInto('read_audit_tree').values({ one: 1, id: newTreeId(), size: 0, frontier: emptyTree() }).execute();
};

/** The tables of the read audit in a dialect. */
export const readAuditMigrations = (dialect: keyof typeof DIALECTS): StoreMigrations => ({
  store: 'read_audit',
  steps: { '0001_baseline': { up: (db: Kysely<ReadAuditTables>) => createTables(db, DIALECTS[dialect]) } },
});
