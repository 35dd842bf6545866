import type { Clock, Instant } from '@ledgerdesk/kernel';
import { later } from '@ledgerdesk/kernel';

/** Stamps `recordedAt` from the engine's clock, never earlier than the last stamp it has seen. */
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
