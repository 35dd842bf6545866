/** A text as valid Unicode: U+FFFD replaces halves of surrogate pairs. */
export const wellFormedText = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
