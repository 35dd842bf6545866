import { DAY, HOUR, MINUTE } from '@ledgerdesk/kernel';
import type { LocalTimes } from './local-times.js';

/** Sizes of buckets: parts of local time. Weeks are those of ISO 8601 and begin on Monday. */
export const BUCKET_SIZES = ['hour', 'day', 'week', 'month', 'quarter'] as const;
export type BucketSize = (typeof BUCKET_SIZES)[number];

/** A part of local time. */
export interface Bucket {
  /** Orders buckets of one size in time. */
  readonly order: number;
  /**
   * `2026-11-27T07:00+09:00`, `2026-11-27`, `2026-W48`, `2026-11` or `2026-Q4`. An hour has the offset from UTC: where
   * clocks are set back, two hours have the same local time.
   */
  readonly name: string;
}

const padded = (value: number, length = 2): string => String(value).padStart(length, '0');

/** 1970-01-01 was a Thursday. */
const mondayOf = (day: number): number => day - ((((day + 3) % 7) + 7) % 7);

const yearOf = (day: number): number => new Date(day * DAY).getUTCFullYear();
const monthOf = (day: number): number => new Date(day * DAY).getUTCMonth();
const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, -'T00:00:00.000Z'.length);

const weekName = (monday: number): string => {
  const thursday = monday + 3;
  const year = yearOf(thursday);
  const week = Math.floor((thursday - Date.UTC(year, 0, 1) / DAY) / 7) + 1;
  return `${padded(year, 4)}-W${padded(week)}`;
};

const offsetName = (millis: number): string => {
  if (millis === 0) return 'Z';
  const minutes = Math.floor(Math.abs(millis) / MINUTE);
  return `${millis < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60))}:${padded(minutes % 60)}`;
};

const hourName = (wall: number, offset: number): string =>
  `${dateOf(Math.floor(wall / DAY))}T${padded((((wall / HOUR) % 24) + 24) % 24)}:00${offsetName(offset)}`;

interface Size {
  /** No bucket is shorter: a step of this length meets every one. */
  readonly step: number;
  /** Orders the bucket of an instant with its local time. Equal only for instants of one bucket. */
  order(millis: number, wall: number): number;
  name(millis: number, wall: number): string;
}

const dayIn = (wall: number): number => Math.floor(wall / DAY);
const hourIn = (wall: number): number => Math.floor(wall / HOUR) * HOUR;

const SIZES: Readonly<Record<BucketSize, Size>> = {
  hour: {
    step: 15 * MINUTE,
    order: (millis, wall) => hourIn(wall) - (wall - millis),
    name: (millis, wall) => hourName(hourIn(wall), wall - millis),
  },
  day: { step: 12 * HOUR, order: (_, wall) => dayIn(wall), name: (_, wall) => dateOf(dayIn(wall)) },
  week: {
    step: 5 * DAY,
    order: (_, wall) => mondayOf(dayIn(wall)),
    name: (_, wall) => weekName(mondayOf(dayIn(wall))),
  },
  month: {
    step: 25 * DAY,
    order: (_, wall) => yearOf(dayIn(wall)) * 12 + monthOf(dayIn(wall)),
    name: (_, wall) => dateOf(dayIn(wall)).slice(0, -'-dd'.length),
  },
  quarter: {
    step: 80 * DAY,
    order: (_, wall) => yearOf(dayIn(wall)) * 4 + Math.floor(monthOf(dayIn(wall)) / 3),
    name: (_, wall) => `${padded(yearOf(dayIn(wall)), 4)}-Q${Math.floor(monthOf(dayIn(wall)) / 3) + 1}`,
  },
};

/** The buckets of one size in a time zone. */
export class Buckets {
  readonly #known = new Map<number, Bucket>();
  readonly #size: Size;

  constructor(
    size: BucketSize,
    private readonly times: LocalTimes,
  ) {
    this.#size = SIZES[size];
  }

  /** Returns the bucket of an epoch ms. */
  of(millis: number): Bucket {
    const wall = this.times.at(millis);
    const order = this.#size.order(millis, wall);
    const known = this.#known.get(order);
    if (known) return known;
    const bucket = { order, name: this.#size.name(millis, wall) };
    this.#known.set(order, bucket);
    return bucket;
  }

  /**
   * Returns all buckets with an instant in [from, to), in order of time; undefined if there are more than `limit`. A
   * local date that the zone skipped is none.
   */
  between(from: number, to: number, limit: number): readonly Bucket[] | undefined {
    const found = new Set<Bucket>();
    for (let at = from; at < to; at += this.#size.step) {
      found.add(this.of(at));
      if (found.size > limit) return undefined;
    }
    if (from < to) found.add(this.of(to - 1));
    return found.size > limit ? undefined : [...found].sort((a, b) => a.order - b.order);
  }
}
