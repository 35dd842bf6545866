import type { Instant } from '@ledgerdesk/kernel';
import type { Kysely, Transaction } from 'kysely';
import type { OutboxMessage } from './message.js';
import type { NoOp, NoOps } from './no-ops.js';
import type { OutboxTables } from './tables.js';

/** Commands forgotten at a time when a caller exceeds the limit. */
const EXCESS = 100;

/** Remembers a command in a transaction: see `NoOps.remember`. */
export const rememberIn = async (
  transaction: Transaction<OutboxTables>,
  { commandId, caller, requestHash, revision, at, requeued }: NoOp,
  limit: number,
): Promise<void> => {
  const row = {
    command_id: commandId,
    caller,
    request_hash: requestHash,
    revision,
    at,
    requeued: requeued === undefined ? null : JSON.stringify(requeued),
  };
  await transaction
    .insertInto('no_ops')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('command_id').doUpdateSet(row).where('no_ops.request_hash', '=', requestHash),
    )
    .execute();
  await transaction
    .deleteFrom('no_ops')
    .where('command_id', 'in', (query) =>
      query
        .selectFrom('no_ops')
        .select('command_id')
        .where('caller', '=', caller)
        .orderBy('at', 'desc')
        .orderBy('command_id', 'desc')
        .limit(EXCESS)
        .offset(limit),
    )
    .execute();
};

/** Parses a message that a command requeued. Earlier versions kept no attempts. */
const messageFrom = (json: string): OutboxMessage => {
  const message = JSON.parse(json) as OutboxMessage | Omit<OutboxMessage, 'history'>;
  return { history: [], ...message };
};

/** No-ops in a table, in SQL that SQLite and PostgreSQL share. */
export class SqlNoOps implements NoOps {
  constructor(private readonly db: Kysely<OutboxTables>) {}

  async find(commandId: string, since: Instant): Promise<NoOp | undefined> {
    const row = await this.db
      .selectFrom('no_ops')
      .selectAll()
      .where('command_id', '=', commandId)
      .where('at', '>=', since)
      .executeTakeFirst();
    if (!row) return undefined;
    const { command_id, caller, request_hash, revision, at, requeued } = row;
    return {
      commandId: command_id,
      caller,
      requestHash: request_hash,
      revision,
      at,
      ...(requeued !== null && { requeued: messageFrom(requeued) }),
    };
  }

  remember(noOp: NoOp, limit: number): Promise<void> {
    return this.db.transaction().execute((transaction) => rememberIn(transaction, noOp, limit));
  }

  async forget(before: Instant, limit: number): Promise<number> {
    const { numDeletedRows } = await this.db
      .deleteFrom('no_ops')
      .where('command_id', 'in', (query) =>
        query.selectFrom('no_ops').select('command_id').where('at', '<', before).orderBy('at').limit(limit),
      )
      .executeTakeFirst();
    return Number(numDeletedRows);
  }
}
