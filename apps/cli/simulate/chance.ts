import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Seeded chance: the same seed, the same story. */
export class Chance {
  private readonly source;

  constructor(seed: number) {
    this.source = xoroshiro128plus(seed);
  }

  /** From 0 inclusive to 1 exclusive. */
  share(): number {
    return uniformFloat64(this.source);
  }

  happens(probability: number): boolean {
    return this.share() < probability;
  }

  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.share() * (most - least + 1));
  }

  /** One of a list; earlier ones come up more often the larger `skew` (1: all alike). */
  oneOf<T>(list: readonly [T, ...T[]], skew = 1): T {
    return list[Math.floor(this.share() ** skew * list.length)] ?? list[0];
  }

  /** Around `median`, with a long tail to the right: the shape of waiting times. */
  around(median: number, spread = 0.8): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.share())) * Math.cos(2 * Math.PI * this.share());
    return median * Math.exp(normal * spread);
  }
}

/** A seed of its own for the n-th part of a story. */
export const seedOf = (seed: number, n: number): number =>
  Math.imul(seed ^ 0x9e3779b9, n + 0x85ebca6b) ^ Math.imul(n, 0xc2b2ae35);
