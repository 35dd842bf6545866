import type { Answer, WaitingMessage } from '@ledgerdesk/outbox';

/** The recipient does not exist any more. Its messages, this one included, are deleted. */
export class RecipientGone extends Error {}

/** Sends outbox messages to one kind of external system, e.g. an SMTP server or webhooks. */
export interface Channel {
  /** The value of `channel` in the messages that it sends. */
  readonly name: string;
  /** True if each topic is one recipient: repeated failures then count as an attempt for all its due messages. */
  readonly topicIsRecipient?: boolean;
  /** True if nothing is sent while a step of the clock is not confirmed. */
  readonly waitsForClock?: boolean;
  /**
   * Rejects if the message was not delivered; with RecipientGone only if `topicIsRecipient`. Calls `noteAnswer` with
   * what the receiver answered, before it settles, to keep it with the message.
   */
  send(message: WaitingMessage, noteAnswer: (answer: Answer) => void): Promise<void>;
  /**
   * How long to wait before the next attempt of any message of the channel to the recipient, in ms, if it receives
   * none for now, for example because it is paused; null if it does. No attempt is counted. For channels with
   * `topicIsRecipient`.
   */
  pauseMs?(message: WaitingMessage): Promise<number | null>;
  /**
   * Called when a message was sent, before the outbox records it. If it rejects, it is called again without sending the
   * message again. Must be idempotent.
   */
  onSent?(message: WaitingMessage): Promise<void>;
  /**
   * Called when the last attempt has failed, before the outbox records it. If it rejects, it is called again without
   * another attempt. Must be idempotent. Not called for messages that fail because others of their topic did.
   */
  onGivenUp?(message: WaitingMessage, error: unknown): Promise<void>;
  /**
   * How long the recipient of the failed message accepts no messages, in ms; null if it has not said so. All its
   * messages are held back until then, and only those that were sent count an attempt. For channels with
   * `topicIsRecipient`.
   */
  holdMs?(error: unknown): number | null;
  /**
   * The channel's own retry schedule: returns the delay in ms after the given number of failed attempts (1 or more), or
   * null to stop retrying.
   *
   * @example
   * // Three attempts in total; an address that does not exist is not retried.
   * retryDelayMs: (attempts, error) => (isFinal(error) ? null : ([60_000, 600_000][attempts - 1] ?? null)),
   */
  retryDelayMs(attempts: number, error: unknown): number | null;
}
