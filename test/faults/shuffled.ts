import type { Random } from '../../apps/cli/simulate/random.js';

/** A list in random order. */
export const shuffled = <T>(list: readonly T[], random: Random): readonly T[] =>
  list
    .map((value) => ({ value, key: random.fraction() }))
    .sort((one, other) => one.key - other.key)
    .map(({ value }) => value);
