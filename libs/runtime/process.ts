import type { RecordedEvent } from '@ledgerdesk/kernel';
import type { NewMessage } from '@ledgerdesk/outbox';

/** What the house does by itself because something happened: sends commands, or puts messages into the outbox. */
export interface Process {
  readonly name: string;
  readonly handles: readonly string[];
  /**
   * Where it begins on a log that it has never seen: `start` where what it does is known by its ids and harmless to
   * repeat, `head` where it would bother people about the past.
   */
  readonly startFrom: 'start' | 'head';
  /**
   * Resolves when what follows from the event is done, with the messages to put in. Rejects where it should be tried
   * again. After a crash an event may come again: a repeat must do nothing.
   */
  react(event: RecordedEvent): Promise<readonly NewMessage[]>;
}
