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

/** What a receiver answered to an attempt. */
export interface Answer {
  /** Status of the response, such as 503 of HTTP; null without a response. */
  readonly status: number | null;
  /** From the start of the attempt to the response, or to the failure, in ms. */
  readonly durationMs: number;
  /** The beginning of the response's body, as text; null without one. */
  readonly body: string | null;
}

/** An attempt to send a message, as it is kept with the message. */
export interface Attempt {
  readonly at: Instant;
  /** Null if the message was sent. */
  readonly error: string | null;
  /** Null for channels that keep no answers, such as `mail`. */
  readonly answer: Answer | null;
}

/** Attempts that are kept with a message: those of a channel's whole schedule, and some before a retry by hand. */
const MAX_KEPT_ATTEMPTS = 20;

/** Adds an attempt to those of a message, and drops the oldest of too many. */
export const withAttempt = (history: readonly Attempt[], attempt: Attempt): readonly Attempt[] =>
  [...history, attempt].slice(-MAX_KEPT_ATTEMPTS);

export type MessageState = 'waiting' | 'sent' | 'dead';

export interface OutboxMessage extends NewMessage {
  readonly state: MessageState;
  /** Number of failed attempts. */
  readonly attempts: number;
  /** Time of the next attempt; null if the message was sent or is dead. */
  readonly dueAt: Instant | null;
  readonly lastError: string | null;
  readonly sentAt: Instant | null;
  /**
   * Its latest attempts, oldest first. Without those that were not made because others of its topic failed, which count
   * in `attempts`.
   */
  readonly history: readonly Attempt[];
}

/** The outcome of an attempt to send a message. */
export type AttemptResult = SentAttempt | FailedAttempt;
/** The attempts to keep with the message, this one included. Undefined: those that it has. */
interface KeptAttempts {
  readonly history?: readonly Attempt[] | undefined;
}
export interface SentAttempt extends KeptAttempts {
  readonly sentAt: Instant;
}
export interface FailedAttempt extends KeptAttempts {
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
