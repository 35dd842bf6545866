import type { ThreadMessage } from './thread-message.js';

interface Keyed {
  readonly at: string;
  readonly author: { readonly id: string };
}

/** Messages with keys that stay when earlier or later ones are added: messages have no id. */
export const keyed = <T extends Keyed>(messages: readonly T[]): readonly (readonly [key: string, message: T])[] => {
  const seen = new Map<string, number>();
  return messages.map((message) => {
    const key = `${message.at} ${message.author.id}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return [`${key} ${count}`, message];
  });
};

/** A key that distinguishes a message from others of the same instant. */
export type TellingPart = Pick<ThreadMessage, 'at' | 'author' | 'audience' | 'body' | 'erased' | 'attachments'>;

const namesOf = ({ attachments }: TellingPart): string =>
  JSON.stringify(attachments.map(({ sha256, name }) => [sha256, name]));

/**
 * Returns true for the same message, also if it has been erased since. Several messages can be of the same moment, even
 * of the same author.
 */
export const isSameMessage = (one: TellingPart, other: TellingPart): boolean =>
  one.at === other.at &&
  one.audience === other.audience &&
  one.author.kind === other.author.kind &&
  one.author.id === other.author.id &&
  (one.erased || other.erased || (one.body === other.body && namesOf(one) === namesOf(other)));
