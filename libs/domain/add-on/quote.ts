import { addDays, startOfLocalDay } from '@ledgerdesk/business-time';
import {
  type BillingInterval,
  EDITIONS,
  type DatePeriod,
  type Edition,
  type Fraction,
  type Money,
} from '@ledgerdesk/events';
import { HOUR, type Instant, instantOf, isRefusal, millisOf, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import { addOnsOf } from '../taxonomy.js';
import { type BilledTeam, billingAt, type BillingTerms } from '../team/billing-terms.js';
import { type Buyer, selfServiceRefusal } from './buyer.js';
import { calculateAmount } from './charge.js';
import type { AddOnFacts } from './facts.js';
import { periodAt } from './period.js';
import { unitPrice } from './prices.js';
import { listedOrPaid, renewed } from './renewal.js';
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
  /** Billing interval that the unit price is for. */
  readonly interval: BillingInterval;
  readonly replaces: Money | null;
  /** P1: who in sales agreed on the unit price; null if it is listed. */
  readonly agreedBy: string | null;
  readonly seats: number;
  readonly remainingDays: number;
  readonly periodDays: number;
  readonly period: DatePeriod;
  readonly periodEndsAt: Instant;
  /** P10: the cost of the next period, at the prices of its day if already known, and the seats known for it. */
  readonly renewalAmount: Money;
  readonly priceVersion: string;
  readonly expiresAt: Instant;
}

/** Parameters of a quote. */
export interface QuoteRequest {
  readonly id: string;
  readonly product: string;
  readonly edition: Edition;
  /** P1: the price per seat and interval that sales agreed, in minor units, and who. Only where none is listed. */
  readonly agreed?: { readonly minor: number; readonly by: string } | undefined;
  readonly at: Instant;
}

/** Returns the end of the team's local day, because the price counts days, but at least one hour from now. */
export const expiryOf = (today: string, team: BilledTeam, at: Instant, { zones }: Pick<Policies, 'zones'>): Instant =>
  instantOf(Math.max(startOfLocalDay(addDays(today, 1), billingAt(team, at).timeZone, zones), millisOf(at) + HOUR));

type ConflictCode =
  | 'add-on-active'
  | 'agreed-price-required'
  | 'edition-change-scheduled'
  | 'no-price'
  | 'price-listed'
  | 'removal-scheduled';
const conflict = (code: ConflictCode, rule: string, message: string): Refusal =>
  refuse('conflict', code, message, { rule });

/** P14: a team has one edition per product, so another edition is a change, not a second purchase. */
const changeTo = (edition: Edition, addOn: AddOn): QuotedChange | Refusal => {
  if (addOn.removalEffectiveAt !== null)
    return conflict('removal-scheduled', 'P11', 'The removal of this add-on is scheduled. Withdraw the removal first.');
  if (addOn.scheduledEdition !== null)
    return conflict('edition-change-scheduled', 'P14', 'A change of edition is already scheduled. Withdraw it first.');
  if (edition === addOn.edition)
    return conflict('add-on-active', 'P14', `The team already has the ${edition} add-on for ${addOn.product}.`);
  return EDITIONS.indexOf(edition) > EDITIONS.indexOf(addOn.edition) ? 'upgrade' : 'downgrade';
};

/** Returns what a quote for an edition would do to the add-on, or a refusal (P4, P5, P6, P14). */
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

const noPrice = (
  { product, edition }: PriceRequest,
  { interval, currency }: BillingTerms,
  { kind }: Buyer,
): Refusal => {
  const missing = `No ${interval} price in ${currency} is listed for ${product} ${edition}.`;
  return kind === 'sales'
    ? conflict('agreed-price-required', 'P1', `${missing} Enter the price that was agreed as \`agreedUnitPrice\`.`)
    : conflict('no-price', 'P1', `${missing} Sales can agree on a price with your team. Send an inquiry to sales.`);
};

const notAgreeable = ({ kind }: Buyer): Refusal =>
  kind === 'sales'
    ? conflict('price-listed', 'P1', 'A price is listed for this add-on. Request the quote without an agreed price.')
    : refuse(
        'forbidden',
        'agreed-price-sales-only',
        'Only sales may enter an agreed price. Send an inquiry to sales.',
        {
          rule: 'P1',
        },
      );

type PriceRequest = Pick<QuoteRequest, 'product' | 'edition' | 'agreed'>;

/**
 * P1, P9: returns the price of a seat for the full period that contains `on`: the listed one, or the one that sales
 * agreed.
 */
export const priceFor = (
  request: PriceRequest,
  { team, policies, buyer }: Pick<AddOnFacts, 'team' | 'policies' | 'buyer'>,
  on: Instant,
): Money | Refusal => {
  const terms = billingAt(team, on);
  const { currency, interval } = terms;
  if (!addOnsOf(policies.taxonomy).includes(request.product)) {
    return refuse(
      'invalid',
      'unknown-add-on',
      `Unknown add-on '${request.product}'. Use one of the add-ons in the taxonomy.`,
      { rule: 'P13' },
    );
  }
  const listed = unitPrice(policies.prices, request.product, request.edition, currency, interval);
  if (!request.agreed) return listed ?? noPrice(request, terms, buyer);
  return listed || buyer.kind !== 'sales' ? notAgreeable(buyer) : { minor: request.agreed.minor, currency };
};

/** P10: returns what the next renewal of a quoted add-on costs, at known prices and seats. */
export const quotedRenewal = (
  { product, edition, unitPrice: paid, interval }: Pick<Quote, 'product' | 'edition' | 'unitPrice' | 'interval'>,
  renewsAt: Instant,
  { team, policiesAt }: Pick<AddOnFacts, 'team' | 'policiesAt'>,
): Money => {
  const terms = billingAt(team, renewsAt);
  const price = listedOrPaid({ product, edition }, { unitPrice: paid, interval }, terms, policiesAt(renewsAt).prices);
  return { minor: price.minor * terms.seats, currency: terms.currency };
};

const quoteOf = (
  request: QuoteRequest,
  change: QuotedChange,
  unit: Money,
  replaces: Money | null,
  { team, policies, policiesAt }: AddOnFacts,
): Quote => {
  const { id, product, edition, at } = request;
  const { seats, interval } = billingAt(team, at);
  const { today, period, periodDays, remainingDays, endsAt } = periodAt(team, at, policies);
  const priced = {
    product,
    edition,
    unitPrice: unit,
    interval: change === 'downgrade' ? billingAt(team, endsAt).interval : interval,
  };
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
    interval: priced.interval,
    agreedBy: request.agreed?.by ?? null,
    effectiveAt: change === 'downgrade' ? endsAt : at,
    periodEndsAt: endsAt,
    renewalAmount: quotedRenewal(priced, endsAt, { team, policiesAt }),
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
export const quoteAddOn = (
  request: QuoteRequest,
  recordedEvents: AddOn | undefined,
  facts: AddOnFacts,
): Quote | Refusal => {
  const addOn = renewed(recordedEvents, request.at, facts);
  const change = quotedChange(request.edition, addOn, request.at, facts);
  if (isRefusal(change)) return change;
  const on = change === 'downgrade' ? periodAt(facts.team, request.at, facts.policies).endsAt : request.at;
  const unit = priceFor(request, facts, on);
  return isRefusal(unit)
    ? unit
    : quoteOf(request, change, unit, change === 'upgrade' ? (addOn?.unitPrice ?? null) : null, facts);
};
