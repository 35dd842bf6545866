import type { TimeZones } from '@ledgerdesk/business-time';
import { HOUR, instantOf, type Instant, millisOf } from '@ledgerdesk/kernel';
import { Buckets, type BucketSize } from './buckets.js';
import { LocalTimes } from './local-times.js';

/** A part of a span within one bucket. */
export interface Piece {
  readonly at: Instant;
  readonly millis: number;
}

/** Cuts spans where buckets begin. */
export class Cuts {
  readonly #buckets: Buckets | undefined;
  /** End of each bucket, by its order. */
  readonly #ends = new Map<number, number>();

  /** @param size undefined: spans are not cut. */
  constructor(size: BucketSize | undefined, timeZone: string | undefined, zones: TimeZones) {
    this.#buckets = size && new Buckets(size, new LocalTimes(timeZone, zones));
  }

  /** Returns the pieces of [from, to) in order of time, one in each bucket. */
  of(from: Instant, to: Instant): readonly Piece[] {
    const end = millisOf(to);
    const pieces: Piece[] = [];
    for (let at = millisOf(from); at < end;) {
      const next = Math.min(this.endOf(at), end);
      pieces.push({ at: instantOf(at), millis: next - at });
      at = next;
    }
    return pieces;
  }

  /** The first instant of the bucket after that of an instant. */
  private endOf(millis: number): number {
    if (!this.#buckets) return Infinity;
    const { order } = this.#buckets.of(millis);
    const known = this.#ends.get(order);
    if (known !== undefined && known > millis) return known;
    const end = firstOfNext(this.#buckets, millis, order);
    this.#ends.set(order, end);
    return end;
  }
}

/** Finds the end of a bucket by steps that double, and then by bisection. */
const firstOfNext = (buckets: Buckets, millis: number, order: number): number => {
  let [within, step] = [millis, HOUR / 4];
  while (buckets.of(within + step).order === order) [within, step] = [within + step, step * 2];
  let after = within + step;
  while (after - within > 1) {
    const middle = within + Math.floor((after - within) / 2);
    if (buckets.of(middle).order === order) within = middle;
    else after = middle;
  }
  return after;
};
