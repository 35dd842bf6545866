/** Resolves with all values of an iterable, such as the pages of a list, in order. */
export const collect = async <T>(values: AsyncIterable<T>): Promise<readonly T[]> => {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
};
