import type Database from 'better-sqlite3';
import { CommitFailed, StoreFailed } from '../errors.js';
import type { AppendRequest, EventValues, Outcome } from './committer.js';
import { judge } from './judgement.js';
import { WrittenLog } from './written-log.js';

/** After these nobody knows what is on the disk, and a commit that seems to work may not last. */
const BEYOND_RETRY = /^SQLITE_(IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN|PROTOCOL)/;

/** By its code, not its class: the native module may hold the class of another realm. */
const sqliteCode = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';

const failureOf = (cause: unknown): CommitFailed | StoreFailed => {
  const reason = String(cause);
  const code = sqliteCode(cause);
  return BEYOND_RETRY.test(code)
    ? new StoreFailed(`The log cannot be written any more (${code}: ${reason}). Check the disk and restart.`, cause)
    : new CommitFailed(`The commit failed and nothing was recorded: ${reason}`, cause);
};

/**
 * The one writer of a log, synchronous: commits a batch of appends with a single fsync. Each append is judged before
 * anything of it is written, so one that conflicts leaves nothing to undo and the others go on.
 */
export class LogWriter {
  private readonly written: WrittenLog;
  private readonly insert: Database.Statement<[number, string, number, ...EventValues]>;
  private readonly applyAll: Database.Transaction<(batch: readonly AppendRequest[]) => Outcome[]>;
  private failure: StoreFailed | undefined;

  constructor(private readonly db: Database.Database) {
    this.written = new WrittenLog(db);
    this.insert = db.prepare(`
      INSERT INTO events (position, stream, revision, id, type, version, occurred_at, recorded_at, data, metadata)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.applyAll = db.transaction((batch: readonly AppendRequest[]) => batch.map((request) => this.apply(request)));
  }

  /** Durable when it returns. Throws CommitFailed (nothing was recorded) or, from then on always, StoreFailed. */
  commit(batch: readonly AppendRequest[]): readonly Outcome[] {
    if (this.failure) throw this.failure;
    try {
      return this.applyAll.immediate(batch);
    } catch (error) {
      throw this.failed(failureOf(error));
    }
  }

  close(): void {
    this.db.close();
  }

  /** Memory ran ahead of the log; a log that failed is not asked again. */
  private failed(failure: CommitFailed | StoreFailed): CommitFailed | StoreFailed {
    if (failure instanceof StoreFailed) this.failure = failure;
    else this.written.forget();
    return failure;
  }

  private apply([stream, expected, events]: AppendRequest): Outcome {
    const ids = events.map(([id]) => id);
    const judgement = judge(this.written, stream, expected, ids);
    if (judgement.kind === 'conflict') return judgement;
    if (judgement.kind === 'repeat')
      return { kind: 'appended', revision: judgement.revision, position: judgement.position };
    return this.write(stream, judgement.after, events, ids);
  }

  private write(stream: string, after: number, events: readonly EventValues[], ids: readonly string[]): Outcome {
    const first = this.written.lastPosition + 1;
    events.forEach((values, index) => this.insert.run(first + index, stream, after + 1 + index, ...values));
    const last = { revision: after + events.length, position: first + events.length - 1 };
    this.written.remember(stream, last, ids);
    return { kind: 'appended', ...last };
  }
}
