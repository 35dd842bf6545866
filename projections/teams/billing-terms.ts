import type { Billing, BillingStart, LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';

/** The terms of billing that begin at the next renewal. */
export type ScheduledBilling = {
  readonly effectiveAt: Instant;
  readonly interval: Billing['interval'];
  readonly periodStart: string;
  readonly seats: number;
  /** Zone of the days of billing periods. */
  readonly timeZone: string;
};

/** What a team is billed by. As stored; use `billingIn` for an instant. */
export type BilledRow = {
  readonly billing: Readonly<{ [Field in keyof Billing]: Billing[Field] }>;
  /** Zone of the days of billing periods. */
  readonly billingZone: string;
  /** Null if nothing changes at the next renewal. */
  readonly scheduledBilling: ScheduledBilling | null;
};

type Terms = Omit<ScheduledBilling, 'effectiveAt'>;

const termsOf = ({ billing: { interval, periodStart, seats }, billingZone: timeZone }: BilledRow): Terms => ({
  interval,
  periodStart,
  seats,
  timeZone,
});

/** Returns what a team is billed by at an instant, and what will change at the next renewal after it. */
export const billingIn = ({ billing, billingZone, scheduledBilling }: BilledRow, at: Instant): BilledRow => {
  if (scheduledBilling === null || at < scheduledBilling.effectiveAt) return { billing, billingZone, scheduledBilling };
  const { interval, periodStart, seats, timeZone } = scheduledBilling;
  return {
    billing: { ...billing, interval, periodStart, seats },
    billingZone: timeZone,
    scheduledBilling: null,
  };
};

/** Changes some terms at once, and in what is scheduled. */
const changedNow = <Row extends BilledRow>(row: Row, at: Instant, terms: Partial<Terms>): Row => {
  const now = billingIn(row, at);
  const { timeZone = now.billingZone, ...billing } = terms;
  const next = { ...now, billing: { ...now.billing, ...billing }, billingZone: timeZone };
  const scheduled = now.scheduledBilling && { ...now.scheduledBilling, ...terms };
  return { ...row, ...next, scheduledBilling: scheduled && differing(scheduled, termsOf(next)) };
};

/** Changes some terms from a renewal on. */
const changedLater = <Row extends BilledRow>(
  row: Row,
  at: Instant,
  effectiveAt: Instant,
  terms: Partial<Terms>,
): Row => {
  const now = billingIn(row, at);
  const scheduled = { ...termsOf(now), ...now.scheduledBilling, ...terms, effectiveAt };
  return { ...row, ...now, scheduledBilling: differing(scheduled, termsOf(now)) };
};

const differing = (scheduled: ScheduledBilling, now: Terms): ScheduledBilling | null =>
  scheduled.interval === now.interval && scheduled.seats === now.seats && scheduled.timeZone === now.timeZone
    ? null
    : scheduled;

const changed = <Row extends BilledRow>(
  row: Row,
  at: Instant,
  billedFrom: BillingStart | null,
  terms: Partial<Terms>,
): Row => (billedFrom ? changedLater(row, at, billedFrom.at, terms) : changedNow(row, at, terms));

/** Applies a change of the zone. */
export const withZone = <Row extends BilledRow>(
  row: Row,
  { data: { timeZone, billedFrom }, occurredAt }: LoggedEvent<'TeamTimeZoneChanged'>,
): Row => changed(row, occurredAt, billedFrom, { timeZone });

/** Applies a change of the interval. One that is taken back before it began leaves the periods as they were. */
export const withInterval = <Row extends BilledRow>(
  row: Row,
  { data: { interval, billedFrom }, occurredAt }: LoggedEvent<'BillingIntervalChanged'>,
): Row => {
  const { periodStart } = billingIn(row, occurredAt).billing;
  return changed(row, occurredAt, billedFrom, { interval, periodStart: billedFrom?.firstDay ?? periodStart });
};

/** Applies seats that count at once. */
export const withSeats = <Row extends BilledRow>(
  row: Row,
  { data: { seats }, occurredAt }: LoggedEvent<'TeamSeatsChanged' | 'SeatReductionWithdrawn'>,
): Row => changedNow(row, occurredAt, { seats });

/** Applies a confirmed change of seats: more count at once, fewer from the renewal. */
export const withConfirmedSeats = <Row extends BilledRow>(
  row: Row,
  { data: { from, to, effectiveAt }, occurredAt }: LoggedEvent<'SeatChangeConfirmed'>,
): Row =>
  to < from ? changedLater(row, occurredAt, effectiveAt, { seats: to }) : changedNow(row, occurredAt, { seats: to });
