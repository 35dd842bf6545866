import { type Clock, type Instant, later } from '@ledgerdesk/kernel';

/**
 * Stamps `recordedAt` from the engine's clock. Stamps never decrease: `last` is the newest stamp already in the log.
 *
 * @example
 * const recorder = new Recorder(clock, await lastRecordedAt(store));
 */
export class Recorder {
  constructor(
    readonly clock: Clock,
    private last: Instant = '',
  ) {}

  stamp(): Instant {
    this.last = later(this.clock.now(), this.last);
    return this.last;
  }
}
