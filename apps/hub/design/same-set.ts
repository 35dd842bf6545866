/** Returns true for lists with the same values, in any order. No list has a value twice. */
export const isSameSet = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));
