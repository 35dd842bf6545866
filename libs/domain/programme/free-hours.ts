import { openIntervals } from '@ledgerdesk/business-time';
import { addMillis, DAY, earlier, HOUR, type Instant, instantOf, later, millisOf } from '@ledgerdesk/kernel';
import type { Consultant } from '../consultant/decide.js';
import { standardHours } from '../entitlement/live-hours.js';
import type { Policies } from '../policies.js';
import type { Team } from '../team/state.js';
import { APPOINTMENT_AHEAD_MS, endOf } from './appointment.js';

/** A time [from, to) in which free hours are looked for. */
export interface HourRange {
  readonly from: Instant;
  readonly to: Instant;
}

/** The hours of standard support in the team's zone that start in a range, whole ones only. */
const offeredHours = (range: HourRange, { timeZone }: Team, policies: Policies): readonly Instant[] => {
  const [from, to] = [millisOf(range.from), millisOf(range.to)];
  if (from >= to) return [];
  // A day earlier, so that hours are counted from the opening even if the range begins in the middle of one.
  const dayBefore = Math.floor(from / HOUR) * HOUR - DAY;
  return openIntervals(standardHours(timeZone, policies), dayBefore, to + HOUR).flatMap((open) => {
    const hours = Math.floor((open.to - open.from) / HOUR);
    const starts = Array.from({ length: hours }, (_, hour) => open.from + hour * HOUR);
    return starts.filter((start) => start >= from && start < to).map(instantOf);
  });
};

/**
 * E4, Q3: the hours after `at` in which a consultant can be booked, of those in which the team has standard support.
 * Other hours can be booked too: they are not offered.
 */
export const freeHours = (
  { reservations }: Consultant,
  range: HourRange,
  team: Team,
  at: Instant,
  policies: Policies,
): readonly Instant[] => {
  const from = later(range.from, addMillis(at, 1));
  const to = earlier(range.to, addMillis(at, APPOINTMENT_AHEAD_MS));
  return offeredHours({ from, to }, team, policies).filter(
    (start) => !reservations.some(({ startsAt, endsAt }) => startsAt < endOf(start) && start < endsAt),
  );
};
