/** Returns a text of an address: numbers and truth values are written like texts. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

/**
 * Returns the element of a list that equals a value from the address or a field; undefined if there is none.
 *
 * @example
 * const state = oneOf(STATES, search.state) ?? 'open';
 */
export const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((one) => one === textOf(value));

/** An object without the properties that are undefined, so that they are not in the address. */
export const defined = <T extends object>(values: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
