import type { Instant } from '@ledgerdesk/kernel';
import { type Kysely, sql } from 'kysely';
import {
  type EndedCaller,
  endedCallerId,
  type EndedCredential,
  type EndedCredentials,
  type EndedCursor,
} from './ended-credentials.js';
import type { OutboxTables } from './tables.js';

const rowOf = ({ id, caller, reason, endedAt, expiresAt }: EndedCredential) => ({
  id,
  caller,
  reason,
  ended_at: endedAt,
  expires_at: expiresAt,
});

/** Ended credentials in an SQL table, for SQLite and PostgreSQL. */
export class SqlEndedCredentials implements EndedCredentials {
  constructor(private readonly db: Kysely<OutboxTables>) {}

  async end(credential: EndedCredential): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.db
      .insertInto('ended_credentials')
      .values(rowOf(credential))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }

  async endAll(ended: EndedCaller): Promise<void> {
    const row = rowOf({ ...ended, id: endedCallerId(ended.caller) });
    await this.db.transaction().execute(async (db) => {
      await db
        .insertInto('ended_credentials')
        .values(row)
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet(row).where('ended_credentials.ended_at', '<', row.ended_at),
        )
        .execute();
      await db
        .deleteFrom('ended_credentials')
        .where('caller', '=', row.caller)
        .where('ended_at', '<=', row.ended_at)
        .where('id', '<>', row.id)
        .execute();
    });
  }

  async endedSince(since: Instant, limit: number, after?: EndedCursor): Promise<readonly EndedCredential[]> {
    const rows = await this.db
      .selectFrom('ended_credentials')
      .selectAll()
      .where('ended_at', '>=', since)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(ended_at, id) > (${after?.endedAt}, ${after?.id})`),
      )
      .orderBy('ended_at')
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(({ id, caller, reason, ended_at: endedAt, expires_at: expiresAt }) => ({
      id,
      caller,
      reason,
      endedAt,
      expiresAt,
    }));
  }

  async forget(before: Instant, limit: number): Promise<number> {
    const { numDeletedRows } = await this.db
      .deleteFrom('ended_credentials')
      .where('id', 'in', (query) =>
        query.selectFrom('ended_credentials').select('id').where('expires_at', '<', before).limit(limit),
      )
      .executeTakeFirst();
    return Number(numDeletedRows);
  }
}
