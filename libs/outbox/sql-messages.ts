import type { Kysely } from 'kysely';
import type { NewMessage } from './message.js';
import type { OutboxTables } from './tables.js';

/** Well below the parameter limits of both databases. */
const ROWS_PER_INSERT = 500;

const toRow = ({ id, channel, topic, payload, createdAt, origin }: NewMessage) => ({
  id,
  channel,
  topic,
  payload,
  created_at: createdAt,
  state: 'waiting',
  attempts: 0,
  due_at: createdAt,
  log_id: origin?.logId ?? null,
  epoch: origin?.epoch ?? null,
});

/** Inserts messages, except those that were inserted before. */
export const insertInto = async (db: Kysely<OutboxTables>, messages: readonly NewMessage[]): Promise<void> => {
  for (let start = 0; start < messages.length; start += ROWS_PER_INSERT) {
    const rows = messages.slice(start, start + ROWS_PER_INSERT).map(toRow);
    await db
      .insertInto('outbox_messages')
      .values(rows)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
};
