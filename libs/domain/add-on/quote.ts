import { addDays, startOfLocalDay } from '@ledgerdesk/business-time';
import { EDITIONS, type DatePeriod, type Edition, type Fraction, type Money } from '@ledgerdesk/events';
import { HOUR, type Instant, instantOf, isRefusal, millisOf, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import { addOnsOf } from '../taxonomy.js';
import type { Team } from '../team/state.js';
import { selfServiceRefusal } from './buyer.js';
import { calculateAmount } from './charge.js';
import type { AddOnFacts } from './facts.js';
import { periodAt } from './period.js';
import { unitPrice } from './prices.js';
import { renewed } from './renewal.js';
import { type AddOn, isActive } from './state.js';

/** What a confirmed quote does. P14: an upgrade takes effect at once, a downgrade at the next renewal. */
export type QuotedChange = 'purchase' | 'upgrade' | 'downgrade';

/** P8: the price of a purchase or change of edition before confirmation. Signed and returned, never stored. */
export interface Quote {
  readonly id: string;
  readonly teamId: string;
  readonly product: string;
  readonly change: QuotedChange;
  readonly edition: Edition;
  readonly effectiveAt: Instant;
  readonly amount: Money;
  readonly exact: Fraction;
  readonly unitPrice: Money;
  readonly replaces: Money | null;
  readonly seats: number;
  readonly remainingDays: number;
  readonly periodDays: number;
  readonly period: DatePeriod;
  readonly periodEndsAt: Instant;
  /** P10: what the next period will cost, at the prices of its day as far as they are known, and today's seats. */
  readonly renewalAmount: Money;
  readonly priceVersion: string;
  readonly expiresAt: Instant;
}

/** Parameters of a quote. */
export interface QuoteRequest {
  readonly id: string;
  readonly product: string;
  readonly edition: Edition;
  readonly at: Instant;
}

/** Valid to the end of the team's day, since the price counts days; never for less than a real hour. */
const expiryOf = (today: string, { timeZone }: Team, at: Instant, { zones }: Policies): Instant =>
  instantOf(Math.max(startOfLocalDay(addDays(today, 1), timeZone, zones), millisOf(at) + HOUR));

const conflict = (code: string, rule: string, message: string): Refusal => refuse('conflict', code, message, { rule });

/** P14: one edition per product, so what the team has is changed, not bought once more. */
const changeTo = (edition: Edition, addOn: AddOn): QuotedChange | Refusal => {
  if (addOn.removalEffectiveAt !== null)
    return conflict('removal-scheduled', 'P11', 'This add-on is about to end. Take its removal back first.');
  if (addOn.scheduledEdition !== null)
    return conflict('edition-change-scheduled', 'P14', 'A change of edition is scheduled already. Take it back first.');
  if (edition === addOn.edition)
    return conflict('add-on-active', 'P14', `The team has the ${edition} add-on for ${addOn.product} already.`);
  return EDITIONS.indexOf(edition) > EDITIONS.indexOf(addOn.edition) ? 'upgrade' : 'downgrade';
};

/** What asking for an edition comes to, for a team with this add-on, or why it comes to nothing (P4, P5, P6, P14). */
export const quotedChange = (
  edition: Edition,
  addOn: AddOn | undefined,
  at: Instant,
  { buyer, team, policies }: AddOnFacts,
): QuotedChange | Refusal => {
  const held = isActive(addOn, at) ? addOn : undefined;
  return (
    selfServiceRefusal(buyer, team, edition, policies) ??
    (held && selfServiceRefusal(buyer, team, held.edition, policies)) ??
    (held ? changeTo(edition, held) : 'purchase')
  );
};

/** P9: the price of a seat for one full period, or why there is none. */
export const priceFor = (
  request: Pick<QuoteRequest, 'product' | 'edition'>,
  team: Team,
  policies: Policies,
): Money | Refusal => {
  const { currency, interval } = team.billing;
  if (!addOnsOf(policies.taxonomy).includes(request.product)) {
    return refuse('invalid', 'unknown-add-on', `There is no add-on for '${request.product}'.`, { rule: 'P13' });
  }
  return (
    unitPrice(policies.prices, request.product, request.edition, currency, interval) ??
    conflict(
      'no-price',
      'P9',
      `No ${interval} price in ${currency} is set for ${request.product} ${request.edition}. Ask sales.`,
    )
  );
};

const quoteOf = (
  request: QuoteRequest,
  change: QuotedChange,
  unit: Money,
  replaces: Money | null,
  { team, policies, policiesAt }: AddOnFacts,
): Quote => {
  const { id, product, edition, at } = request;
  const { seats, currency, interval } = team.billing;
  const { today, period, periodDays, remainingDays, endsAt } = periodAt(team, at, policies);
  const next = unitPrice(policiesAt(endsAt).prices, product, edition, currency, interval) ?? unit;
  const terms = {
    edition,
    unitPrice: unit,
    replaces,
    seats,
    remainingDays: change === 'downgrade' ? 0 : remainingDays,
    periodDays,
    period,
  };
  return {
    id,
    teamId: team.teamId,
    product,
    change,
    ...calculateAmount(terms),
    effectiveAt: change === 'downgrade' ? endsAt : at,
    periodEndsAt: endsAt,
    renewalAmount: { minor: next.minor * seats, currency },
    priceVersion: policies.prices.version,
    expiresAt: expiryOf(today, team, at, policies),
  };
};

/**
 * P9, P14: returns a quote for a new add-on or another edition of an active one, or a refusal.
 *
 * @example
 * quoteAddOn({ id: 'q-1', product: 'dropbox', edition: 'essentials', at }, undefined, facts);
 */
export const quoteAddOn = (request: QuoteRequest, recorded: AddOn | undefined, facts: AddOnFacts): Quote | Refusal => {
  const addOn = renewed(recorded, request.at, facts);
  const change = quotedChange(request.edition, addOn, request.at, facts);
  if (isRefusal(change)) return change;
  const unit = priceFor(request, facts.team, facts.policies);
  return isRefusal(unit)
    ? unit
    : quoteOf(request, change, unit, change === 'upgrade' ? (addOn?.unitPrice ?? null) : null, facts);
};
