import type { AttemptResult, NewMessage, Outbox } from '../port.js';

/** The outbox of the test that runs now. */
export interface OpenedOutbox {
  readonly current: () => Outbox;
  /** Closes the outbox and opens it again. */
  readonly reopen: () => Promise<void>;
  /** Inserts messages with a checkpoint. */
  readonly insert: (...messages: readonly NewMessage[]) => Promise<void>;
  /** Records the same outcome for each of these messages. */
  readonly recordAttempts: (attempt: AttemptResult, ...messageIds: readonly string[]) => Promise<void>;
}

/** An instant at a minute of the tests' hour. */
export const T = (minute: number): string => `2026-11-27T07:${String(minute).padStart(2, '0')}:00.000Z`;

export const aMessage = (id: string, differing: Partial<NewMessage> = {}): NewMessage => ({
  id,
  channel: 'mail',
  topic: 'answers',
  payload: `{"for":"${id}"}`,
  createdAt: T(0),
  ...differing,
});

export const idsOf = (messages: readonly { readonly id: string }[]): readonly string[] => messages.map(({ id }) => id);
