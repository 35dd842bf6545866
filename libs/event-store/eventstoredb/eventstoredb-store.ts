import { setMaxListeners } from 'node:events';
import {
  ANY,
  type AppendExpectedRevision,
  BACKWARDS,
  END,
  type EventStoreDBClient,
  FORWARDS,
  NO_STREAM,
  type ReadRevision,
  START as BEGINNING,
  STREAM_EXISTS,
} from '@eventstore/db-client';
import type { Position } from '@ledgerdesk/kernel';
import { type Observable, Subject, takeUntil } from 'rxjs';
import { checkAppend } from '../append-rules.js';
import { AppendTooLarge, StoreFailed, WrongExpectedRevision } from '../errors.js';
import type {
  AppendResult,
  EventStore,
  EventToAppend,
  ExpectedRevision,
  LogFilter,
  LogMessage,
  LogPage,
  ReadAllOptions,
  ReadStreamOptions,
  Backpressure,
  StoredEvent,
} from '../port.js';
import { subscription } from '../subscription.js';
import { fromClient, toClient } from './events.js';
import { newsOf } from './news.js';
import { isPassing, kindOf, patiently, type Patience } from './patience.js';
import { headOf, pageOf } from './scan.js';

const CLOSED =
  'The event store refuses this user, or this stream to it. An engine that serves its log opens it to other engines by ESDB_ENGINE_WRITES=true.';

const EXPECTED = { any: ANY, 'no-stream': NO_STREAM, 'stream-exists': STREAM_EXISTS } as const;
const expectedBy = (expected: ExpectedRevision): AppendExpectedRevision =>
  typeof expected === 'number' ? BigInt(expected) : EXPECTED[expected];

const actualIn = (fault: unknown): number =>
  typeof fault === 'object' && fault !== null && 'actualVersion' in fault && typeof fault.actualVersion === 'bigint'
    ? Number(fault.actualVersion)
    : -1;

/** The port over EventStoreDB's or KurrentDB's own client, with a guard for what the client leaves open. */
export class EventStoreDbStore implements EventStore {
  private readonly closed = new Subject<void>();
  private readonly reads = new AbortController();
  private readonly news: Observable<void>;
  private readonly pending = new Set<Promise<AppendResult>>();

  constructor(
    readonly logId: string,
    private readonly client: EventStoreDBClient,
    private readonly patience: Patience,
  ) {
    setMaxListeners(0, this.reads.signal);
    this.news = newsOf(client).pipe(takeUntil(this.closed));
  }

  /** Tried again with the same ids while nobody knows what became of it; rejects with StoreFailed when that takes too long. */
  async append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<AppendResult> {
    checkAppend(stream, expected, events);
    const appending = this.appendPatiently(stream, expected, events);
    this.pending.add(appending);
    return appending.finally(() => this.pending.delete(appending));
  }

  async readStream(
    stream: string,
    { from, direction = 'forward', limit }: ReadStreamOptions = {},
  ): Promise<readonly StoredEvent[]> {
    if (limit === 0) return [];
    const fromRevision: ReadRevision = from !== undefined ? BigInt(from) : direction === 'forward' ? BEGINNING : END;
    const options = {
      fromRevision,
      direction: direction === 'forward' ? FORWARDS : BACKWARDS,
      ...(limit !== undefined && { maxCount: limit }),
    } as const;
    return this.reading(() => this.streamRead(stream, options));
  }

  async readAll(options: ReadAllOptions = {}): Promise<LogPage> {
    return this.reading(() => pageOf(this.client, options));
  }

  async head(): Promise<Position> {
    return this.reading(() => headOf(this.client));
  }

  subscribe(after: Position, filter: LogFilter = {}, ready: Backpressure = async () => {}): Observable<LogMessage> {
    return subscription({
      page: (from, only) => this.readAll({ after: from, filter: only }),
      news: this.news,
      after,
      filter,
      ready,
    });
  }

  /** Waits for the appends under way, whose callers would not know what became of them; reads are given up. */
  async close(): Promise<void> {
    this.closed.next();
    this.reads.abort();
    await Promise.allSettled(this.pending);
    await this.client.dispose();
  }

  private async appendPatiently(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    const data = events.map(toClient);
    const options = { expectedRevision: expectedBy(expected), deadline: this.patience.callMs };
    try {
      const { nextExpectedRevision, position } = await patiently(this.patience, () =>
        this.client.appendToStream(stream, data, options),
      );
      const revision = Number(nextExpectedRevision);
      return { revision, position: position ? String(position.commit) : await this.positionOf(stream, revision) };
    } catch (fault) {
      throw this.meaning(fault, stream, expected);
    }
  }

  private async streamRead(
    stream: string,
    options: Parameters<EventStoreDBClient['readStream']>[1],
  ): Promise<readonly StoredEvent[]> {
    const found: StoredEvent[] = [];
    try {
      for await (const record of this.client.readStream(stream, options))
        found.push(...[fromClient(record) ?? []].flat());
    } catch (fault) {
      if (kindOf(fault) !== 'stream-not-found') throw fault;
    }
    return found;
  }

  private async reading<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await patiently(this.patience, work, this.reads.signal);
    } catch (fault) {
      throw this.meaning(fault, '$all', 'any');
    }
  }

  private async positionOf(stream: string, revision: number): Promise<Position> {
    const [event] = await this.readStream(stream, { from: revision, limit: 1 });
    if (!event)
      throw new StoreFailed(`The append to ${stream} was acknowledged, but its event ${revision} cannot be read.`);
    return event.position;
  }

  private meaning(fault: unknown, stream: string, expected: ExpectedRevision): unknown {
    if (kindOf(fault) === 'wrong-expected-version') return new WrongExpectedRevision(stream, expected, actualIn(fault));
    if (kindOf(fault) === 'maximum-append-size-exceeded') return new AppendTooLarge(stream, NaN);
    if (kindOf(fault) === 'access-denied') return new StoreFailed(CLOSED, fault);
    if (!isPassing(fault)) return fault;
    return new StoreFailed(
      `The event store has not done this within ${this.patience.budgetMs} ms (${String(fault)}). A repeat with the same event ids is safe.`,
      fault,
    );
  }
}
