import type { Instant, Position } from '@ledgerdesk/kernel';

/** How far a process has looked at a log. */
export interface Checkpoint {
  readonly logId: string;
  readonly position: Position;
}

/** Something that is to leave the house. */
export interface NewMessage {
  /** Comes from the event that asks for it: the same id is the same message, however often it is put in. */
  readonly id: string;
  /** By what way it goes: `mail`, `webhook`. */
  readonly channel: string;
  /** What it belongs to, e.g. the webhook; messages can be listed by it. */
  readonly topic: string;
  /** What the sender needs to know, as JSON. */
  readonly payload: string;
  readonly createdAt: Instant;
}

export type MessageState = 'waiting' | 'sent' | 'dead';

export interface OutboxMessage extends NewMessage {
  readonly state: MessageState;
  /** Attempts that failed. */
  readonly attempts: number;
  /** When it is to be sent, first or again; null when it was sent or given up. */
  readonly dueAt: Instant | null;
  readonly lastError: string | null;
  readonly sentAt: Instant | null;
}

/** What became of an attempt; `retryAt` null gives the message up. */
export type AttemptResult = { readonly sentAt: Instant } | FailedAttempt;
export interface FailedAttempt {
  readonly error: string;
  readonly retryAt: Instant | null;
}

/** A message that waits for its time. */
export type WaitingMessage = OutboxMessage & { readonly dueAt: Instant };

/** Messages to one receiver that were tried equally often and are due by an instant. */
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

/** Newest first, after the message with this place; at most `limit`. */
export interface MessagePage {
  readonly limit: number;
  readonly after?: Pick<OutboxMessage, 'createdAt' | 'id'> | undefined;
}

/**
 * What is to leave the house, kept until it has left, and how far each process has looked at the log. Both are durable:
 * what is put in with a place is put in once, whatever breaks down in between.
 */
export interface Outbox {
  /** Undefined for a process that has never moved. */
  loadCheckpoint(process: string): Promise<Checkpoint | undefined>;
  /** Moves a process and puts in what it asked for, both or neither. */
  saveCheckpoint(process: string, checkpoint: Checkpoint, messages?: readonly NewMessage[]): Promise<void>;
  /** Puts messages in by themselves: whoever moves only when all are in puts them in again after a break, which changes nothing. */
  insert(messages: readonly NewMessage[]): Promise<void>;
  /** Messages of a channel that wait, the earliest first, whether their time has come or not. */
  listWaiting(
    channel: string,
    limit: number,
    after?: Pick<WaitingMessage, 'dueAt' | 'id'>,
  ): Promise<readonly WaitingMessage[]>;
  /** Keeps a message that waits for whoever sends it, until an instant: it is due again then. False where another was quicker. */
  claim(message: Pick<WaitingMessage, 'dueAt' | 'id'>, until: Instant): Promise<boolean>;
  /** Notes what became of an attempt to send a message that waits; any other is left as it is. */
  recordAttempt(id: string, attempt: AttemptResult): Promise<void>;
  /** Notes for all of these an attempt that failed. */
  recordFailures(due: DueGroup, attempt: FailedAttempt): Promise<void>;
  message(id: string): Promise<OutboxMessage | undefined>;
  messages(filter: MessageFilter, page: MessagePage): Promise<readonly OutboxMessage[]>;
  /** Lets a message that was given up wait again; false for any other. */
  requeue(id: string, dueAt: Instant): Promise<boolean>;
  /** Forgets messages that were sent before an instant, at most so many; how many there were. */
  deleteSent(before: Instant, limit: number): Promise<number>;
  close(): Promise<void>;
}
