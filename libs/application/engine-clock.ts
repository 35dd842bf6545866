import { type Clock, type Instant, later } from '@ledgerdesk/kernel';

/**
 * The engine's clock, and the source of `recordedAt`. Stamps never decrease: `last` is the newest `recordedAt` already
 * in the log.
 *
 * @example
 * const clock = new EngineClock(systemClock, await lastRecordedAt(store));
 */
export class EngineClock implements Clock {
  constructor(
    private readonly source: Clock,
    private last: Instant = '',
  ) {}

  now(): Instant {
    return this.source.now();
  }

  /** The current time as `recordedAt`, or the last stamp if the clock is behind it. */
  stamp(): Instant {
    this.last = later(this.now(), this.last);
    return this.last;
  }
}
