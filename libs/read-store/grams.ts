/** Values of at most this length are found by a search index exactly; longer ones need a `contains` test as well. */
export const EXACT_LENGTH = 2;

const UNIT = 0x1_0000;
const OWNERS = UNIT * UNIT;

/** A pair of characters as one number; a single character is a pair with U+0000, which no stored text has. */
const pair = (first: number, second: number): number => first * UNIT + second;

/** The number of the owner of a text (32-bit FNV-1a), beyond those of pairs. Owners may share one. */
const ownerGram = (owner: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < owner.length; at += 1) hash = Math.imul(hash ^ owner.charCodeAt(at), 0x01000193);
  return OWNERS + (hash >>> 0);
};

/** What a search index stores of a text: its owner, and every UTF-16 unit and pair of units in it, once each. */
export const gramsOf = (owner: string, text: string): readonly number[] => {
  const grams = new Set<number>([ownerGram(owner)]);
  let before: number | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    grams.add(pair(0, unit));
    if (before !== undefined) grams.add(pair(before, unit));
    before = unit;
  }
  return [...grams];
};

/** What the texts of an owner have in the index if they contain a value; only the owner for an empty value. */
export const gramsOfQuery = (owner: string, value: string): readonly number[] => {
  if (value.length < 2) return gramsOf(owner, value);
  const grams = new Set<number>([ownerGram(owner)]);
  for (let at = 1; at < value.length; at += 1) grams.add(pair(value.charCodeAt(at - 1), value.charCodeAt(at)));
  return [...grams];
};
