/** U+0000, which PostgreSQL refuses in text, and halves of a surrogate pair, which no UTF-8 can say. */
const UNKEEPABLE = /[\0\p{Cs}]/u;

export const isKeepable = (text: string): boolean => !UNKEEPABLE.test(text);

/** A value to compare with. No column holds text that cannot be kept, and nothing equals, contains or follows null. */
export const comparable = <T>(value: T): T | null => (typeof value === 'string' && !isKeepable(value) ? null : value);
