import type { Instant, Position } from '@ledgerdesk/kernel';
import type { Observable } from 'rxjs';

/** An event as it enters a store: bytes already canonical, ids and times already given. The store rewrites nothing. */
export interface EventToAppend {
  /** A UUID. The same ids at the same expected revision are one append, however often they come. */
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly data: string;
  readonly metadata: string;
}

/** An event as a store gives it back: the same bytes, with its place in its stream and in the log. */
export interface StoredEvent extends EventToAppend {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
}

/** What the caller knows of the stream: nothing asked, must be empty, must exist, or its exact last revision. */
export type ExpectedRevision = 'any' | 'no-stream' | 'stream-exists' | number;

/** Last revision of the stream and position of the last event after an append. */
export interface AppendResult {
  readonly revision: number;
  readonly position: Position;
}

export interface ReadStreamOptions {
  /** First revision to read, inclusive. Default: the first forward, the last backward. */
  readonly from?: number;
  readonly direction?: 'forward' | 'backward';
  readonly limit?: number;
}

/** Narrows the log. Fields that are given must all match; an empty list matches nothing. */
export interface LogFilter {
  readonly streamPrefixes?: readonly string[];
  readonly types?: readonly string[];
}

export interface ReadAllOptions {
  /** Exclusive. Default: from the start forward, from the head backward. */
  readonly after?: Position;
  readonly direction?: 'forward' | 'backward';
  readonly filter?: LogFilter;
  /** 1 or more; default 1,000. */
  readonly limit?: number;
}

/** A page of the log. `lookedAt` is how far the log was searched, matches or not: read on from there. */
export interface LogPage {
  readonly events: readonly StoredEvent[];
  readonly scannedTo: Position;
  /** True when the page reached the end of the log (backward: its start). */
  readonly end: boolean;
}

/** What a subscription tells: events in order; and that it has caught up with the head, each time it does so anew. */
export type LogMessage =
  | { readonly kind: 'events'; readonly events: readonly StoredEvent[]; readonly scannedTo: Position }
  | { readonly kind: 'caught-up'; readonly scannedTo: Position };

/** Awaited before each further page, so that an asynchronous reader sets the pace. */
export type Backpressure = () => Promise<void>;

/** The reading side of a log: all that projections, exports and replays need. */
export interface ReadableLog {
  /** Identity of this log: checkpoints of another log are worthless here. */
  readonly logId: string;
  /** Empty when there is no such stream. */
  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly StoredEvent[]>;
  /** A page holds at most `limit` events; with a filter it may hold fewer, even none, before the log ends. */
  readAll(options?: ReadAllOptions): Promise<LogPage>;
  /** Position of the last event; START when the log is empty. */
  head(): Promise<Position>;
  /**
   * Everything after `after`, then whatever comes, until unsubscribed or closed. A slow reader is not flooded: the
   * log waits for `next` to return and then for `ready`, if given, before it reads on.
   */
  subscribe(after: Position, filter?: LogFilter, ready?: Backpressure): Observable<LogMessage>;
  close(): Promise<void>;
}

/**
 * The append-only log. Every adapter passes the suite of `contract.ts`.
 * An append is durable when its promise resolves, and leaves nothing behind when it rejects, except with StoreFailed,
 * after which nobody knows: a repeat with the same ids finds out.
 */
export interface EventStore extends ReadableLog {
  /** Rejects with WrongExpectedRevision, or AppendTooLarge over 1 MiB. At least one event. */
  append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<AppendResult>;
}

/** The position before the first event. */
export const START: Position = '0';

/** Data and metadata of all events of one append, in UTF-8. */
export const MAX_APPEND_BYTES = 1_048_576;

/** How many of the last events, at least, an append with `any` or `stream-exists` is compared with. */
export const RECENT_IDS = 100_000;
