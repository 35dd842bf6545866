import type { Instant } from '@ledgerdesk/kernel';
import { type Kysely, sql } from 'kysely';
import type { OutboxTables } from './tables.js';
import type { Hastening, TopicHold, TopicHolds } from './topic-holds.js';

/** Topic holds in an SQL table, for SQLite and PostgreSQL. */
export class SqlTopicHolds implements TopicHolds {
  constructor(private readonly db: Kysely<OutboxTables>) {}

  find(topic: string): Promise<TopicHold | undefined> {
    return this.db
      .selectFrom('topic_holds')
      .select(['held_until as until', 'held_since as since'])
      .where('topic', '=', topic)
      .executeTakeFirst();
  }

  async hold(topic: string, { until, since }: TopicHold): Promise<void> {
    const known = sql.ref<string>('topic_holds.held_until');
    const longer = sql<string>`CASE WHEN ${known} > ${until} THEN ${known} ELSE ${until} END`;
    await this.db
      .insertInto('topic_holds')
      .values({ topic, held_until: until, held_since: since })
      .onConflict((conflict) => conflict.column('topic').doUpdateSet({ held_until: longer, held_since: since }))
      .execute();
  }

  async postpone(topic: string, until: Instant, limit: number, channel?: string): Promise<number> {
    const { numUpdatedRows } = await this.db
      .updateTable('outbox_messages')
      .set({ due_at: until })
      .where('id', 'in', (query) =>
        query
          .selectFrom('outbox_messages')
          .select('id')
          .where('topic', '=', topic)
          .where('due_at', '<', until)
          .$if(channel !== undefined, (of) => of.where('channel', '=', channel ?? ''))
          .limit(limit),
      )
      .where('due_at', '<', until)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  }

  async hasten(topic: string, { after, until, to }: Hastening, limit: number, channel: string): Promise<number> {
    const { numUpdatedRows } = await this.db
      .updateTable('outbox_messages')
      .set({ due_at: to })
      .where('id', 'in', (query) =>
        query
          .selectFrom('outbox_messages')
          .select('id')
          .where('topic', '=', topic)
          .where('channel', '=', channel)
          .where('due_at', '>', after)
          .where('due_at', '<=', until)
          .limit(limit),
      )
      .where('due_at', '>', after)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  }

  async deleteEnded(by: Instant, topic?: string): Promise<void> {
    await this.db
      .deleteFrom('topic_holds')
      .where('held_until', '<=', by)
      .$if(topic !== undefined, (query) => query.where('topic', '=', topic ?? ''))
      .execute();
  }
}
