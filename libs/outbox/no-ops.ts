import type { Instant } from '@ledgerdesk/kernel';

/**
 * The outcome of a command with an Idempotency-Key that changed nothing. It is no event, but a repeat of the command
 * must have the same outcome, whatever has happened since.
 */
export interface NoOp {
  readonly commandId: string;
  /** Who sent the command. */
  readonly caller: string;
  /** Identifies the request: a repeat of the key with another request is refused. */
  readonly requestHash: string;
  /** Revision of the command's stream that the outcome was computed from; -1 for an empty stream. */
  readonly revision: number;
  readonly at: Instant;
}

/** Remembers commands that changed nothing. Durable. */
export interface NoOps {
  /** Returns a command that was remembered at or after an instant. */
  find(commandId: string, since: Instant): Promise<NoOp | undefined>;
  /** Remembers a command, unless it is remembered. Forgets the oldest of the caller beyond `limit`. */
  remember(noOp: NoOp, limit: number): Promise<void>;
  /** Forgets up to `limit` commands that were remembered before an instant. Returns their number. */
  forget(before: Instant, limit: number): Promise<number>;
}
