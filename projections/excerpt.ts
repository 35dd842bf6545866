/** The beginning of a text: at most `length` UTF-16 units, and no half of a character at its end. */
export const excerptOf = (text: string, length: number): string =>
  text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
