import type { LocalDate } from '@ledgerdesk/business-time';
import type { Billing, BillingInterval, BillingStart, SeatCharge } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';

/** A number of seats from an instant on. */
export interface SeatsFrom {
  readonly kind: 'seats';
  readonly from: Instant;
  readonly seats: number;
  /** P8: what was confirmed while an add-on was active. Null: the team had none. */
  readonly confirmed: {
    /** Null: a reduction was withdrawn. */
    readonly quote: string | null;
    readonly chargedFrom: LocalDate | null;
    readonly charges: readonly SeatCharge[];
  } | null;
}
interface IntervalFrom {
  readonly kind: 'interval';
  readonly from: Instant;
  readonly interval: BillingInterval;
  /** First day of the first period of this interval, from which all are counted. Null: they are counted as before. */
  readonly firstDay: LocalDate | null;
}
interface ZoneFrom {
  readonly kind: 'zone';
  readonly from: Instant;
  readonly timeZone: string;
  readonly firstDay: LocalDate | null;
}
/** One recorded change of the terms of billing, at once or from a renewal on. */
export type BillingChange = SeatsFrom | IntervalFrom | ZoneFrom;

/** The terms of billing at one instant. */
export interface BillingTerms extends Billing {
  /** Zone of the days of billing periods. */
  readonly timeZone: string;
  /** First day that these terms can bill: the renewal at which an interval or a zone began. */
  readonly firstDay: LocalDate | null;
}

/** The part of a team that its terms of billing follow from. */
export interface BilledTeam {
  /** Terms at the registration. Use `billingAt` for those of an instant. */
  readonly billing: Billing;
  /** Zone of billing at the registration. */
  readonly billingZone: string;
  /** Changes, for each kind in order of `from`. The last of a kind may take effect at the next renewal. */
  readonly billingChanges: readonly BillingChange[];
}

const laterDay = (one: LocalDate | null, other: LocalDate | null): LocalDate | null =>
  one === null || (other !== null && other > one) ? other : one;

const applied = (terms: BillingTerms, change: BillingChange): BillingTerms => {
  if (change.kind === 'seats') return { ...terms, seats: change.seats };
  const firstDay = laterDay(terms.firstDay, change.firstDay);
  if (change.kind === 'zone') return { ...terms, timeZone: change.timeZone, firstDay };
  const periodStart = change.firstDay ?? terms.periodStart;
  return { ...terms, interval: change.interval, periodStart, firstDay };
};

/** Returns the terms of billing at an instant, which decide what add-ons cost and when they renew (P9, P10). */
export const billingAt = ({ billing, billingZone, billingChanges }: BilledTeam, at: Instant): BillingTerms =>
  billingChanges
    .filter(({ from }) => from <= at)
    .reduce(applied, { ...billing, timeZone: billingZone, firstDay: null });

/** Returns the changes with a new one, which replaces those of its kind that have not taken effect. */
export const withChange = (
  changes: readonly BillingChange[],
  change: BillingChange,
  at: Instant,
): readonly BillingChange[] => [...changes.filter(({ kind, from }) => kind !== change.kind || from <= at), change];

/** Returns the changes of seats, in order. */
export const seatsOf = ({ billingChanges }: BilledTeam): readonly SeatsFrom[] =>
  billingChanges.filter((change): change is SeatsFrom => change.kind === 'seats');

/** True if seats count in the period that begins at an instant: not those that were bought at that very instant. */
export const isBefore = ({ from, confirmed }: SeatsFrom, renewal: Instant): boolean =>
  from < renewal || (from === renewal && (confirmed?.chargedFrom ?? null) === null);

/** P10: returns the seats that the period beginning at a renewal is charged for. */
export const seatsRenewedAt = (team: BilledTeam, renewal: Instant): number =>
  seatsOf(team).findLast((change) => isBefore(change, renewal))?.seats ?? team.billing.seats;

/** Returns the billing interval that was recorded last, which may begin at the next renewal. */
export const latestInterval = ({ billing, billingChanges }: BilledTeam): BillingInterval =>
  billingChanges.findLast((change) => change.kind === 'interval')?.interval ?? billing.interval;

/** A number of seats that takes effect at the next renewal. */
export interface ScheduledSeats {
  readonly seats: number;
  readonly effectiveAt: Instant;
}

/** Returns the reduction of seats that has not taken effect; null if there is none. */
export const scheduledSeats = (team: BilledTeam, at: Instant): ScheduledSeats | null => {
  const pending = seatsOf(team).findLast(({ from }) => from > at);
  return pending ? { seats: pending.seats, effectiveAt: pending.from } : null;
};

/** The terms of billing that begin at the next renewal. */
export interface ScheduledTerms extends Pick<BillingTerms, 'interval' | 'periodStart' | 'seats' | 'timeZone'> {
  readonly effectiveAt: Instant;
}

/** Returns the terms of billing from the next renewal on; null if they stay as they are at `at`. */
export const scheduledTerms = (team: BilledTeam, at: Instant): ScheduledTerms | null => {
  const effectiveAt = team.billingChanges.find(({ from }) => from > at)?.from;
  if (effectiveAt === undefined) return null;
  const { interval, periodStart, seats, timeZone } = billingAt(team, effectiveAt);
  const now = billingAt(team, at);
  const isSame = interval === now.interval && seats === now.seats && timeZone === now.timeZone;
  return isSame ? null : { effectiveAt, interval, periodStart, seats, timeZone };
};

/** When a change of the interval or zone takes effect, and its first day; at once if it has no renewal. */
export const startOf = (
  billedFrom: BillingStart | null,
  at: Instant,
): { readonly from: Instant; readonly firstDay: LocalDate | null } => ({
  from: billedFrom?.at ?? at,
  firstDay: billedFrom?.firstDay ?? null,
});
