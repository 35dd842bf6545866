import { billingPeriod, daysBetween, type LocalDate, localDateOf, startOfLocalDay } from '@ledgerdesk/business-time';
import type { DatePeriod } from '@ledgerdesk/events';
import { type Instant, instantOf, millisOf } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import type { Team } from '../team/state.js';

/** P9: a team's billing period around an instant, in days of the team's zone. */
interface TeamPeriod {
  readonly today: LocalDate;
  readonly period: DatePeriod;
  readonly periodDays: number;
  /** From today on, today included. */
  readonly remainingDays: number;
  /** The first moment of the next period. */
  readonly endsAt: Instant;
}

/** The period of a team's plan that an instant falls into. */
export const periodAt = ({ timeZone, billing }: Team, at: Instant, { zones }: Pick<Policies, 'zones'>): TeamPeriod => {
  const today = localDateOf(millisOf(at), timeZone, zones);
  const period = billingPeriod(billing.periodStart, billing.interval, today);
  return {
    today,
    period,
    periodDays: daysBetween(period.from, period.to),
    remainingDays: daysBetween(today, period.to),
    endsAt: instantOf(startOfLocalDay(period.to, timeZone, zones)),
  };
};
