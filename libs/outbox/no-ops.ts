import type { Instant } from '@ledgerdesk/kernel';
import type { OutboxMessage } from './message.js';

/** A command with an Idempotency-Key, as it is remembered. */
export interface RepeatableCommand {
  readonly commandId: string;
  /** Who sent the command. */
  readonly caller: string;
  /** Identifies the request: a repeat of the key with another request is refused. */
  readonly requestHash: string;
  readonly at: Instant;
  /** Commands remembered of one caller. Beyond, the oldest are forgotten. */
  readonly limit: number;
}

/**
 * The outcome of a command with an Idempotency-Key that recorded no event. A repeat of the command must have the same
 * outcome, whatever has happened since.
 */
export interface NoOp extends Omit<RepeatableCommand, 'limit'> {
  /** Revision of the command's stream that the outcome was computed from; -1 for an empty stream, or without one. */
  readonly revision: number;
  /** The message that the command requeued, as it was then. */
  readonly requeued?: OutboxMessage | undefined;
}

/** Remembers commands that recorded no event. Durable. */
export interface NoOps {
  /** Returns a command that was remembered at or after an instant. */
  find(commandId: string, since: Instant): Promise<NoOp | undefined>;
  /** Remembers a command, unless it is remembered. Forgets the oldest of the caller beyond `limit`. */
  remember(noOp: NoOp, limit: number): Promise<void>;
  /** Forgets up to `limit` commands that were remembered before an instant. Returns their number. */
  forget(before: Instant, limit: number): Promise<number>;
}
