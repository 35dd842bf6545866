import { type Instant, millisOf, MINUTE } from '@ledgerdesk/kernel';
import { damage, note } from '../finding.js';
import type { Report } from '../findings.js';
import { type CheckedEvent, type LogCheck, placeOf } from '../log-check.js';

/**
 * Largest difference between the clocks of two engines. A larger step back is damage: an engine refuses to run on a
 * clock that is further behind the log.
 */
const MAX_SKEW_MS = 5 * MINUTE;

interface EventTimesOptions {
  /** `recordedAt` of the event before the first one that is checked. */
  readonly after?: Instant | undefined;
}

/**
 * Checks that `recordedAt` never decreases over the log, and that no event occurred after it was recorded. Engines that
 * share a log stamp by their own clocks: a step back within their difference is no damage.
 */
export class EventTimes implements LogCheck {
  private latest: Instant;
  private latestPlace = 'the event before';
  private stepsWithinSkew = 0;

  constructor({ after = '' }: EventTimesOptions = {}) {
    this.latest = after;
  }

  check({ stored }: CheckedEvent, report: Report): void {
    const { recordedAt, occurredAt } = stored;
    const place = placeOf(stored);
    const back = this.latest === '' ? 0 : millisOf(this.latest) - millisOf(recordedAt);
    if (back > MAX_SKEW_MS)
      report(
        damage('event-order', place, `it was recorded at ${recordedAt}, ${this.latestPlace} already at ${this.latest}`),
      );
    else if (back > 0) this.stepsWithinSkew += 1;
    if (millisOf(occurredAt) - millisOf(recordedAt) > MAX_SKEW_MS)
      report(damage('event-time', place, `it occurred at ${occurredAt}, but was recorded earlier, at ${recordedAt}`));
    if (recordedAt > this.latest) {
      this.latest = recordedAt;
      this.latestPlace = `that at position ${stored.position}`;
    }
  }

  end(report: Report): void {
    if (this.stepsWithinSkew > 0)
      report(
        note(
          'event-order',
          'log',
          `${this.stepsWithinSkew} events were recorded up to 5 minutes before an earlier one, ` +
            'as the clocks of several engines differ',
        ),
      );
  }
}
