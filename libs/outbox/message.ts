import type { Instant, LogEpoch } from '@ledgerdesk/kernel';

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
  /** The log and epoch in which its event was read. Messages that version 0.1.0 queued have none. */
  readonly origin?: LogEpoch | undefined;
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
  readonly failedAt: Instant;
  readonly error: string;
  /** Time of the next attempt; null marks the message as dead. */
  readonly retryAt: Instant | null;
}

/** The right of one sender to send a message. */
export interface Claim {
  /** Unique. */
  readonly id: string;
  /** When others may send the message. */
  readonly until: Instant;
}

/** A message that has a next attempt. */
export type WaitingMessage = OutboxMessage & { readonly dueAt: Instant };
