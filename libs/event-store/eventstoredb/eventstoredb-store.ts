import { setMaxListeners } from 'node:events';
import { END, type ReadRevision, START as BEGINNING } from '@eventstore/db-client';
import { isRecord, messageOf, type Position } from '@ledgerdesk/kernel';
import { type Observable, Subject } from 'rxjs';
import type { CallCounts } from '../call-counts.js';
import { checkAppend } from '../check-append.js';
import { AppendTooLarge, NoSuchPosition, StoreFailed, StreamDeleted, WrongExpectedRevision } from '../errors.js';
import { PageBytes } from '../page-bytes.js';
import type {
  AppendCondition,
  AppendResult,
  EventRun,
  EventStore,
  EventToAppend,
  EventToSeal,
  ExpectedRevision,
  LogFilter,
  LogMessage,
  LogPage,
  ReadAllOptions,
  ReadStreamOptions,
  Backpressure,
  StoredEvent,
} from '../port.js';
import { AppendPipeline, type OrderedCall } from './append-pipeline.js';
import { requestOf } from './append-request.js';
import { toClientEvent } from './event-conversion.js';
import { sealedFor } from '../unsealed-data.js';
import { toClientRevision } from './expected-revision.js';
import { catchUpSubscription } from './catch-up-subscription.js';
import type { LogConnection } from './connection.js';
import { LastEvent } from './last-event.js';
import type { Purpose } from './outage-report.js';
import { ServerSubscription } from './server-subscription.js';
import {
  isAccessDenied,
  isTransient,
  isUnauthenticated,
  isUnimplemented,
  isUnknownPosition,
  errorTypeOf,
  withRetry,
  type RetryPolicy,
} from './retry.js';
import type { NodeClient } from './node-client.js';
import { type ReadCall, readEvents } from './read-events.js';
import { readAllRequest, readStreamRequest } from './read-request.js';
import { readHead, readAllPage } from './read-all.js';

const NOT_SIGNED_IN =
  'The event store refused the user or password in EVENTSTORE_URL. Correct them; a password with characters such as ' +
  '@ or : has to be percent-encoded.';

/** The user is known, and lacks a right. */
const accessDenied = (right: 'read' | 'write', stream: string): string =>
  `The event store denies the user of EVENTSTORE_URL the right to ${right} ${stream}. Grant it there. ` +
  'If the store is the gateway of another engine, set ESDB_ENGINE_WRITES=true there.';

const noCredentials = (right: 'read' | 'write', stream: string): string =>
  `The event store denies clients without user and password the right to ${right} ${stream}. ` +
  'Add a user and password to EVENTSTORE_URL, as in esdb://user:password@host:port. ' +
  'If the store is the gateway of another engine, set ESDB_ENGINE_WRITES=true there.';

const NO_EVENTSTOREDB =
  'The server does not have the calls of EventStoreDB 20.6 or newer. Check the host and port in EVENTSTORE_URL.';

const actualVersionOf = (error: unknown): number =>
  isRecord(error) && typeof error['actualVersion'] === 'bigint' ? Number(error['actualVersion']) : -1;

const eventsOf = async (open: () => ReadCall, maxBytes = Infinity): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  const bytes = new PageBytes(maxBytes);
  try {
    await readEvents(open(), (event) => {
      events.push(event);
      bytes.add(event);
      return !bytes.isFull;
    });
  } catch (error) {
    if (errorTypeOf(error) !== 'stream-not-found') throw error;
  }
  return events;
};

/** Time in which the leader answers a read of its last event, in ms. */
const LEADER_MS = 2_000;

/** An event store on EventStoreDB or KurrentDB. Adds the timeouts and retries that their client lacks. */
export class EventStoreDbStore implements EventStore {
  readonly isRemote = true;
  private readonly closed = new Subject<void>();
  private readonly reads = new AbortController();
  private readonly last = new LastEvent();
  private readonly pending = new Set<Promise<AppendResult>>();

  constructor(
    readonly logId: string,
    private readonly connection: LogConnection,
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
    events: readonly (EventToAppend | EventToSeal)[],
    conditions: readonly AppendCondition[] = [],
  ): Promise<AppendResult> {
    checkAppend(stream, expected, events);
    if (conditions.length > 0) throw new RangeError('EventStoreDB checks no conditions on other streams.');
    const sealed = events.map((event) => sealedFor(stream, event));
    const appending = this.appendWithRetry(stream, expected, sealed);
    this.pending.add(appending);
    return appending.finally(() => this.pending.delete(appending));
  }

  async appendInOrder(runs: AsyncIterable<EventRun>): Promise<void> {
    const pipeline = new AppendPipeline({
      encode: ({ stream, expected, events }) =>
        requestOf({ stream, expectedRevision: toClientRevision(expected), events: events.map(toClientEvent) }),
      append: ({ stream, expected, events }) => this.append(stream, expected, events),
      open: () => this.openOrdered(),
      silenceMs: this.retry.callMs,
    });
    await pipeline.run(runs);
  }

  async readStream(
    stream: string,
    { from, direction = 'forward', limit, maxBytes }: ReadStreamOptions = {},
  ): Promise<readonly StoredEvent[]> {
    if (limit === 0) return [];
    const fromRevision: ReadRevision = from !== undefined ? BigInt(from) : direction === 'forward' ? BEGINNING : END;
    return this.retryRead((client) => {
      this.calls.count('read');
      const request = readStreamRequest(stream, { from: fromRevision, direction, maxCount: limit });
      return eventsOf(() => client.openRead(request), maxBytes);
    }, stream);
  }

  async readAll(options: ReadAllOptions = {}): Promise<LogPage> {
    return this.retryRead((client) => readAllPage(client, this.calls, this.last, options));
  }

  /** Asks the leader, if appends do: a node that has lost the others knows no more than the head that it had. */
  async head(): Promise<Position> {
    const { requiresLeader } = this.connection.settings;
    return this.retryRead((client) => readHead(client, this.calls, this.last, requiresLeader));
  }

  /** A follower that names a leader forwards appends to it. */
  async checkWritable(): Promise<void> {
    const probe = async (client: NodeClient): Promise<void> => {
      await this.isLeader(client);
    };
    await this.connection.run(probe, { purpose: 'probe' });
  }

  subscribe(after: Position, filter: LogFilter = {}, ready: Backpressure = async () => {}): Observable<LogMessage> {
    return catchUpSubscription({
      subscribe: async (from, onNews) => {
        const node = await this.connection.node();
        this.calls.count('subscribe');
        return new ServerSubscription(node, from, filter, (failure) => {
          if (failure) this.connection.failed(node, failure);
          onNews();
        });
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
    this.connection.close();
  }

  /** Resolves to undefined where appends are not recorded in order, or if nobody answers. */
  private async openOrdered(): Promise<OrderedCall | undefined> {
    try {
      const node = await this.connection.node();
      const isOrdered = await node.run(
        async (client) => (await client.recordsInOrder(this.retry.callMs)) && (await this.isLeader(client)),
      );
      if (!isOrdered) return undefined;
      const call = node.client.openAppends();
      return {
        append: (request) => {
          this.calls.count('append');
          return call.append(request);
        },
        failed: (error) => this.connection.failed(node, error, 'append'),
        close: (reason) => call.close(reason),
      };
    } catch {
      return undefined;
    }
  }

  /** Only a leader that has a majority answers this read. False on a follower that names one; else rejects. */
  private async isLeader(client: NodeClient): Promise<boolean> {
    this.calls.count('probe');
    try {
      const request = readAllRequest({ from: END, direction: 'backward', maxCount: 1 });
      await readEvents(client.openRead(request, { requiresLeader: true, deadline: LEADER_MS }), () => true);
      return true;
    } catch (error) {
      if (errorTypeOf(error) === 'not-leader') return false;
      throw error;
    }
  }

  private async appendWithRetry(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    const data = events.map(toClientEvent);
    const options = { expectedRevision: toClientRevision(expected), deadline: this.retry.callMs };
    try {
      const { nextExpectedRevision, position } = await this.withRetry((client) => {
        this.calls.count('append');
        return client.appendToStream(stream, data, options);
      }, 'append');
      const revision = Number(nextExpectedRevision);
      return { revision, position: position ? String(position.commit) : await this.positionOf(stream, revision) };
    } catch (error) {
      throw this.translate(error, 'write', stream, expected);
    }
  }

  private async retryRead<T>(read: (client: NodeClient) => Promise<T>, stream = '$all'): Promise<T> {
    try {
      return await this.withRetry(read, 'read', this.reads.signal);
    } catch (error) {
      throw this.translate(error, 'read', stream);
    }
  }

  private withRetry<T>(call: (client: NodeClient) => Promise<T>, purpose: Purpose, signal?: AbortSignal): Promise<T> {
    const attempt = (timedOut: AbortSignal): Promise<T> => this.connection.run(call, { signal: timedOut, purpose });
    return withRetry(this.retry, attempt, { signal, onRetry: () => this.calls.count('retry') });
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
    if (isAccessDenied(error)) return new StoreFailed(this.denial(error, right, stream), error);
    if (isUnimplemented(error)) return new StoreFailed(`${NO_EVENTSTOREDB} (${messageOf(error)})`, error);
    if (isUnknownPosition(error)) return new NoSuchPosition(error);
    if (!isTransient(error)) return error;
    const advice = right === 'write' ? ' Retrying with the same event ids is safe.' : '';
    return new StoreFailed(
      `The event store did not respond within ${this.retry.budgetMs} ms: ${messageOf(error)}${advice}`,
      error,
    );
  }

  private denial(error: unknown, right: 'read' | 'write', stream: string): string {
    if (!this.connection.settings.credentials) return noCredentials(right, stream);
    return isUnauthenticated(error) ? NOT_SIGNED_IN : accessDenied(right, stream);
  }
}
