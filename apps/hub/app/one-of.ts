/**
 * The value of a list that a text of the address names; undefined if it names none.
 *
 * @example
 * const state = oneOf(STATES, search.state) ?? 'open';
 */
export const oneOf = <T extends string>(values: readonly T[], text: string | undefined): T | undefined =>
  values.find((value) => value === text);
