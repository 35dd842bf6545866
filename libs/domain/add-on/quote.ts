import { addDays, billingPeriod, daysBetween, localDateOf, startOfLocalDay } from '@ledgerdesk/business-time';
import type { DatePeriod, Edition, Money } from '@ledgerdesk/events';
import { instantOf, type Instant, isRefusal, millisOf, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Rules } from '../rules.js';
import { addOnsOf } from '../taxonomy.js';
import type { Team } from '../team/state.js';
import { type Buyer, maySelfServe } from './buyer.js';
import { prorated, unitPrice } from './prices.js';
import { type AddOn, isActive } from './state.js';

/** P8: what a purchase would cost, before anything changes. Signed and handed out; nothing of it is kept. */
export interface Quote {
  readonly id: string;
  readonly teamId: string;
  readonly product: string;
  readonly edition: Edition;
  readonly amount: Money;
  readonly unitPrice: Money;
  readonly seats: number;
  readonly remainingDays: number;
  readonly periodDays: number;
  readonly period: DatePeriod;
  readonly periodEndsAt: Instant;
  readonly priceVersion: string;
  readonly expiresAt: Instant;
}

/** What a quote is asked for with. */
export interface QuoteRequest {
  readonly id: string;
  readonly product: string;
  readonly edition: Edition;
  readonly at: Instant;
}

const ONE_HOUR = 3_600_000;

/** Valid to the end of the team's day, since the price counts days; never for less than a real hour. */
const expiryOf = (today: string, team: Team, at: Instant, rules: Rules): Instant =>
  instantOf(Math.max(startOfLocalDay(addDays(today, 1), team.timeZone, rules.zones), millisOf(at) + ONE_HOUR));

/** P14, P13: one edition per product; products stand apart. */
export const alreadyHeld = (addOn: AddOn | undefined, at: Instant): Refusal | undefined =>
  isActive(addOn, at)
    ? refuse('conflict', 'add-on-active', `The team has the ${addOn.edition} add-on for ${addOn.product} already.`, { rule: 'P14' })
    : undefined;

const priceFor = (request: QuoteRequest, team: Team, rules: Rules): Money | Refusal => {
  const { currency, interval } = team.billing;
  if (!addOnsOf(rules.taxonomy).includes(request.product)) {
    return refuse('invalid', 'unknown-add-on', `There is no add-on for '${request.product}'.`, { rule: 'P13' });
  }
  return unitPrice(rules.prices, request.product, request.edition, currency, interval)
    ?? refuse('conflict', 'no-price', `No ${interval} price in ${currency} is set for ${request.product} ${request.edition}. Ask sales.`, { rule: 'P9' });
};

/** P9: the rest of the current billing period in the team's zone; the day of purchase counts. */
const proratedQuote = (request: QuoteRequest, team: Team, unit: Money, rules: Rules): Quote => {
  const { seats, interval, periodStart } = team.billing;
  const today = localDateOf(millisOf(request.at), team.timeZone, rules.zones);
  const period = billingPeriod(periodStart, interval, today);
  const periodDays = daysBetween(period.from, period.to);
  const remainingDays = daysBetween(today, period.to);
  return {
    id: request.id, teamId: team.teamId, product: request.product, edition: request.edition,
    amount: { minor: prorated(unit.minor, seats, remainingDays, periodDays), currency: unit.currency },
    unitPrice: unit, seats, remainingDays, periodDays, period,
    periodEndsAt: instantOf(startOfLocalDay(period.to, team.timeZone, rules.zones)),
    priceVersion: rules.prices.version,
    expiresAt: expiryOf(today, team, request.at, rules),
  };
};

/** A quote for this buyer, or why there is none (P4, P5, P6, P9, P14). */
export const quoteAddOn = (
  request: QuoteRequest, team: Team, addOn: AddOn | undefined, buyer: Buyer, rules: Rules,
): Quote | Refusal => {
  const barred = maySelfServe(buyer, team, request.edition, rules) ?? alreadyHeld(addOn, request.at);
  if (barred) return barred;
  const unit = priceFor(request, team, rules);
  return isRefusal(unit) ? unit : proratedQuote(request, team, unit, rules);
};
