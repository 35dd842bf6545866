import { localDateOf } from '@ledgerdesk/business-time';
import { type Instant, millisOf } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';

/** A name that is not one of an IANA time zone. */
class UnknownTimeZone extends Error {
  readonly code = 'invalid-time-zone';
}

const [MONTH, MINUTE] = ['yyyy-mm'.length, 'yyyy-mm-ddThh:mm'.length];

/**
 * Returns a function that gives the month of an instant in a time zone, such as `2026-10`. Fast for instants in order.
 * @throws UnknownTimeZone
 */
export const monthsIn = (timeZone: string): ((instant: Instant) => string) => {
  const zones = new TemporalTimeZones();
  const problem = zones.problemWith(timeZone);
  if (problem !== undefined) throw new UnknownTimeZone(problem);
  let [minute, month] = ['', ''];
  return (instant) => {
    const current = instant.slice(0, MINUTE);
    if (current !== minute)
      [minute, month] = [current, localDateOf(millisOf(instant), timeZone, zones).slice(0, MONTH)];
    return month;
  };
};
