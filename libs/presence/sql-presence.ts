import type { Instant } from '@ledgerdesk/kernel';
import type { StoreMigrations } from '@ledgerdesk/migrations';
import { type Kysely, sql } from 'kysely';
import type { Presence, Heartbeat } from './port.js';
import { type TicketActivity, TICKETS_PER_AGENT, type TicketViewer } from './ticket-viewers.js';

export interface PresenceTables {
  readonly ticket_viewer: {
    readonly ticket_id: string;
    readonly agent_id: string;
    readonly activity: TicketActivity;
    readonly since: string;
    readonly expires_at: string;
  };
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
    '0002_ticket_viewers': {
      up: async (db: Kysely<PresenceTables>) => {
        await db.schema
          .createTable('ticket_viewer')
          .addColumn('ticket_id', 'text', (column) => column.notNull())
          .addColumn('agent_id', 'text', (column) => column.notNull())
          .addColumn('activity', 'text', (column) => column.notNull())
          .addColumn('since', 'text', (column) => column.notNull())
          .addColumn('expires_at', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('ticket_viewer_key', ['ticket_id', 'agent_id'])
          .execute();
        for (const columns of [['expires_at'], ['agent_id', 'expires_at']] as const)
          await db.schema
            .createIndex(`ticket_viewer_${columns.join('_')}`)
            .on('ticket_viewer')
            .columns([...columns])
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

  async showViewer({ ticketId, agentId, activity, since, expiresAt }: TicketViewer): Promise<void> {
    await this.db.transaction().execute(async (db) => {
      await db.deleteFrom('ticket_viewer').where('expires_at', '<=', since).execute();
      await db
        .insertInto('ticket_viewer')
        .values({ ticket_id: ticketId, agent_id: agentId, activity, since, expires_at: expiresAt })
        .onConflict((conflict) =>
          conflict.columns(['ticket_id', 'agent_id']).doUpdateSet({
            activity,
            since: sql`case when ticket_viewer.activity = ${activity} then ticket_viewer.since else ${since} end`,
            expires_at: expiresAt,
          }),
        )
        .execute();
      const latest = db
        .selectFrom('ticket_viewer')
        .select('ticket_id')
        .where('agent_id', '=', agentId)
        .orderBy('expires_at', 'desc')
        .orderBy('ticket_id')
        .limit(TICKETS_PER_AGENT);
      await db
        .deleteFrom('ticket_viewer')
        .where('agent_id', '=', agentId)
        .where('ticket_id', 'not in', latest)
        .execute();
    });
  }

  async removeViewer(ticketId: string, agentId: string): Promise<void> {
    await this.db
      .deleteFrom('ticket_viewer')
      .where('ticket_id', '=', ticketId)
      .where('agent_id', '=', agentId)
      .execute();
  }

  async viewersAt(at: Instant, limit: number, ticketId?: string): Promise<readonly TicketViewer[]> {
    const rows = await this.db
      .selectFrom('ticket_viewer')
      .selectAll()
      .where('expires_at', '>', at)
      .$if(ticketId !== undefined, (query) => query.where('ticket_id', '=', ticketId ?? ''))
      .orderBy('ticket_id')
      .orderBy('agent_id')
      .limit(limit)
      .execute();
    return rows.map(({ ticket_id, agent_id, activity, since, expires_at }) => ({
      ticketId: ticket_id,
      agentId: agent_id,
      activity,
      since,
      expiresAt: expires_at,
    }));
  }

  close(): Promise<void> {
    return this.db.destroy();
  }
}
