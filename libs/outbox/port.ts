import type { Checkpoint, Instant } from '@ledgerdesk/kernel';

export type { Checkpoint } from '@ledgerdesk/kernel';

/** A message to an external system. */
export interface NewMessage {
  /** Derived from the event that caused the message, so that inserting it twice has no effect. */
  readonly id: string;
  /** `mail` or `webhook`. */
  readonly channel: string;
  /** Groups messages for listing and failure handling, e.g. the id of a webhook. */
  readonly topic: string;
  /** JSON for the sender of the channel. */
  readonly payload: string;
  readonly createdAt: Instant;
}

export type MessageState = 'waiting' | 'sent' | 'dead';

export interface OutboxMessage extends NewMessage {
  readonly state: MessageState;
  /** Number of failed attempts. */
  readonly attempts: number;
  /** Time of the next attempt; null if the message was sent or is dead. */
  readonly dueAt: Instant | null;
  readonly lastError: string | null;
  readonly sentAt: Instant | null;
}

/** The outcome of an attempt to send a message. */
export type AttemptResult = { readonly sentAt: Instant } | FailedAttempt;
export interface FailedAttempt {
  readonly error: string;
  /** Time of the next attempt; null marks the message as dead. */
  readonly retryAt: Instant | null;
}

/** A message that has a next attempt. */
export type WaitingMessage = OutboxMessage & { readonly dueAt: Instant };

/** Messages of one topic with the same number of failed attempts that are due by an instant. */
export interface DueGroup {
  readonly channel: string;
  readonly topic: string;
  readonly attempts: number;
  readonly dueBy: Instant;
}

export interface MessageFilter {
  readonly channel?: string | undefined;
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
  /** Returns undefined for a process that has saved no checkpoint. */
  loadCheckpoint(process: string): Promise<Checkpoint | undefined>;
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
   * Claims a message for one sender: moves its `dueAt` to `until`, when others may send it. Returns false if another
   * sender has claimed it.
   */
  claim(message: Pick<WaitingMessage, 'dueAt' | 'id'>, until: Instant): Promise<boolean>;
  /** Records the outcome of an attempt. Has no effect unless the message is waiting. */
  recordAttempt(id: string, result: AttemptResult): Promise<void>;
  /** Records a failed attempt for every message of the group. */
  recordFailures(group: DueGroup, attempt: FailedAttempt): Promise<void>;
  message(id: string): Promise<OutboxMessage | undefined>;
  messages(filter: MessageFilter, page: MessagePage): Promise<readonly OutboxMessage[]>;
  /** Requeues a dead message with its attempts reset to 0. Returns false for any other message. */
  requeue(id: string, dueAt: Instant): Promise<boolean>;
  /** Deletes up to `limit` messages that were sent before an instant. Returns the number deleted. */
  deleteSent(before: Instant, limit: number): Promise<number>;
  close(): Promise<void>;
}
