import {
  billingPeriod,
  type LocalDate,
  localDateOf,
  localDaysBetween,
  startOfLocalDay,
} from '@ledgerdesk/business-time';
import type { DatePeriod } from '@ledgerdesk/events';
import { type Instant, instantOf, millisOf } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import { type BilledTeam, billingAt } from '../team/billing-terms.js';

/** P9: the billing period that contains an instant, in local dates of the team's zone. A skipped date is no day. */
interface TeamPeriod {
  readonly today: LocalDate;
  readonly period: DatePeriod;
  readonly periodDays: number;
  /** Days left in the period, including today. */
  readonly remainingDays: number;
  /** Start of the next period. */
  readonly endsAt: Instant;
}

/**
 * Returns the billing period of a team that contains an instant. A renewal begins the period after the one that it
 * ends, also where the zone changes with it and has the date before. With `paidUntil`, no earlier day is meant.
 */
export const periodAt = (
  team: BilledTeam,
  at: Instant,
  { zones }: Pick<Policies, 'zones'>,
  paidUntil: LocalDate | null = null,
): TeamPeriod => {
  const { timeZone, periodStart, interval, firstDay } = billingAt(team, at);
  const date = localDateOf(millisOf(at), timeZone, zones);
  const today = [firstDay, paidUntil].reduce<LocalDate>((day, other) => (other && other > day ? other : day), date);
  const period = billingPeriod(periodStart, interval, today);
  return {
    today,
    period,
    periodDays: localDaysBetween(period.from, period.to, timeZone, zones),
    remainingDays: localDaysBetween(today, period.to, timeZone, zones),
    endsAt: instantOf(startOfLocalDay(period.to, timeZone, zones)),
  };
};
