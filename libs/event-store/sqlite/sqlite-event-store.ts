import type Database from 'better-sqlite3';
import { NEVER, type Observable, switchMap, timer } from 'rxjs';
import { checkAppend } from '../check-append.js';
import { StreamDeleted, WrongExpectedRevision } from '../errors.js';
import { isFullPage } from '../pages.js';
import type {
  AppendCondition,
  AppendResult,
  EventStore,
  EventToAppend,
  EventToSeal,
  ExpectedRevision,
  ReadStreamOptions,
  StoredEvent,
  StoreStatus,
  UnsealedData,
} from '../port.js';
import { valuesOf, type Committer } from './committer.js';
import { GroupCommit } from './group-commit.js';
import { StreamRevisionCache } from './stream-revision-cache.js';
import { SqliteLog } from './sqlite-log.js';
import type { WriterLock } from './writer-lock.js';
import type { WriteStatus } from './write-status.js';

/** Interval of the attempts to commit while commits fail. */
const PROBE_MS = 1_000;

/** The error for the append's own stream, or for that of the condition that was not met. */
const wrongRevision = (
  { stream: failed, actual }: { readonly stream?: string; readonly actual: number },
  own: AppendCondition,
  conditions: readonly AppendCondition[],
): WrongExpectedRevision => {
  const { stream, expected } = conditions.find((condition) => condition.stream === failed) ?? own;
  return new WrongExpectedRevision(stream, expected, actual);
};

/**
 * A log that only this process writes. Subscriptions therefore wake at its own commits, without polling. While commits
 * fail, it tries one every second: the status recovers even if nobody appends.
 */
export class SqliteEventStore extends SqliteLog implements EventStore {
  private readonly commits: GroupCommit;
  private readonly revisions = new StreamRevisionCache();
  private closing: Promise<void> | undefined;

  constructor(
    private readonly lock: WriterLock,
    private readonly committer: Committer,
    reading: Database.Database,
    private readonly writes: WriteStatus,
    probeMs = PROBE_MS,
  ) {
    super(reading, () => NEVER);
    this.commits = new GroupCommit(committer, () => this.notifyAppended(), writes);
    writes.changes
      .pipe(switchMap(({ state }) => (state === 'refusing' ? timer(probeMs) : NEVER)))
      .subscribe(() => void this.commits.probe());
  }

  get status(): Observable<StoreStatus> {
    return this.writes.changes;
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly (EventToAppend | EventToSeal)[],
    conditions: readonly AppendCondition[] = [],
  ): Promise<AppendResult> {
    checkAppend(stream, expected, events);
    const outcome = await this.revisions.whileAppending(stream, async () => {
      const appended = await this.commits.append([
        stream,
        expected,
        events.map((event) => valuesOf<string | UnsealedData>(event)),
        conditions,
      ]);
      if (appended.kind === 'appended') this.revisions.raise(stream, appended.revision);
      return appended;
    });
    if (outcome.kind === 'deleted') throw new StreamDeleted(outcome.stream);
    if (outcome.kind === 'conflict') throw wrongRevision(outcome, { stream, expected }, conditions);
    return { revision: outcome.revision, position: String(outcome.position) };
  }

  endsBefore(stream: string, revision: number): boolean {
    return this.revisions.endsBefore(stream, revision);
  }

  override async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly StoredEvent[]> {
    const { direction = 'forward', from = 0, limit, maxBytes } = options;
    if (direction === 'forward' && this.endsBefore(stream, from)) return [];
    const events = await super.readStream(stream, options);
    const last = events.at(-1);
    const isWhole = direction === 'forward' && !isFullPage(events, { limit, maxBytes });
    if (last && isWhole) this.revisions.raise(stream, last.revision);
    return events;
  }

  /** Waits for the accepted appends. The writer closes last, because its close checkpoints the write-ahead log. */
  override close(): Promise<void> {
    return (this.closing ??= this.shutDown());
  }

  private async shutDown(): Promise<void> {
    this.writes.close();
    await this.commits.drain();
    await super.close();
    await this.committer.close();
    this.lock.release();
  }
}
