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
import { isRecord, messageOf, type Position } from '@ledgerdesk/kernel';
import { type Observable, Subject } from 'rxjs';
import type { CallCounts } from '../call-counts.js';
import { checkAppend } from '../check-append.js';
import { AppendTooLarge, NoSuchPosition, StoreFailed, StreamDeleted, WrongExpectedRevision } from '../errors.js';
import { PageBytes } from '../page-bytes.js';
import type {
  AppendCondition,
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
import { fromClientEvent, toClientEvent } from './event-conversion.js';
import { catchUpSubscription } from './catch-up-subscription.js';
import { ServerSubscription } from './server-subscription.js';
import {
  isTransient,
  isUnauthenticated,
  isUnknownPosition,
  errorTypeOf,
  withRetry,
  type RetryPolicy,
} from './retry.js';
import { readHead, readAllPage } from './read-all.js';

const NOT_SIGNED_IN =
  'The event store refused the user or password in EVENTSTORE_URL. Correct them; a password with characters such as ' +
  '@ or : has to be percent-encoded.';

/** The user is known, and lacks a right. */
const accessDenied = (right: 'read' | 'write', stream: string): string =>
  `The event store denies this user the right to ${right} ${stream}. Grant it there. ` +
  'If the store is the gateway of another engine, set ESDB_ENGINE_WRITES=true there.';

const EXPECTED = { any: ANY, 'no-stream': NO_STREAM, 'stream-exists': STREAM_EXISTS } as const;
const clientRevision = (expected: ExpectedRevision): AppendExpectedRevision =>
  typeof expected === 'number' ? BigInt(expected) : EXPECTED[expected];

const actualVersionOf = (error: unknown): number =>
  isRecord(error) && typeof error['actualVersion'] === 'bigint' ? Number(error['actualVersion']) : -1;

/** An event store on EventStoreDB or KurrentDB. Adds the timeouts and retries that their client lacks. */
export class EventStoreDbStore implements EventStore {
  readonly isRemote = true;
  private readonly closed = new Subject<void>();
  private readonly reads = new AbortController();
  private readonly pending = new Set<Promise<AppendResult>>();

  constructor(
    readonly logId: string,
    private readonly client: EventStoreDBClient,
    private readonly retry: RetryPolicy,
    private readonly calls: CallCounts,
    private readonly onWarning: (message: string) => void = () => undefined,
  ) {
    setMaxListeners(0, this.reads.signal);
  }

  /** Retries with the same ids while the outcome is unknown. Rejects with StoreFailed once the budget is exhausted. */
  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
    conditions: readonly AppendCondition[] = [],
  ): Promise<AppendResult> {
    checkAppend(stream, expected, events);
    if (conditions.length > 0) throw new RangeError('EventStoreDB checks no conditions on other streams.');
    const appending = this.appendWithRetry(stream, expected, events);
    this.pending.add(appending);
    return appending.finally(() => this.pending.delete(appending));
  }

  async readStream(
    stream: string,
    { from, direction = 'forward', limit, maxBytes }: ReadStreamOptions = {},
  ): Promise<readonly StoredEvent[]> {
    if (limit === 0) return [];
    const fromRevision: ReadRevision = from !== undefined ? BigInt(from) : direction === 'forward' ? BEGINNING : END;
    const options = {
      fromRevision,
      direction: direction === 'forward' ? FORWARDS : BACKWARDS,
      ...(limit !== undefined && { maxCount: limit }),
    } as const;
    return this.retryRead(() => this.readRecords(stream, options, maxBytes), stream);
  }

  async readAll(options: ReadAllOptions = {}): Promise<LogPage> {
    return this.retryRead(() => readAllPage(this.client, this.calls, options));
  }

  async head(): Promise<Position> {
    return this.retryRead(() => readHead(this.client, this.calls));
  }

  subscribe(after: Position, filter: LogFilter = {}, ready: Backpressure = async () => {}): Observable<LogMessage> {
    return catchUpSubscription({
      subscribe: (from, onNews) => {
        this.calls.count('subscribe');
        return new ServerSubscription(this.client, from, filter, onNews);
      },
      after,
      filter,
      ready,
      readAll: (options) => this.readAll(options),
      closed: this.closed,
      onReconnect: (error) => {
        this.calls.count('reconnect');
        this.onWarning(`The log is followed over a new subscription, since the last one failed: ${messageOf(error)}`);
      },
    });
  }

  /** Waits for pending appends, so that their callers learn the outcome. Aborts reads. */
  async close(): Promise<void> {
    this.closed.next();
    this.reads.abort();
    await Promise.allSettled(this.pending);
    await this.client.dispose();
  }

  private async appendWithRetry(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    const data = events.map(toClientEvent);
    const options = { expectedRevision: clientRevision(expected), deadline: this.retry.callMs };
    try {
      const { nextExpectedRevision, position } = await this.withRetry(() => {
        this.calls.count('append');
        return this.client.appendToStream(stream, data, options);
      });
      const revision = Number(nextExpectedRevision);
      return { revision, position: position ? String(position.commit) : await this.positionOf(stream, revision) };
    } catch (error) {
      throw this.translate(error, 'write', stream, expected);
    }
  }

  private async readRecords(
    stream: string,
    options: Parameters<EventStoreDBClient['readStream']>[1],
    maxBytes = Infinity,
  ): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    const bytes = new PageBytes(maxBytes);
    try {
      this.calls.count('read');
      const read = this.client.readStream(stream, options);
      for await (const record of read) {
        // After a cancel, what the client has received is read to its end: it waits for that when it is disposed of.
        const event = bytes.isFull ? undefined : fromClientEvent(record);
        if (!event) continue;
        events.push(event);
        bytes.add(event);
        if (bytes.isFull) await read.cancel();
      }
    } catch (error) {
      if (errorTypeOf(error) !== 'stream-not-found') throw error;
    }
    return events;
  }

  private async retryRead<T>(work: () => Promise<T>, stream = '$all'): Promise<T> {
    try {
      return await this.withRetry(work, this.reads.signal);
    } catch (error) {
      throw this.translate(error, 'read', stream);
    }
  }

  private withRetry<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return withRetry(this.retry, work, { signal, onRetry: () => this.calls.count('retry') });
  }

  private async positionOf(stream: string, revision: number): Promise<Position> {
    const [event] = await this.readStream(stream, { from: revision, limit: 1 });
    if (!event)
      throw new StoreFailed(`The append to ${stream} was acknowledged, but revision ${revision} cannot be read.`);
    return event.position;
  }

  private translate(
    error: unknown,
    right: 'read' | 'write',
    stream: string,
    expected: ExpectedRevision = 'any',
  ): unknown {
    if (errorTypeOf(error) === 'wrong-expected-version')
      return new WrongExpectedRevision(stream, expected, actualVersionOf(error));
    if (errorTypeOf(error) === 'stream-deleted') return new StreamDeleted(stream);
    if (errorTypeOf(error) === 'maximum-append-size-exceeded') return new AppendTooLarge(stream, NaN);
    if (errorTypeOf(error) === 'access-denied')
      return new StoreFailed(isUnauthenticated(error) ? NOT_SIGNED_IN : accessDenied(right, stream), error);
    if (isUnknownPosition(error)) return new NoSuchPosition(error);
    if (!isTransient(error)) return error;
    return new StoreFailed(
      `The event store did not respond within ${this.retry.budgetMs} ms (${messageOf(error)}). ` +
        'Retrying with the same event ids is safe.',
      error,
    );
  }
}
