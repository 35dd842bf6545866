import type { Checkpoint, Instant } from '@ledgerdesk/kernel';
import { type Kysely, sql } from 'kysely';
import { type Observable, Subject } from 'rxjs';
import { checkpointFrom, checkpointsFrom } from './checkpoint-rows.js';
import type {
  Attempt,
  AttemptResult,
  Claim,
  DueGroup,
  EndedCredentials,
  EndedState,
  WaitingMessage,
  FailedAttempt,
  MessageFilter,
  MessagePage,
  MessageState,
  NewMessage,
  NoOps,
  Outbox,
  OutboxMessage,
  RepeatableCommand,
  TopicHolds,
  UploadUsage,
} from './port.js';
import { type CommitCheckpoint, SqlCheckpoints } from './sql-checkpoints.js';
import { SqlEndedCredentials } from './sql-ended-credentials.js';
import { insertInto } from './sql-messages.js';
import { rememberIn, SqlNoOps } from './sql-no-ops.js';
import { SqlTopicHolds } from './sql-topic-holds.js';
import { SqlUploadUsage } from './sql-upload-usage.js';
import type { MessageRow, OutboxTables } from './tables.js';

const MESSAGE_STATES: readonly MessageState[] = ['waiting', 'sent', 'dead'];
const STATES: Readonly<Record<string, MessageState>> = { waiting: 'waiting', sent: 'sent', dead: 'dead' };

const fromRow = ({
  id,
  channel,
  topic,
  payload,
  created_at,
  state,
  attempts,
  due_at,
  last_error,
  sent_at,
  history,
  log_id,
  epoch,
}: MessageRow): OutboxMessage => ({
  id,
  channel,
  topic,
  payload,
  createdAt: created_at,
  state: STATES[state] ?? 'dead',
  attempts,
  dueAt: due_at,
  lastError: last_error,
  sentAt: sent_at,
  history: history === null ? [] : (JSON.parse(history) as readonly Attempt[]),
  origin: log_id === null || epoch === null ? undefined : { logId: log_id, epoch },
});

const isWaiting = (message: OutboxMessage): message is WaitingMessage => message.dueAt !== null;

const historyAfter = ({ history }: AttemptResult) => (history ? { history: JSON.stringify(history) } : {});

const changesBy = (attempt: AttemptResult) => ({ ...stateAfter(attempt), ...historyAfter(attempt) });

const stateAfter = (attempt: AttemptResult) =>
  'sentAt' in attempt
    ? { state: 'sent', sent_at: attempt.sentAt, due_at: null, last_error: null, claim_id: null }
    : {
        state: attempt.retryAt === null ? 'dead' : 'waiting',
        due_at: attempt.retryAt,
        dead_at: attempt.retryAt === null ? attempt.failedAt : null,
        last_error: attempt.error,
        claim_id: null,
        attempts: sql<number>`attempts + 1`,
      };

/** The values of a column after a failed attempt, by the number of earlier failures. */
const byAttempts = (values: readonly (string | null)[]) => {
  const cases = values.map((value, attempts) => sql`WHEN ${attempts} THEN ${value}`);
  return sql<string | null>`CAST(CASE attempts ${sql.join(cases, sql` `)} ELSE ${values.at(-1) ?? null} END AS TEXT)`;
};

const changesByFailures = (attempts: readonly FailedAttempt[]) => ({
  state: sql<string>`${byAttempts(attempts.map(({ retryAt }) => (retryAt === null ? 'dead' : 'waiting')))}`,
  due_at: byAttempts(attempts.map(({ retryAt }) => retryAt)),
  dead_at: byAttempts(attempts.map(({ retryAt, failedAt }) => (retryAt === null ? failedAt : null))),
  last_error: byAttempts(attempts.map(({ error }) => error)),
  claim_id: null,
  attempts: sql<number>`attempts + 1`,
});

/** An outbox in SQL that SQLite and PostgreSQL share. */
export class SqlOutbox implements Outbox {
  readonly noOps: NoOps;
  readonly topicHolds: TopicHolds;
  readonly uploads: UploadUsage;
  readonly endedCredentials: EndedCredentials;

  private readonly checkpoints: SqlCheckpoints;
  private readonly added = new Subject<void>();

  /** `commitLater`: see `SqlCheckpoints`. */
  constructor(
    private readonly db: Kysely<OutboxTables>,
    commitLater?: CommitCheckpoint,
  ) {
    this.checkpoints = new SqlCheckpoints(db, commitLater);
    this.noOps = new SqlNoOps(db);
    this.topicHolds = new SqlTopicHolds(db);
    this.uploads = new SqlUploadUsage(db);
    this.endedCredentials = new SqlEndedCredentials(db);
  }

  get additions(): Observable<void> {
    return this.added.asObservable();
  }

  async loadCheckpoint(process: string): Promise<Checkpoint | undefined> {
    const row = await this.db.selectFrom('outbox_places').selectAll().where('process', '=', process).executeTakeFirst();
    return row && checkpointFrom(row);
  }

  async loadCheckpoints(): Promise<ReadonlyMap<string, Checkpoint>> {
    const rows = await this.db.selectFrom('outbox_places').selectAll().orderBy('process').execute();
    return checkpointsFrom(rows);
  }

  async saveCheckpoint(process: string, checkpoint: Checkpoint, messages: readonly NewMessage[] = []): Promise<void> {
    await this.checkpoints.save(process, checkpoint, messages);
    if (messages.length > 0) this.added.next();
  }

  async insert(messages: readonly NewMessage[]): Promise<void> {
    if (messages.length === 0) return;
    await this.db.transaction().execute((transaction) => insertInto(transaction, messages));
    this.added.next();
  }

  async listWaiting(
    channel: string,
    limit: number,
    after?: Pick<WaitingMessage, 'dueAt' | 'id'>,
  ): Promise<readonly WaitingMessage[]> {
    const rows = await this.db
      .selectFrom('outbox_messages')
      .selectAll()
      .where('channel', '=', channel)
      .where('due_at', 'is not', null)
      .$if(after !== undefined, (query) => query.where(sql<boolean>`(due_at, id) > (${after?.dueAt}, ${after?.id})`))
      .orderBy('due_at')
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(fromRow).filter(isWaiting);
  }

  async claim({ id, dueAt }: Pick<WaitingMessage, 'dueAt' | 'id'>, { id: claimId, until }: Claim): Promise<boolean> {
    const end = sql<string>`CASE WHEN claim_id = ${claimId} AND due_at > ${until} THEN due_at ELSE ${until} END`;
    const { numUpdatedRows } = await this.db
      .updateTable('outbox_messages')
      .set({ due_at: end, claim_id: claimId })
      .where('id', '=', id)
      .where('due_at', 'is not', null)
      .where((where) => where.or([where('due_at', '=', dueAt), where('claim_id', '=', claimId)]))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async release({ id, dueAt }: Pick<WaitingMessage, 'dueAt' | 'id'>, claimId: string): Promise<void> {
    const { numUpdatedRows } = await this.db
      .updateTable('outbox_messages')
      .set({ due_at: dueAt, claim_id: null })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .where('claim_id', '=', claimId)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) this.added.next();
  }

  async recordAttempt(id: string, attempt: AttemptResult, claimId?: string): Promise<void> {
    await this.db
      .updateTable('outbox_messages')
      .set(changesBy(attempt))
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .$if('failedAt' in attempt && claimId !== undefined, (query) => query.where('claim_id', '=', claimId ?? ''))
      .execute();
  }

  async recordFailures(
    { channel, topic, dueBy, limit }: DueGroup,
    attempts: readonly FailedAttempt[],
  ): Promise<number> {
    const { numUpdatedRows } = await this.db
      .updateTable('outbox_messages')
      .set(changesByFailures(attempts))
      .where('id', 'in', (query) =>
        query
          .selectFrom('outbox_messages')
          .select('id')
          .where('topic', '=', topic)
          .where('channel', '=', channel)
          .where('due_at', '<=', dueBy)
          .orderBy('due_at')
          .limit(limit),
      )
      .where('due_at', '<=', dueBy)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  }

  async message(id: string): Promise<OutboxMessage | undefined> {
    const row = await this.db.selectFrom('outbox_messages').selectAll().where('id', '=', id).executeTakeFirst();
    return row && fromRow(row);
  }

  /** Reads each state of each channel by itself, in the order of an index, and merges what it found. */
  async messages({ state, channel, topic }: MessageFilter, page: MessagePage): Promise<readonly OutboxMessage[]> {
    const channels = typeof channel === 'object' ? channel : [channel];
    const states = state ? [state] : MESSAGE_STATES;
    const [first, ...others] = states.flatMap((each) =>
      channels.map((of) =>
        this.db.selectFrom(this.newest(each, { channel: of, topic }, page).as('newest')).selectAll('newest'),
      ),
    );
    if (!first) return [];
    const query = others.reduce((all, other) => all.unionAll(other), first);
    const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(page.limit).execute();
    return rows.map(fromRow);
  }

  private newest(
    state: MessageState,
    { channel, topic }: { readonly channel: string | undefined; readonly topic: string | undefined },
    { limit, after }: MessagePage,
  ) {
    return this.db
      .selectFrom('outbox_messages')
      .selectAll()
      .where('state', '=', state)
      .$if(channel !== undefined, (query) => query.where('channel', '=', channel ?? ''))
      .$if(topic !== undefined, (query) => query.where('topic', '=', topic ?? ''))
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(created_at, id) < (${after?.createdAt}, ${after?.id})`),
      )
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit);
  }

  async hasWaiting(channel: string, topic: string, count = 1): Promise<boolean> {
    const waiting = await this.db
      .selectFrom('outbox_messages')
      .select('id')
      .where('topic', '=', topic)
      .where('channel', '=', channel)
      .where('due_at', 'is not', null)
      .limit(count)
      .execute();
    return waiting.length === count;
  }

  async requeue(id: string, dueAt: Instant, command?: RepeatableCommand): Promise<OutboxMessage | undefined> {
    const message = await this.db.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable('outbox_messages')
        .set({ state: 'waiting', due_at: dueAt, dead_at: null, attempts: 0 })
        .where('id', '=', id)
        .where('state', '=', 'dead')
        .returningAll()
        .executeTakeFirst();
      const requeued = row && fromRow(row);
      if (requeued && command) {
        const { limit, ...remembered } = command;
        await rememberIn(transaction, { ...remembered, revision: -1, requeued }, limit);
      }
      return requeued;
    });
    if (message) this.added.next();
    return message;
  }

  async deleteEnded(state: EndedState, before: Instant, limit: number): Promise<number> {
    const endedAt = state === 'sent' ? 'sent_at' : 'dead_at';
    const { numDeletedRows } = await this.db
      .deleteFrom('outbox_messages')
      .where('id', 'in', (query) =>
        query.selectFrom('outbox_messages').select('id').where(endedAt, '<', before).orderBy(endedAt).limit(limit),
      )
      .executeTakeFirst();
    return Number(numDeletedRows);
  }

  async deleteUnsent(topic: string, limit: number): Promise<number> {
    const { numDeletedRows } = await this.db
      .deleteFrom('outbox_messages')
      .where('id', 'in', (query) =>
        query
          .selectFrom('outbox_messages')
          .select('id')
          .where('topic', '=', topic)
          .where('state', 'in', ['waiting', 'dead'])
          .limit(limit),
      )
      .executeTakeFirst();
    return Number(numDeletedRows);
  }

  async delete(ids: readonly string[]): Promise<number> {
    if (ids.length === 0) return 0;
    const { numDeletedRows } = await this.db.deleteFrom('outbox_messages').where('id', 'in', ids).executeTakeFirst();
    return Number(numDeletedRows);
  }

  close(): Promise<void> {
    this.added.complete();
    return this.db.destroy();
  }
}
