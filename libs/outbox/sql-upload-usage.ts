import type { Instant } from '@ledgerdesk/kernel';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { OutboxTables, UploadTable } from './tables.js';
import type { CountedUpload, QuotaExceeded, UploadLimits, UploadUsage } from './upload-usage.js';

/** Uploads deleted at a time that have ceased to count. */
const DELETED_AT_A_TIME = 1_000;

const rowOf = ({ id, uploader, team, bytes, until }: CountedUpload): UploadTable => ({
  id,
  uploader,
  team,
  bytes,
  counts_until: until,
});

/** The uploads that count in a scope. */
interface Counted {
  readonly column: 'uploader' | 'team';
  readonly value: string;
  readonly now: Instant;
}

const sumOf = async (db: Transaction<OutboxTables>, { column, value, now }: Counted): Promise<number> => {
  const row = await db
    .selectFrom('uploads')
    .select(({ fn }) => fn.sum<number | string | null>('bytes').as('bytes'))
    .where(column, '=', value)
    .where('counts_until', '>', now)
    .executeTakeFirst();
  return Number(row?.bytes ?? 0);
};

/** When at least `bytes` of the uploads in a scope will have ceased to count. */
const freeAt = async (
  db: Transaction<OutboxTables>,
  { column, value, now }: Counted,
  bytes: number,
): Promise<Instant | null> => {
  const row = await db
    .selectFrom(
      db
        .selectFrom('uploads')
        .select(['counts_until', sql<number>`sum(bytes) over (order by counts_until, id)`.as('freed')])
        .where(column, '=', value)
        .where('counts_until', '>', now)
        .as('running'),
    )
    .select('counts_until')
    .where('freed', '>=', bytes)
    .orderBy('counts_until')
    .limit(1)
    .executeTakeFirst();
  return row?.counts_until ?? null;
};

const deleteEnded = (db: Transaction<OutboxTables>, now: Instant) =>
  db
    .deleteFrom('uploads')
    .where('id', 'in', (query) =>
      query
        .selectFrom('uploads')
        .select('id')
        .where('counts_until', '<=', now)
        .orderBy('counts_until')
        .limit(DELETED_AT_A_TIME),
    )
    .execute();

/** Uploads in a table, in SQL that SQLite and PostgreSQL share. */
export class SqlUploadUsage implements UploadUsage {
  constructor(private readonly db: Kysely<OutboxTables>) {}

  reserve(upload: CountedUpload, limits: UploadLimits, now: Instant): Promise<QuotaExceeded | undefined> {
    return this.db.transaction().execute(async (transaction) => {
      // The lock of this row makes concurrent reservations of several processes wait for each other.
      await transaction.updateTable('upload_lock').set({ held_by: upload.id }).execute();
      await deleteEnded(transaction, now);
      const scopes = [
        { scope: 'uploader', value: upload.uploader },
        { scope: 'team', value: upload.team },
      ] as const;
      for (const { scope, value } of scopes) {
        if (value === null) continue;
        const counted = { column: scope, value, now };
        const excess = (await sumOf(transaction, counted)) + upload.bytes - limits[scope];
        if (excess > 0)
          return {
            scope,
            freeAt: upload.bytes > limits[scope] ? null : await freeAt(transaction, counted, excess),
          };
      }
      await transaction.insertInto('uploads').values(rowOf(upload)).execute();
      return undefined;
    });
  }

  async settle(upload: CountedUpload): Promise<void> {
    const row = rowOf(upload);
    await this.db
      .insertInto('uploads')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  }

  async release(id: string): Promise<void> {
    await this.db.deleteFrom('uploads').where('id', '=', id).execute();
  }
}
