import type { RecordedEvent } from '@ledgerdesk/kernel';
import type { StoredEvent } from '@ledgerdesk/event-store';
import type { NewMessage } from '@ledgerdesk/outbox';

/**
 * A process manager: reacts to events by sending commands or queueing messages in the outbox.
 *
 * @example
 * const answerMails: Process = {
 *   name: 'answer-mails',
 *   handles: ['TicketAnswered'],
 *   startFrom: 'head',
 *   react: async (event) => [answerMail(event)],
 * };
 */
export interface Process {
  readonly name: string;
  readonly handles: readonly string[];
  /**
   * Where a process without a checkpoint in this log starts: `start` if repeating past reactions has no effect, `head`
   * if it would notify people of past events.
   */
  readonly startFrom: 'start' | 'head';
  /**
   * Prefix of the outbox channels of its messages. Its reactions leave the engine: if the log lost events that it has
   * handled and an operator accepts that, it waits until the operator decides where it continues.
   */
  readonly sendsTo?: string;
  /**
   * Returns false for an event of these types that needs no reaction: it is not decoded. Called with the event as it is
   * stored: its personal fields may be sealed. Called when the events before it have been handled, and also earlier, as
   * a guess. Default: every event needs a reaction.
   */
  isConcerned?(event: StoredEvent): boolean;
  /**
   * Resolves with the messages to queue once the reaction is complete. If it rejects, the event is retried after 1 s,
   * 2 s, 4 s and so on up to a minute, and no later event is handled before. Must be idempotent: after a crash an event
   * may be delivered again.
   */
  react(event: RecordedEvent): Promise<readonly NewMessage[]>;
}
