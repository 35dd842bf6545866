export type NonEmpty<T> = readonly [T, ...T[]];

/** Groups items by key. Groups are sorted by key; items keep their order within a group. */
export const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): readonly NonEmpty<T>[] => {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
};
