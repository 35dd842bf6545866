import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Seeded random numbers: the same seed gives the same sequence. */
export class Random {
  private readonly generator;

  constructor(seed: number) {
    this.generator = xoroshiro128plus(seed);
  }

  /** Returns a number in [0, 1). */
  fraction(): number {
    return uniformFloat64(this.generator);
  }

  /** Returns true with this probability. */
  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** Returns an integer in [min, max]. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.fraction() * (max - min + 1));
  }

  /** Returns an element of a list. A `skew` above 1 favours earlier elements; 1 is uniform. */
  pick<T>(list: readonly [T, ...T[]], skew = 1): T {
    return list[Math.floor(this.fraction() ** skew * list.length)] ?? list[0];
  }

  /** Returns a log-normally distributed number with this median, as waiting times are. */
  logNormal(median: number, spread = 0.8): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.fraction())) * Math.cos(2 * Math.PI * this.fraction());
    return median * Math.exp(normal * spread);
  }
}

/** Derives the seed of the n-th part of a simulation. */
export const deriveSeed = (seed: number, n: number): number =>
  Math.imul(seed ^ 0x9e3779b9, n + 0x85ebca6b) ^ Math.imul(n, 0xc2b2ae35);
