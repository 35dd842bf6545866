import type { LocalDate } from '@ledgerdesk/business-time';
import type { DatePeriod, Edition, Fraction, Money } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { type Buyer, billingRefusal, selfServiceRefusal } from '../add-on/buyer.js';
import { calculateAmount } from '../add-on/charge.js';
import { periodAt } from '../add-on/period.js';
import { expiryOf } from '../add-on/quote.js';
import { periodDaysFrom } from '../add-on/seat-charge.js';
import type { AddOn } from '../add-on/state.js';
import { upcomingCharge } from '../add-on/upcoming-charge.js';
import type { Policies } from '../policies.js';
import { activeAddOns, firstToRenew } from './active-add-ons.js';
import { type BilledTeam, billingAt, scheduledSeats } from './billing-terms.js';
import type { TeamFacts } from './facts.js';
import type { Team } from './state.js';

/** What a change of seats costs for one add-on. */
export interface SeatQuoteLine {
  readonly product: string;
  readonly edition: Edition;
  /** Price of a seat for the whole period, as paid for the current one. */
  readonly unitPrice: Money;
  readonly amount: Money;
  /** The amount before rounding. */
  readonly exact: Fraction;
  /** P10: the next renewal with the new seats; null if the removal of the add-on is scheduled. */
  readonly renewalAmount: Money | null;
}

/** P8: the price of a change of seats before confirmation. Signed and returned, never stored. */
export interface SeatQuote {
  readonly id: string;
  readonly teamId: string;
  /** More seats count at once, fewer from the renewal. */
  readonly change: 'increase' | 'reduction';
  readonly from: number;
  readonly to: number;
  /** The scheduled reduction that this change replaces; null if none is. */
  readonly replaces: number | null;
  readonly effectiveAt: Instant;
  /** What is charged at the confirmation. */
  readonly amount: Money;
  /** By add-on, in the order of their products. */
  readonly lines: readonly SeatQuoteLine[];
  readonly remainingDays: number;
  readonly periodDays: number;
  readonly period: DatePeriod;
  /** First day that is charged. */
  readonly chargedFrom: string;
  readonly periodEndsAt: Instant;
  readonly renewalAmount: Money;
  readonly expiresAt: Instant;
}

/** Parameters of a quote. */
export interface SeatQuoteRequest {
  readonly id: string;
  readonly seats: number;
  readonly at: Instant;
}

const notActive = refuse(
  'conflict',
  'team-without-add-on',
  'The team has no active add-on, so that its seats cost nothing here. Operators change them.',
  { rule: 'P2' },
);

/**
 * P4–P6: refuses who may not change the seats of these active add-ons: members who may not buy one of them, and
 * everybody if there is none.
 */
export const seatChangeRefusal = (
  buyer: Buyer,
  team: Team,
  active: readonly Pick<AddOn, 'edition'>[],
  policies: Policies,
): Refusal | undefined =>
  billingRefusal(buyer, policies) ??
  active.map(({ edition }) => selfServiceRefusal(buyer, team, edition, policies)).find((refused) => refused) ??
  (active.length === 0 ? notActive : undefined);

/** P9, P10: the price of other seats for one add-on, by the days of its period, as they will be charged. */
const lineOf = (addOn: AddOn, { from, to, at, today }: Seats, team: Team, { policiesAt }: TeamFacts) => {
  const { product, edition, unitPrice, period } = addOn;
  const { currency } = team.billing;
  const { amount, exact } = calculateAmount({
    edition,
    unitPrice: unitPrice ?? { minor: 0, currency },
    replaces: null,
    seats: Math.max(to - from, 0),
    ...periodDaysFrom(today, addOn, { team, policiesAt }),
    period,
  });
  const upcoming = upcomingCharge(addOn, { team: withSeats(team, to, at), policiesAt });
  return {
    product,
    edition,
    unitPrice: unitPrice ?? { minor: 0, currency },
    amount,
    exact,
    renewalAmount: upcoming && upcoming.amount,
  };
};

interface Seats {
  readonly from: number;
  readonly to: number;
  readonly at: Instant;
  /** First day that is charged. */
  readonly today: LocalDate;
}

/** The team as if it had this number of seats from an instant on. */
const withSeats = <T extends BilledTeam>(team: T, seats: number, at: Instant): T => ({
  ...team,
  billingChanges: [
    ...team.billingChanges.filter(({ kind, from }) => kind !== 'seats' || from <= at),
    { kind: 'seats', from: at, seats, confirmed: null },
  ],
});

const sumOf = (amounts: readonly (Money | null)[], currency: string): Money => ({
  minor: amounts.reduce((sum, amount) => sum + (amount?.minor ?? 0), 0),
  currency,
});

const unchanged = (seats: number): Refusal =>
  refuse(
    'conflict',
    'seats-unchanged',
    `The team has ${seats} seats already. To keep them, withdraw a scheduled reduction.`,
    { details: { seats } },
  );

/**
 * P8, P9: returns a quote for another number of seats while an add-on is active, or a refusal. Added seats cost what
 * the current period costs, for the rest of it.
 *
 * @example
 * quoteSeats({ id: 'q-4', seats: 30, at }, team, { kind: 'sales' }, facts);
 */
export const quoteSeats = (
  request: SeatQuoteRequest,
  team: Team,
  buyer: Buyer,
  facts: TeamFacts,
): SeatQuote | Refusal => {
  const { id, seats: to, at } = request;
  const active = activeAddOns(team, at, facts);
  const refusal = seatChangeRefusal(buyer, team, active, facts.policies);
  const first = firstToRenew(active);
  if (refusal || !first) return refusal ?? notActive;
  const { seats: from, currency } = billingAt(team, at);
  const scheduled = scheduledSeats(team, at);
  if (to === from) return unchanged(from);
  const { today } = periodAt(team, at, facts.policies);
  const lines = active.map((addOn) => lineOf(addOn, { from, to, at, today }, team, facts));
  const { period, renewsAt } = first;
  return {
    id,
    teamId: team.teamId,
    change: to > from ? 'increase' : 'reduction',
    from,
    to,
    replaces: scheduled?.seats ?? null,
    effectiveAt: to > from ? at : renewsAt,
    amount: sumOf(
      lines.map(({ amount }) => amount),
      currency,
    ),
    lines,
    ...periodDaysFrom(today, first, { team, policiesAt: facts.policiesAt }),
    period,
    chargedFrom: today,
    periodEndsAt: renewsAt,
    renewalAmount: sumOf(
      lines.map(({ renewalAmount }) => renewalAmount),
      currency,
    ),
    expiresAt: expiryOf(today, team, at, facts.policies),
  };
};

/** What a quote was priced on. The days are not part of it: a quote is valid for an hour past the end of the day. */
const basisOf = ({ change, from, to, replaces, lines, periodEndsAt }: SeatQuote): string =>
  JSON.stringify([
    change,
    from,
    to,
    replaces,
    periodEndsAt,
    lines.map(({ product, edition, unitPrice, renewalAmount }) => [
      product,
      edition,
      unitPrice.minor,
      renewalAmount?.minor ?? null,
    ]),
  ]);

/** P8: refuses a quote that has expired, or whose team, add-ons or prices have changed since. */
export const outdatedSeatQuote = (
  quote: SeatQuote,
  team: Team,
  at: Instant,
  buyer: Buyer,
  facts: TeamFacts,
): Refusal | undefined => {
  const now = quoteSeats({ id: quote.id, seats: quote.to, at }, team, buyer, facts);
  if (isRefusal(now) && now.reason === 'forbidden') return now;
  if (at >= quote.expiresAt)
    return refuse('conflict', 'quote-expired', 'This quote has expired. Request a new quote.', { rule: 'P8' });
  if (!isRefusal(now) && basisOf(now) === basisOf(quote)) return undefined;
  return refuse(
    'conflict',
    'quote-outdated',
    'Prices, seats, the add-on or the billing period have changed since this quote. Request a new quote.',
    { rule: 'P8' },
  );
};
