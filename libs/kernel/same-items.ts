/** Returns true if two lists without repeated items have the same items, in any order. */
export const hasSameItems = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item) => b.includes(item));
