/**
 * The text of a row as readers get it: null once it is erased. Rows have an empty text then, and no text that people
 * give is empty.
 */
export const textOrErased = (text: string | null): string | null => (text === '' ? null : text);

/** Returns true if a text of a row is erased. */
export const isErased = (text: string | null): boolean => text === '';
