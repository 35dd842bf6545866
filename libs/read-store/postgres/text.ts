/** U+0000, which PostgreSQL rejects in text, and lone surrogates, which UTF-8 cannot encode. */
const UNSTORABLE = /[\0\p{Cs}]/u;

/** Returns true if a text column can store the text. */
export const isStorableText = (text: string): boolean => !UNSTORABLE.test(text);

/** Replaces text that no column can store by null, which no comparison matches. */
export const toOperand = <T>(value: T): T | null =>
  typeof value === 'string' && !isStorableText(value) ? null : value;
