import type { Checkpoint, Instant } from '@ledgerdesk/kernel';
import type { Observable } from 'rxjs';
import type { EndedCredentials } from './ended-credentials.js';
import type {
  AttemptResult,
  Claim,
  FailedAttempt,
  MessageState,
  NewMessage,
  OutboxMessage,
  WaitingMessage,
} from './message.js';
import type { NoOps, RepeatableCommand } from './no-ops.js';
import type { TopicHolds } from './topic-holds.js';
import type { UploadUsage } from './upload-usage.js';

export type { Checkpoint } from '@ledgerdesk/kernel';
export * from './ended-credentials.js';
export * from './message.js';
export type { NoOp, NoOps, RepeatableCommand } from './no-ops.js';
export type { Hastening, TopicHold, TopicHolds } from './topic-holds.js';
export type { CountedUpload, QuotaExceeded, UploadLimits, UploadUsage } from './upload-usage.js';

/** Messages of one topic of a channel that are due by an instant, at most `limit` of them, the earliest first. */
export interface DueGroup {
  readonly channel: string;
  readonly topic: string;
  readonly dueBy: Instant;
  readonly limit: number;
}

/** The kinds of message that are deleted some time after they ended. */
export type EndedState = 'sent' | 'dead';

export interface MessageFilter {
  /** A channel, or one of several. */
  readonly channel?: string | readonly string[] | undefined;
  readonly topic?: string | undefined;
  readonly state?: MessageState | undefined;
}

/** A page of messages, newest first. */
export interface MessagePage {
  readonly limit: number;
  /** Keyset cursor: the last message of the previous page. */
  readonly after?: Pick<OutboxMessage, 'createdAt' | 'id'> | undefined;
}

/** Messages to external systems, and the checkpoints of the processes that insert them. Both are durable. */
export interface Outbox {
  /** Commands that recorded no event, stored beside the messages. */
  readonly noOps: NoOps;
  /** Topics whose messages are held back. */
  readonly topicHolds: TopicHolds;
  /** Uploads that count toward quotas, stored beside the messages. */
  readonly uploads: UploadUsage;
  /** Sessions and sign-in links that ended before they expired, stored beside the messages. */
  readonly endedCredentials: EndedCredentials;
  /** Emits when this process has inserted messages, or requeued one. Completes on `close`. */
  readonly additions: Observable<void>;
  /** Returns undefined for a process that has saved no checkpoint. */
  loadCheckpoint(process: string): Promise<Checkpoint | undefined>;
  /** The checkpoints of all processes, by name. */
  loadCheckpoints(): Promise<ReadonlyMap<string, Checkpoint>>;
  /** Saves a checkpoint and inserts messages in one transaction. */
  saveCheckpoint(process: string, checkpoint: Checkpoint, messages?: readonly NewMessage[]): Promise<void>;
  /** Inserts messages. Idempotent: a producer that crashes before saving its checkpoint may insert again. */
  insert(messages: readonly NewMessage[]): Promise<void>;
  /** Waiting messages of a channel by `dueAt`, then `id`, including those due in the future. */
  listWaiting(
    channel: string,
    limit: number,
    after?: Pick<WaitingMessage, 'dueAt' | 'id'>,
  ): Promise<readonly WaitingMessage[]>;
  /**
   * Claims a message for one sender: moves its `dueAt` to the end of the claim. Returns false if another sender has
   * claimed it. Idempotent, for a caller that did not learn whether it has claimed the message: the same claim succeeds
   * again until its outcome is recorded or another sender claims the message, and then ends at the later `until`.
   */
  claim(message: Pick<WaitingMessage, 'dueAt' | 'id'>, claim: Claim): Promise<boolean>;
  /**
   * Ends a claim whose message was not handed over. The message is due again at `dueAt`, its due time before the claim.
   * Has no effect after an outcome or another claim. Idempotent.
   */
  release(message: Pick<WaitingMessage, 'dueAt' | 'id'>, claimId: string): Promise<void>;
  /**
   * Records the outcome of an attempt. Has no effect unless the message is waiting and, for a failed attempt with a
   * `claimId`, that claim is the last one: an attempt that is recorded again counts once.
   */
  recordAttempt(id: string, result: AttemptResult, claimId?: string): Promise<void>;
  /**
   * Records a failed attempt for every message of the group: `attempts` has one for each number of earlier failures;
   * its last entry applies to higher numbers. Returns the number of messages.
   */
  recordFailures(group: DueGroup, attempts: readonly FailedAttempt[]): Promise<number>;
  message(id: string): Promise<OutboxMessage | undefined>;
  messages(filter: MessageFilter, page: MessagePage): Promise<readonly OutboxMessage[]>;
  /** Returns true if at least `count` messages of the topic have a next attempt, by default one. */
  hasWaiting(channel: string, topic: string, count?: number): Promise<boolean>;
  /**
   * Requeues a dead message with its attempts reset to 0. Resolves to the message as requeued; undefined for any other
   * message. In the same transaction, `command` is remembered in `noOps` with the requeued message.
   */
  requeue(id: string, dueAt: Instant, command?: RepeatableCommand): Promise<OutboxMessage | undefined>;
  /** Deletes up to `limit` messages that were sent, or died, before an instant. Returns the number deleted. */
  deleteEnded(state: EndedState, before: Instant, limit: number): Promise<number>;
  /** Deletes up to `limit` waiting and dead messages of a topic. Returns the number deleted. */
  deleteUnsent(topic: string, limit: number): Promise<number>;
  /** Deletes messages, whatever their state. Returns the number deleted. */
  delete(ids: readonly string[]): Promise<number>;
  close(): Promise<void>;
}
