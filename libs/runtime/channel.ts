import type { WaitingMessage } from '@ledgerdesk/outbox';

/** A way out of the house. */
export interface Channel {
  /** As messages name it. */
  readonly name: string;
  /** Whether a topic is one receiver: where it fails again and again, one attempt stands for all that are due to it. */
  readonly topicIsRecipient?: boolean;
  /** Rejects when the message has not arrived, as far as one can know. */
  send(message: WaitingMessage): Promise<void>;
  /** How many ms to wait after so many attempts that failed; null gives the message up. */
  retryDelayMs(attempts: number, fault: unknown): number | null;
}
