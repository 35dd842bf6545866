/** At least one of a kind. */
export type Group<T> = readonly [T, ...T[]];

/** Items by a name, groups in the order of their names. */
export const groupsOf = <T>(items: readonly T[], nameOf: (item: T) => string): readonly Group<T>[] => {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(nameOf(item));
    if (group) group.push(item);
    else groups.set(nameOf(item), [item]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
};
