/** The beginning of a text: at most `length` UTF-16 units, and no half of a character at its end. */
export const excerptOf = (text: string, length: number): string => {
  const excerpt = text.slice(0, length);
  const last = excerpt.charCodeAt(excerpt.length - 1);
  return last >= 0xd8_00 && last <= 0xdb_ff ? excerpt.slice(0, -1) : excerpt;
};
