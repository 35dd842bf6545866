import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Choices that a seed determines. */
export class Choices {
  private readonly source;

  constructor(seed: number) {
    this.source = xoroshiro128plus(seed);
  }

  /** A whole number from `min` to `max`. */
  between(min: number, max: number): number {
    return uniformInt(this.source, min, max);
  }

  /** One of some values. Throws RangeError if there are none. */
  of<T>(values: readonly T[]): T {
    const value = values[this.between(0, values.length - 1)];
    if (value === undefined) throw new RangeError('There is nothing to choose from.');
    return value;
  }
}
