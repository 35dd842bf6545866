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
