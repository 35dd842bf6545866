import { type Kysely, type Selectable, sql } from 'kysely';

interface Messages {
  readonly id: string;
  readonly channel: string;
  readonly topic: string;
  readonly payload: string;
  readonly created_at: string;
  readonly state: string;
  readonly attempts: number;
  readonly due_at: string | null;
  readonly last_error: string | null;
  readonly sent_at: string | null;
}

export type MessageRow = Selectable<Messages>;

export interface OutboxTables {
  readonly outbox_messages: Messages;
  readonly outbox_places: { readonly process: string; readonly log_id: string; readonly position: string };
}

const makeMessages = async (db: Kysely<OutboxTables>): Promise<void> => {
  await db.schema
    .createTable('outbox_messages')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull().defaultTo('waiting'))
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('due_at', 'text')
    .addColumn('last_error', 'text')
    .addColumn('sent_at', 'text')
    .execute();
  await db.schema
    .createIndex('outbox_due')
    .ifNotExists()
    .on('outbox_messages')
    .columns(['channel', 'due_at', 'id'])
    .where(sql.ref('due_at'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('outbox_sent')
    .ifNotExists()
    .on('outbox_messages')
    .columns(['sent_at'])
    .where(sql.ref('sent_at'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('outbox_newest')
    .ifNotExists()
    .on('outbox_messages')
    .columns(['created_at', 'id'])
    .execute();
};

/** Makes what is missing. */
export const makeTables = async (db: Kysely<OutboxTables>): Promise<void> => {
  await makeMessages(db);
  await db.schema
    .createTable('outbox_places')
    .ifNotExists()
    .addColumn('process', 'text', (column) => column.primaryKey())
    .addColumn('log_id', 'text', (column) => column.notNull())
    .addColumn('position', 'text', (column) => column.notNull())
    .execute();
};
