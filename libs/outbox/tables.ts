import type { StoreMigrations } from '@ledgerdesk/migrations';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { CheckpointRow } from './checkpoint-rows.js';

interface MessageTable {
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
  /** When the last attempt failed; null unless the message is dead. */
  readonly dead_at: string | null;
  /** JSON of the latest attempts; null without one, and in messages of version 0.1.0. */
  readonly history: string | null;
  /** With `epoch`: the log and epoch of the message's event; null in messages of version 0.1.0. */
  readonly log_id: string | null;
  readonly epoch: number | null;
  /** The last claim; null once its outcome is recorded. */
  readonly claim_id: string | null;
}

/** Checkpoints of processes. */
type CheckpointTable = Required<CheckpointRow>;

/** Commands that recorded no event: see `NoOp`. */
interface NoOpTable {
  readonly command_id: string;
  readonly caller: string;
  readonly request_hash: string;
  readonly revision: number;
  readonly at: string;
  /** JSON of the message that the command requeued. */
  readonly requeued: string | null;
}

/** A row for each topic that is, or was, held back (`TopicHold`). */
interface TopicHoldTable {
  readonly topic: string;
  readonly held_until: string;
  readonly held_since: string;
}

/** A row for each upload that counts toward a quota (`CountedUpload`). */
export interface UploadTable {
  readonly id: string;
  readonly uploader: string;
  readonly team: string | null;
  readonly bytes: number;
  readonly counts_until: string;
}

/** A row for each session or link that ended before it expired (`EndedCredential`). */
interface EndedCredentialTable {
  readonly id: string;
  readonly caller: string;
  readonly reason: string;
  readonly ended_at: string;
  readonly expires_at: string;
}

/** One row, whose lock is held while an upload is compared with its quotas. */
interface UploadLockTable {
  readonly held_by: string;
}

export type MessageRow = Selectable<MessageTable>;

export interface OutboxTables {
  readonly outbox_messages: MessageTable;
  readonly outbox_places: CheckpointTable;
  readonly no_ops: NoOpTable;
  readonly topic_holds: TopicHoldTable;
  readonly uploads: UploadTable;
  readonly upload_lock: UploadLockTable;
  readonly ended_credentials: EndedCredentialTable;
}

const createMessages = async (db: Kysely<OutboxTables>): Promise<void> => {
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

const createCheckpoints = (db: Kysely<OutboxTables>): Promise<void> =>
  db.schema
    .createTable('outbox_places')
    .ifNotExists()
    .addColumn('process', 'text', (column) => column.primaryKey())
    .addColumn('log_id', 'text', (column) => column.notNull())
    .addColumn('position', 'text', (column) => column.notNull())
    .execute();

const addDeadAt = async (db: Kysely<OutboxTables>): Promise<void> => {
  await db.schema.alterTable('outbox_messages').addColumn('dead_at', 'text').execute();
  await db
    .updateTable('outbox_messages')
    .set({ dead_at: sql<string>`created_at` })
    .where('state', '=', 'dead')
    .execute();
  await db.schema
    .createIndex('outbox_dead')
    .on('outbox_messages')
    .columns(['dead_at'])
    .where(sql.ref('dead_at'), 'is not', null)
    .execute();
};

/** Every query on one topic or channel reads its rows in order, however many others there are. */
const indexByTopic = async (db: Kysely<OutboxTables>): Promise<void> => {
  await db.schema
    .createIndex('outbox_topic_due')
    .on('outbox_messages')
    .columns(['topic', 'channel', 'due_at', 'id'])
    .where(sql.ref('due_at'), 'is not', null)
    .execute();
  for (const column of ['topic', 'channel'] as const)
    await db.schema
      .createIndex(`outbox_${column}_newest`)
      .on('outbox_messages')
      .columns([column, 'state', 'created_at', 'id'])
      .execute();
};

const addHistory = async (db: Kysely<OutboxTables>): Promise<void> => {
  await db.schema.alterTable('outbox_places').addColumn('event_id', 'text').execute();
  await db.schema.alterTable('outbox_places').addColumn('event_position', 'text').execute();
  await db.schema.alterTable('outbox_places').addColumn('epoch', 'integer').execute();
};

const createNoOps = async (db: Kysely<OutboxTables>): Promise<void> => {
  await db.schema
    .createTable('no_ops')
    .addColumn('command_id', 'text', (column) => column.primaryKey())
    .addColumn('caller', 'text', (column) => column.notNull())
    .addColumn('request_hash', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('no_ops_of_caller').on('no_ops').columns(['caller', 'at', 'command_id']).execute();
  await db.schema.createIndex('no_ops_oldest').on('no_ops').columns(['at']).execute();
};

const createUploads = async (db: Kysely<OutboxTables>): Promise<void> => {
  await db.schema
    .createTable('uploads')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('uploader', 'text', (column) => column.notNull())
    .addColumn('team', 'text')
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('counts_until', 'text', (column) => column.notNull())
    .execute();
  for (const column of ['uploader', 'team'] as const)
    await db.schema
      .createIndex(`uploads_of_${column}`)
      .on('uploads')
      .columns([column, 'counts_until', 'id', 'bytes'])
      .execute();
  await db.schema.createIndex('uploads_ended').on('uploads').columns(['counts_until']).execute();
  await db.schema
    .createTable('upload_lock')
    .addColumn('held_by', 'text', (column) => column.notNull())
    .execute();
  await db.insertInto('upload_lock').values({ held_by: '' }).execute();
};

const addOrigin = async (db: Kysely<OutboxTables>): Promise<void> => {
  await db.schema.alterTable('outbox_messages').addColumn('log_id', 'text').execute();
  await db.schema.alterTable('outbox_messages').addColumn('epoch', 'integer').execute();
};

const addClaimId = async (db: Kysely<OutboxTables>): Promise<void> => {
  await db.schema.alterTable('outbox_messages').addColumn('claim_id', 'text').execute();
};

const addAttemptHistory = async (db: Kysely<OutboxTables>): Promise<void> => {
  await db.schema.alterTable('outbox_messages').addColumn('history', 'text').execute();
};

const addRequeued = async (db: Kysely<OutboxTables>): Promise<void> => {
  await db.schema.alterTable('no_ops').addColumn('requeued', 'text').execute();
};

const createTopicHolds = async (db: Kysely<OutboxTables>): Promise<void> => {
  await db.schema
    .createTable('topic_holds')
    .addColumn('topic', 'text', (column) => column.primaryKey())
    .addColumn('held_until', 'text', (column) => column.notNull())
    .addColumn('held_since', 'text', (column) => column.notNull())
    .execute();
};

const createEndedCredentials = async (db: Kysely<OutboxTables>): Promise<void> => {
  await db.schema
    .createTable('ended_credentials')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('caller', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  for (const columns of [['ended_at', 'id'], ['expires_at'], ['caller', 'ended_at']] as const)
    await db.schema
      .createIndex(`ended_credentials_${columns.join('_')}`)
      .on('ended_credentials')
      .columns([...columns])
      .execute();
};

export const OUTBOX_MIGRATIONS: StoreMigrations = {
  store: 'outbox',
  steps: {
    '0001_baseline': {
      up: async (db: Kysely<OutboxTables>) => {
        await createMessages(db);
        await createCheckpoints(db);
      },
    },
    '0002_topics': {
      up: async (db: Kysely<OutboxTables>) => {
        await addDeadAt(db);
        await indexByTopic(db);
      },
    },
    '0003_history': { up: addHistory },
    '0004_no_ops': { up: createNoOps },
    '0005_uploads': { up: createUploads },
    '0006_origin': { up: addOrigin },
    '0007_requeued': { up: addRequeued },
    '0008_topic_holds': { up: createTopicHolds },
    '0009_claims': { up: addClaimId },
    '0010_attempt_history': { up: addAttemptHistory },
    '0011_ended_credentials': { up: createEndedCredentials },
  },
};
