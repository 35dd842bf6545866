import type { ThreadMessage } from './thread-message.js';

/** The ticket to which a message is sent, and who will see it there. */
export interface Destination {
  readonly ticketId: string;
  readonly audience: ThreadMessage['audience'];
}

/** What tells a message from others: messages have no id. */
export interface Words extends Destination {
  readonly author: Pick<ThreadMessage['author'], 'kind' | 'id'>;
  readonly body: string;
}

/** What the thread had when a message was sent. */
export interface Baseline {
  /** Instant of its newest message; empty without one. */
  readonly since: string;
  /** How many messages since then have the same words, with those that are on their way. */
  readonly equals: number;
}

/** A message that is shown in its thread before the engine has recorded it. */
export interface OutgoingMessage extends Words, Baseline {
  readonly id: number;
  readonly files: readonly { readonly id: string; readonly name: string }[];
  /** The engine has recorded it; the thread is still to be loaded. */
  readonly isSent: boolean;
}

const countIn = (thread: readonly ThreadMessage[], { author, audience, body }: Words, since: string): number =>
  thread.filter(
    (one) =>
      one.at >= since &&
      one.audience === audience &&
      one.author.kind === author.kind &&
      one.author.id === author.id &&
      (one.erased || one.body === body),
  ).length;

/** Returns true for messages that their thread shows alike. */
export const isEqual = (one: Words, other: Words): boolean =>
  one.ticketId === other.ticketId &&
  one.audience === other.audience &&
  one.author.id === other.author.id &&
  one.body === other.body;

/** Returns true once the thread has the message itself: from then on only that one is shown. */
export const hasArrived = (message: OutgoingMessage, thread: readonly ThreadMessage[]): boolean =>
  countIn(thread, message, message.since) > message.equals;

/** What a thread has before a message arrives, with the messages that were sent before it. */
export const baselineIn = (
  thread: readonly ThreadMessage[],
  before: readonly OutgoingMessage[],
  words: Words,
): Baseline => {
  const since = thread.reduce((newest, { at }) => (at > newest ? at : newest), '');
  const onTheWay = before.filter((one) => isEqual(one, words) && !hasArrived(one, thread));
  return { since, equals: countIn(thread, words, since) + onTheWay.length };
};
