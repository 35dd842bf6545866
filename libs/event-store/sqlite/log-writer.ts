import { errorCodeOf } from '@ledgerdesk/kernel';
import { closeSqliteFile } from '@ledgerdesk/sqlite';
import type Database from 'better-sqlite3';
import { CommitFailed, StoreFailed } from '../errors.js';
import type { AppendRequest, EventValues, AppendOutcome } from './committer.js';
import { decideAppend } from '../append-decision.js';
import { TOMBSTONE_TYPE } from '../port.js';
import { LogIndex } from './log-index.js';

/** After these errors the state of the disk is unknown, and a later commit that succeeds may not be durable. */
const FATAL = /^SQLITE_(IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN|PROTOCOL)/;

const failureOf = (cause: unknown): CommitFailed | StoreFailed => {
  const reason = String(cause);
  const code = errorCodeOf(cause) ?? '';
  return FATAL.test(code)
    ? new StoreFailed(`The log can no longer be written (${code}: ${reason}). Check the disk and restart.`, cause)
    : new CommitFailed(`The commit failed and nothing was recorded: ${reason}`, cause);
};

/**
 * The single writer of a log. Commits a batch of appends synchronously, with one fsync. Each append is decided before
 * any of it is written, so a conflict needs no rollback and does not affect the other appends of the batch.
 */
export class LogWriter {
  private readonly index: LogIndex;
  private readonly insert: Database.Statement<[number, string, number, ...EventValues]>;
  private readonly applyAll: Database.Transaction<(batch: readonly AppendRequest[]) => AppendOutcome[]>;
  private failure: StoreFailed | undefined;

  constructor(private readonly db: Database.Database) {
    this.index = new LogIndex(db);
    this.insert = db.prepare(`
      INSERT INTO events (position, stream, revision, id, type, version, occurred_at, recorded_at, data, metadata)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.applyAll = db.transaction((batch: readonly AppendRequest[]) => batch.map((request) => this.apply(request)));
  }

  /**
   * Commits a batch, durably once it returns.
   * @throws CommitFailed if nothing was recorded
   * @throws StoreFailed if the log can no longer be written; every later call throws it too
   */
  commit(batch: readonly AppendRequest[]): readonly AppendOutcome[] {
    if (this.failure) throw this.failure;
    try {
      return this.applyAll.immediate(batch);
    } catch (error) {
      throw this.afterFailure(failureOf(error));
    }
  }

  close(): void {
    closeSqliteFile(this.db);
  }

  private afterFailure(failure: CommitFailed | StoreFailed): CommitFailed | StoreFailed {
    if (failure instanceof StoreFailed) this.failure = failure;
    else this.index.reload();
    return failure;
  }

  private apply([stream, expected, events, conditions]: AppendRequest): AppendOutcome {
    const ids = events.map(([id]) => id);
    const decision = decideAppend(this.index, stream, expected, ids, conditions);
    if (decision.kind === 'conflict' || decision.kind === 'deleted') return decision;
    if (decision.kind === 'repeat')
      return { kind: 'appended', revision: decision.revision, position: decision.position };
    return this.write(stream, decision.after, events, ids);
  }

  private write(stream: string, after: number, events: readonly EventValues[], ids: readonly string[]): AppendOutcome {
    const first = this.index.lastPosition + 1;
    events.forEach((values, index) => this.insert.run(first + index, stream, after + 1 + index, ...values));
    const last = { revision: after + events.length, position: first + events.length - 1 };
    this.index.add(stream, last, ids, events.at(-1)?.[1] === TOMBSTONE_TYPE);
    return { kind: 'appended', ...last };
  }
}
