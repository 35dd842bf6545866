import { daysBetween, localDaysBetween } from '@ledgerdesk/business-time';
import type { AddOnEvent, BillingInterval, DatePeriod, Money } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { billingAt, type BillingTerms, seatsRenewedAt } from '../team/billing-terms.js';
import { charge, calculateAmount } from './charge.js';
import type { AddOnFacts } from './facts.js';
import { periodAt } from './period.js';
import { type Prices, roundHalfUp, unitPrice } from './prices.js';
import { dueSeatCharge } from './seat-charge.js';
import { type AddOn, editionAt, evolve } from './state.js';

type RenewalFacts = Pick<AddOnFacts, 'team' | 'policiesAt'>;

/** A unit price, and who in sales agreed on it (P1); null if it is listed. */
interface RenewalPrice {
  readonly unitPrice: Money;
  readonly agreedBy: string | null;
}

const MONTHS: Readonly<Record<BillingInterval, number>> = { month: 1, year: 12 };

/** A unit price, and the billing interval that it is for. */
interface PaidPrice {
  readonly unitPrice: Money;
  readonly interval: BillingInterval;
}

/** Returns the interval of a period, also of one that was paid before the team's interval changed. */
const intervalOf = ({ from, to }: DatePeriod): BillingInterval => (daysBetween(from, to) > 31 ? 'year' : 'month');

/** Returns the price of a seat for another interval: a year costs as much as twelve months. */
const priceOf = ({ unitPrice: { minor, currency }, interval }: PaidPrice, of: BillingInterval): Money => ({
  minor: roundHalfUp({ numerator: String(BigInt(minor) * BigInt(MONTHS[of])), denominator: String(MONTHS[interval]) }),
  currency,
});

/** Returns the price that is listed for a period of these terms, or else the one that was paid. */
export const listedOrPaid = (
  { product, edition }: Pick<AddOn, 'product' | 'edition'>,
  paid: PaidPrice,
  { currency, interval }: BillingTerms,
  prices: Prices,
): Money => unitPrice(prices, product, edition, currency, interval) ?? priceOf(paid, interval);

/**
 * Returns the price of the next period. If none is listed: the price that was agreed for a scheduled edition, or else
 * the last price paid.
 */
const renewalPrice = (addOn: AddOn, { team, policiesAt }: RenewalFacts): RenewalPrice => {
  const { product, scheduledEdition, unitPrice: lastPaid, agreedBy, renewsAt, period } = addOn;
  const edition = editionAt(addOn, renewsAt);
  const { currency, interval } = billingAt(team, renewsAt);
  const listed = unitPrice(policiesAt(renewsAt).prices, product, edition, currency, interval);
  if (listed) return { unitPrice: listed, agreedBy: null };
  const agreed = scheduledEdition?.edition === edition ? scheduledEdition.agreed : null;
  if (agreed) return { unitPrice: agreed.unitPrice, agreedBy: agreed.by };
  if (!lastPaid) return { unitPrice: { minor: 0, currency }, agreedBy };
  const paid = { unitPrice: lastPaid, interval: intervalOf(period) };
  return { unitPrice: priceOf(paid, interval), agreedBy };
};

/**
 * P10: returns the next period of an add-on and what it costs: its full price, except days that are paid. There are
 * such days only if the team's terms changed on another engine while the add-on was bought or renewed by the old ones.
 */
export const nextPeriod = (addOn: AddOn, { team, policiesAt }: RenewalFacts) => {
  const { renewsAt, period: paid } = addOn;
  const { zones } = policiesAt(renewsAt);
  const { period, periodDays, endsAt } = periodAt(team, renewsAt, { zones }, paid.to);
  const chargedFrom = paid.to > period.from ? paid.to : period.from;
  const { unitPrice, agreedBy } = renewalPrice(addOn, { team, policiesAt });
  const terms = calculateAmount({
    edition: editionAt(addOn, renewsAt),
    unitPrice,
    replaces: null,
    seats: seatsRenewedAt(team, renewsAt),
    remainingDays: localDaysBetween(chargedFrom, period.to, billingAt(team, renewsAt).timeZone, zones),
    periodDays,
    period,
  });
  return { terms, agreedBy, chargedFrom, endsAt };
};

/** P10, P14: one renewal: a scheduled downgrade, if any, the next period, and its price. */
const renewal = (addOn: AddOn, { team, policiesAt }: RenewalFacts): readonly AddOnEvent[] => {
  const { teamId, product, renewsAt, scheduledEdition } = addOn;
  const { terms, agreedBy, chargedFrom, endsAt } = nextPeriod(addOn, { team, policiesAt });
  const { edition, seats, period } = terms;
  const changed: readonly AddOnEvent[] =
    scheduledEdition === null || edition === addOn.edition
      ? []
      : [
          {
            type: 'EditionChanged',
            data: {
              teamId,
              product,
              from: addOn.edition,
              to: edition,
              quote: scheduledEdition.quote,
              effectiveAt: renewsAt,
              inquiry: null,
            },
          },
        ];
  return [
    ...changed,
    {
      type: 'AddOnRenewed',
      data: { teamId, product, edition, seats, period, periodEndsAt: endsAt, renewedAt: renewsAt, renewsAt: endsAt },
    },
    charge(
      {
        teamId,
        product,
        chargeId: `renewal-${chargedFrom}`,
        reason: 'renewal',
        effectiveAt: renewsAt,
        priceVersion: policiesAt(renewsAt).prices.version,
        agreedBy,
      },
      terms,
    ),
  ];
};

const nextOf = (addOn: AddOn, facts: RenewalFacts): readonly AddOnEvent[] => {
  const { teamId, product, removalEffectiveAt } = addOn;
  return removalEffectiveAt === null
    ? renewal(addOn, facts)
    : [{ type: 'AddOnEnded', data: { teamId, product, endedAt: removalEffectiveAt } }];
};

/** The next events that are due: those of seats that were added before the renewal, or else those of the renewal. */
const nextDue = (addOn: AddOn, at: Instant, facts: RenewalFacts): readonly AddOnEvent[] => {
  const seats = dueSeatCharge(addOn, at, facts);
  if (seats.length > 0) return seats;
  return addOn.renewsAt <= at ? nextOf(addOn, facts) : [];
};

/**
 * P9, P10, P11: returns the events due by an instant and not yet recorded: charges of added seats, one renewal per
 * period, at the prices of its day, or the end of the add-on. Terminates because each renewal is later than the one
 * before, and each charge of seats leaves fewer unpaid.
 */
export const dueRenewals = (addOn: AddOn | undefined, at: Instant, facts: RenewalFacts): readonly AddOnEvent[] => {
  const events: AddOnEvent[] = [];
  for (let current = addOn; current && !current.ended;) {
    const next = nextDue(current, at, facts);
    if (next.length === 0) break;
    events.push(...next);
    current = next.reduce(evolved, current);
  }
  return events;
};

const evolved = (addOn: AddOn | undefined, event: AddOnEvent): AddOn | undefined => evolve(addOn, event, '');

/** Returns the add-on at an instant, with due renewals applied even if not yet recorded. */
export const renewed = (addOn: AddOn | undefined, at: Instant, facts: RenewalFacts): AddOn | undefined =>
  dueRenewals(addOn, at, facts).reduce(evolved, addOn);
