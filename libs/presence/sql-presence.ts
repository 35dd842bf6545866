import type { Instant } from '@ledgerdesk/kernel';
import type { StoreMigrations } from '@ledgerdesk/migrations';
import { type Kysely, sql } from 'kysely';
import type { Presence, Heartbeat } from './port.js';

export interface PresenceTables {
  readonly presence: { readonly agent_id: string; readonly seen_at: string };
}

export const PRESENCE_MIGRATIONS: StoreMigrations = {
  store: 'presence',
  steps: {
    '0001_baseline': {
      up: async (db: Kysely<PresenceTables>) => {
        await db.schema
          .createTable('presence')
          .ifNotExists()
          .addColumn('agent_id', 'text', (column) => column.primaryKey())
          .addColumn('seen_at', 'text', (column) => column.notNull())
          .execute();
        await db.schema
          .createIndex('presence_seen')
          .ifNotExists()
          .on('presence')
          .columns(['seen_at', 'agent_id'])
          .execute();
      },
    },
  },
};

/** Presence in a table, in SQL that SQLite and PostgreSQL share. */
export class SqlPresence implements Presence {
  constructor(private readonly db: Kysely<PresenceTables>) {}

  async recordHeartbeat(agentId: string, at: Instant): Promise<void> {
    await this.db
      .insertInto('presence')
      .values({ agent_id: agentId, seen_at: at })
      .onConflict((conflict) =>
        conflict.column('agent_id').doUpdateSet({ seen_at: at }).where('presence.seen_at', '<', at),
      )
      .execute();
  }

  async lastSeen(agentId: string): Promise<Instant | undefined> {
    return (await this.db.selectFrom('presence').select('seen_at').where('agent_id', '=', agentId).executeTakeFirst())
      ?.seen_at;
  }

  async lastSeenOf(agentIds: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
    if (agentIds.length === 0) return new Map();
    const rows = await this.db
      .selectFrom('presence')
      .selectAll()
      .where('agent_id', 'in', [...agentIds])
      .execute();
    return new Map(rows.map(({ agent_id: agentId, seen_at: seenAt }) => [agentId, seenAt]));
  }

  async oldestHeartbeats(limit: number, after?: Heartbeat): Promise<readonly Heartbeat[]> {
    const rows = await this.db
      .selectFrom('presence')
      .selectAll()
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(seen_at, agent_id) > (${after?.seenAt}, ${after?.agentId})`),
      )
      .orderBy('seen_at')
      .orderBy('agent_id')
      .limit(limit)
      .execute();
    return rows.map(({ agent_id: agentId, seen_at: seenAt }) => ({ agentId, seenAt }));
  }

  async delete({ agentId, seenAt }: Heartbeat): Promise<void> {
    await this.db.deleteFrom('presence').where('agent_id', '=', agentId).where('seen_at', '=', seenAt).execute();
  }

  close(): Promise<void> {
    return this.db.destroy();
  }
}
