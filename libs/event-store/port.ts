import type { Instant, Position } from '@ledgerdesk/kernel';
import type { Observable } from 'rxjs';

/** An event to append: canonical text, with its id and times set. The store does not change it. */
export interface EventToAppend {
  /** A UUID. Appends with the same ids at the same expected revision are one append, however often they are sent. */
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly data: string;
  readonly metadata: string;
}

/**
 * Data whose personal fields the store encrypts as it appends the event: in the thread that writes, if it has one. The
 * log never has these fields in clear.
 */
export interface UnsealedData {
  /** Name of the algorithm, as the box states it. */
  readonly alg: string;
  /** Canonical JSON of the fields that stay in clear. */
  readonly clear: string;
  /** SHA-256 of the salt and the personal fields, base64url. */
  readonly commitment: string;
  /** The plaintext of the box. */
  readonly contents: string;
  /** ID of the subject's key. */
  readonly key: string;
  /** The subject's key: 32 bytes, one in each character, since a text is cheap to send to another thread. */
  readonly secret: string;
  readonly tenant: string;
}

/** An event to append whose personal fields the store seals. The log has it with data that is canonical text. */
export interface EventToSeal extends Omit<EventToAppend, 'data'> {
  readonly data: UnsealedData;
}

/** An event read from a store: the text that was appended, with its stream, revision and position. */
export interface StoredEvent extends EventToAppend {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
}

/** The state that an append requires of its stream: any, empty, not empty, or an exact last revision. */
export type ExpectedRevision = 'any' | 'no-stream' | 'stream-exists' | number;

/** A requirement on another stream, checked in the same commit as an append. `any`: that stream is not deleted. */
export interface AppendCondition {
  readonly stream: string;
  readonly expected: ExpectedRevision;
}

/** Events to append to one stream in one commit. */
export interface EventRun {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly EventToAppend[];
}

/** Last revision of the stream, and position of the last event, after an append. */
export interface AppendResult {
  readonly revision: number;
  readonly position: Position;
}

export interface ReadStreamOptions {
  /** First revision to read, inclusive. Default: the first one forward, the last one backward. */
  readonly from?: number;
  readonly direction?: 'forward' | 'backward';
  readonly limit?: number;
  /** The event that reaches this many bytes is the last one. Default: no limit. */
  readonly maxBytes?: number;
}

/** Selects events of the log. An event must match every given field; an empty list matches nothing. */
export interface LogFilter {
  readonly streamPrefixes?: readonly string[];
  readonly types?: readonly string[];
}

export interface ReadAllOptions {
  /** Exclusive. Default: the start of the log forward, its end backward. */
  readonly after?: Position;
  readonly direction?: 'forward' | 'backward';
  readonly filter?: LogFilter;
  /** 1 or more; default 1,000. */
  readonly limit?: number;
  /** The event that reaches this many bytes is about the last one of the page. Default: MAX_PAGE_BYTES. */
  readonly maxBytes?: number;
}

/** A page of the log. */
export interface LogPage {
  readonly events: readonly StoredEvent[];
  /** Position up to which the log was scanned, whether or not events matched: pass it as `after` of the next page. */
  readonly scannedTo: Position;
  /** Id of the event at `scannedTo`, for checkpoints. Undefined if the page did not advance, and at START. */
  readonly scannedToId?: string | undefined;
  /** True if the page reached the end of the log (backward: its start). */
  readonly end: boolean;
}

/** A message of a subscription: events in log order, or that the subscription has caught up with the head. */
export type LogMessage = Pick<LogPage, 'scannedTo' | 'scannedToId'> &
  ({ readonly kind: 'events'; readonly events: readonly StoredEvent[] } | { readonly kind: 'caught-up' });

/** Awaited before each page of a subscription is read. Resolves when the consumer can take another page. */
export type Backpressure = () => Promise<void>;

/** The newest events of a log in memory, while somebody follows it. They may lack what was appended a moment ago. */
export interface RecentEvents {
  /** Emits when they begin, and when there are more. Completes when the log is closed. */
  readonly changes: Observable<void>;
  /** The last position; undefined while nobody follows the log. */
  readonly position: Position | undefined;
  /** Returns the page of matching events after a position, or undefined if they do not reach back to it. */
  page(after: Position, filter?: LogFilter, limits?: Pick<ReadAllOptions, 'limit' | 'maxBytes'>): LogPage | undefined;
  /** True if they contained every event that the log had `ms` ago. False if that is unknown. */
  wasAtHeadWithin(ms: number): boolean;
}

/** A leaf of the Merkle tree of a log: the hash of one event, and the position of the event. */
export interface Leaf {
  readonly position: Position;
  readonly hash: Uint8Array;
}

/** Leaves in log order. */
export interface LeafPage {
  readonly leaves: readonly Leaf[];
  /** Position up to which the log was scanned, whether or not events have leaves. */
  readonly scannedTo: Position;
  /** True if the page reached the end of the tree. */
  readonly end: boolean;
}

/** The tree that a log keeps beside its events. */
export interface RecordedTree {
  /** Number of leaves. */
  readonly size: number;
  /** The tree has the events up to this position. */
  readonly position: Position;
  /** The position of the last event that was recorded before the log kept a tree; START if there is none. */
  readonly since: Position;
  /** Root hash of the tree. */
  readonly root: Uint8Array;
}

/** The leaves and the tree that a log keeps beside its events, written in the commits of these. */
export interface RecordedLeaves {
  /** The tree. Behind the head of the log only while the leaves of an older log are added. */
  tree(): Promise<RecordedTree>;
  /** Reads at most `limit` leaves of the tree. */
  page(after: Position, limit: number): Promise<LeafPage>;
}

/** The read side of a log. */
export interface ReadableLog {
  /** Identifies the log. Positions and checkpoints are valid only for the log they come from. */
  readonly logId: string;
  /** True if a server keeps the log: each read is a round trip, and news of appends can be lost on the way. */
  readonly isRemote?: boolean;
  /** Resolves with an empty list if the stream does not exist. */
  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly StoredEvent[]>;
  /**
   * Reads at most `limit` events, and about `maxBytes`: fewer events even before the end of the log, and with a filter
   * none.
   */
  readAll(options?: ReadAllOptions): Promise<LogPage>;
  /** Position of the last event; START if the log is empty. */
  head(): Promise<Position>;
  /**
   * Emits the events after `after`, then new events as they are appended, until unsubscribed or closed. Emits
   * `caught-up` each time it reaches the head. Reads the next page when `next` has returned and `ready` has resolved.
   */
  subscribe(after: Position, filter?: LogFilter, ready?: Backpressure): Observable<LogMessage>;
  /** The newest events of the log, if they are kept in memory. */
  readonly tail?: RecentEvents;
  /** The tree that the log keeps. Absent if a server keeps the log, and in a log of an earlier version. */
  readonly leaves?: RecordedLeaves;
  /** The whole log, if this one shows a part of it. */
  readonly all?: ReadableLog;
  /** Checks the whole log, and returns one sentence per problem. Absent if a server keeps the log and checks it. */
  integrityCheck?(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * Whether appends succeed: `writable`; `refusing` while they fail for a reason that may pass, such as a full disk;
 * `failed` until the store is opened again.
 */
export type StoreStatus =
  { readonly state: 'writable' } | { readonly state: 'refusing' | 'failed'; readonly message: string };

/**
 * The append-only log. Every adapter satisfies the contract in `contract/`.
 *
 * An append is durable once its promise resolves and records nothing if it rejects, except with StoreFailed: then it
 * may have been recorded, and a retry with the same ids determines the outcome.
 *
 * @example
 * const { revision } = await store.append('ticket-1', 'no-stream', [opened]);
 * await store.append('ticket-1', revision, [replied]);
 * const events = await store.readStream('ticket-1');
 */
export interface EventStore extends ReadableLog {
  /** Emits the status, then each change, and completes on `close`. Absent if a server keeps the log. */
  readonly status?: Observable<StoreStatus>;
  /**
   * Appends one event or more. Rejects with WrongExpectedRevision, with StreamDeleted, or with AppendTooLarge over
   * 1 MiB. With `conditions`, rejects with the WrongExpectedRevision or StreamDeleted of the first stream that does not
   * meet its own, or with RangeError if the store cannot check them in the same commit.
   */
  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly (EventToAppend | EventToSeal)[],
    conditions?: readonly AppendCondition[],
  ): Promise<AppendResult>;
  /**
   * Appends runs of events so that the log has them in this order, without waiting for each acknowledgement. Rejects as
   * `append` does, with the error of the first run that is not recorded, or with AppendedOutOfOrder if some of those
   * behind it are. A repeat finds what is recorded by the event ids. Absent if the store has no faster way than appends
   * one after another.
   */
  appendInOrder?(runs: AsyncIterable<EventRun>): Promise<void>;
  /**
   * True if it is known without a read that a stream has no event at this revision or later: of an embedded log, which
   * only this process writes. False says nothing.
   */
  endsBefore?(stream: string, revision: number): boolean;
  /**
   * Resolves if the store would accept an append now, without recording anything. Rejects at once if not, with any
   * error. Absent if `status` says so.
   */
  checkWritable?(): Promise<void>;
}

/** The position before the first event. */
export const START: Position = '0';

/** The type of the event that deletes its stream permanently: nothing can be appended after it. */
export const TOMBSTONE_TYPE = '$streamDeleted';

/** Limit of the data and metadata of one append, in bytes as they were written. */
export const MAX_APPEND_BYTES = 1_048_576;

/** Appends with `any` or `stream-exists` are compared with at least this many of the last events. */
export const RECENT_IDS = 100_000;
