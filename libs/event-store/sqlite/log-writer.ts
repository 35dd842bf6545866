import { closeSqliteFile } from '@ledgerdesk/sqlite';
import type Database from 'better-sqlite3';
import { type CommitFailed, StoreFailed } from '../errors.js';
import type { AppendRequest, EventValues, AppendOutcome } from './committer.js';
import { decideAppend } from '../append-decision.js';
import type { LeafEvent } from '../leaf.js';
import { TOMBSTONE_TYPE, type UnsealedData } from '../port.js';
import { sealedData } from '../unsealed-data.js';
import { LogIndex } from './log-index.js';
import { LogLeaves } from './log-leaves.js';
import { StreamHeads } from './stream-heads.js';
import { failureOf } from './write-failure.js';
import { WriterRecord } from './writer-record.js';

const leafEvent = (stream: string, revision: number, values: EventValues): LeafEvent => {
  const [id, type, version, occurredAt, recordedAt, data, metadata] = values;
  return { stream, revision, id, type, version, occurredAt, recordedAt, data, metadata };
};

const sealedValues = (stream: string, values: EventValues<string | UnsealedData>): EventValues => {
  const [id, type, version, occurredAt, recordedAt, data, metadata] = values;
  return [id, type, version, occurredAt, recordedAt, sealedData(data, { stream, id, type }), metadata];
};

/**
 * The single writer of a log. Commits a batch of appends synchronously, with one fsync. Each append is decided before
 * any of it is written, so a conflict needs no rollback and does not affect the other appends of the batch.
 */
export class LogWriter {
  private readonly heads: StreamHeads;
  private readonly index: LogIndex;
  private readonly record: WriterRecord;
  private readonly leaves: LogLeaves;
  private readonly insert: Database.Statement<[number, string, number, ...EventValues]>;
  private readonly applyAll: Database.Transaction<(batch: readonly AppendRequest[]) => AppendOutcome[]>;
  private readonly applyBackfill: Database.Transaction<() => void>;
  private failure: StoreFailed | undefined;

  /** `writerId`: from `claimWriter`. */
  constructor(
    private readonly db: Database.Database,
    writerId: string,
  ) {
    this.heads = new StreamHeads(db);
    this.index = new LogIndex(db, this.heads);
    this.record = new WriterRecord(db, writerId);
    this.leaves = new LogLeaves(db);
    this.insert = db.prepare(`
      INSERT INTO events (position, stream, revision, id, type, version, occurred_at, recorded_at, data, metadata)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.applyAll = db.transaction((batch: readonly AppendRequest[]) => {
      const before = this.index.lastPosition;
      this.record.check(before);
      const outcomes = batch.map((request) => this.apply(request));
      if (batch.length === 0) this.record.probe();
      if (this.index.lastPosition > before) this.record.move(this.index.lastPosition);
      this.leaves.save();
      return outcomes;
    });
    this.applyBackfill = db.transaction(() => {
      this.record.check(this.index.lastPosition);
      this.leaves.backfill();
    });
  }

  /** True if the tree of the log has all its events. False for a while after the upgrade of an older log. */
  get isTreeCurrent(): boolean {
    return this.leaves.reaches(this.index.lastPosition);
  }

  /**
   * Commits a batch, durably once it returns. An empty batch tests whether the log can be written.
   * @throws CommitFailed if nothing was recorded
   * @throws StoreFailed if the log can no longer be written; every later call throws it too
   */
  commit(batch: readonly AppendRequest[]): readonly AppendOutcome[] {
    return this.attempt(() => this.applyAll.immediate(batch));
  }

  /**
   * Adds some hundred earlier events of an older log to its tree, and commits that.
   * @throws CommitFailed or StoreFailed, as `commit` does
   */
  backfillTree(): void {
    this.attempt(() => this.applyBackfill.immediate());
  }

  /** Makes every later commit fail. */
  fail(failure: StoreFailed): void {
    this.failure ??= failure;
  }

  close(): void {
    closeSqliteFile(this.db);
  }

  private attempt<T>(transaction: () => T): T {
    if (this.failure) throw this.failure;
    try {
      return transaction();
    } catch (error) {
      throw this.afterFailure(failureOf(this.db.name, error));
    }
  }

  private afterFailure(failure: CommitFailed | StoreFailed): CommitFailed | StoreFailed {
    if (failure instanceof StoreFailed) this.fail(failure);
    else {
      this.index.reload();
      this.leaves.reload();
    }
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

  private write(
    stream: string,
    after: number,
    events: readonly EventValues<string | UnsealedData>[],
    ids: readonly string[],
  ): AppendOutcome {
    const first = this.index.lastPosition + 1;
    events.forEach((unsealed, index) => {
      const values = sealedValues(stream, unsealed);
      this.insert.run(first + index, stream, after + 1 + index, ...values);
      this.leaves.add(first + index, leafEvent(stream, after + 1 + index, values));
    });
    const last = { revision: after + events.length, position: first + events.length - 1 };
    this.heads.raise(stream, after, last.revision);
    this.index.add(stream, last, ids, events.at(-1)?.[1] === TOMBSTONE_TYPE);
    return { kind: 'appended', ...last };
  }
}
