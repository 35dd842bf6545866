import type { AddOnEvent, Edition, Money } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { Team } from '../team/state.js';
import { charge, calculateAmount } from './charge.js';
import type { AddOnFacts } from './facts.js';
import { periodAt } from './period.js';
import { type Prices, unitPrice } from './prices.js';
import { type AddOn, editionAt, evolve } from './state.js';

type RenewalFacts = Pick<AddOnFacts, 'team' | 'policiesAt'>;

/** A unit price, and who in sales agreed on it (P1); null if it is listed. */
interface RenewalPrice {
  readonly unitPrice: Money;
  readonly agreedBy: string | null;
}

/**
 * Returns the price of the next period. If none is listed: the price that was agreed for a scheduled edition, or else
 * the last price paid.
 */
export const renewalPrice = (
  { product, scheduledEdition, unitPrice: lastPaid, agreedBy }: AddOn,
  edition: Edition,
  { billing: { currency, interval } }: Team,
  prices: Prices,
): RenewalPrice => {
  const listed = unitPrice(prices, product, edition, currency, interval);
  if (listed) return { unitPrice: listed, agreedBy: null };
  const agreed = scheduledEdition?.edition === edition ? scheduledEdition.agreed : null;
  if (agreed) return { unitPrice: agreed.unitPrice, agreedBy: agreed.by };
  return { unitPrice: lastPaid ?? { minor: 0, currency }, agreedBy };
};

/** P10, P14: one renewal: a scheduled downgrade, if any, the next period, and its full price. */
const renewal = (addOn: AddOn, { team, policiesAt }: RenewalFacts): readonly AddOnEvent[] => {
  const { teamId, product, renewsAt, scheduledEdition } = addOn;
  const policies = policiesAt(renewsAt);
  const edition = editionAt(addOn, renewsAt);
  const { period, periodDays, endsAt } = periodAt(team, renewsAt, policies);
  const { seats } = team.billing;
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
  const price = renewalPrice(addOn, edition, team, policies.prices);
  const terms = {
    edition,
    unitPrice: price.unitPrice,
    replaces: null,
    seats,
    remainingDays: periodDays,
    periodDays,
    period,
  };
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
        chargeId: `renewal-${period.from}`,
        reason: 'renewal',
        effectiveAt: renewsAt,
        priceVersion: policies.prices.version,
        agreedBy: price.agreedBy,
      },
      calculateAmount(terms),
    ),
  ];
};

const nextOf = (addOn: AddOn, facts: RenewalFacts): readonly AddOnEvent[] => {
  const { teamId, product, removalEffectiveAt } = addOn;
  return removalEffectiveAt === null
    ? renewal(addOn, facts)
    : [{ type: 'AddOnEnded', data: { teamId, product, endedAt: removalEffectiveAt } }];
};

/**
 * P10, P11: returns the events of renewals due by an instant and not yet recorded: one renewal per period, at the
 * prices of its day, or the end of the add-on. Terminates because each renewal is later than the one before.
 */
export const dueRenewals = (addOn: AddOn | undefined, at: Instant, facts: RenewalFacts): readonly AddOnEvent[] => {
  const events: AddOnEvent[] = [];
  for (let current = addOn; current && !current.ended && current.renewsAt <= at;) {
    const next = nextOf(current, facts);
    events.push(...next);
    current = next.reduce(evolved, current);
  }
  return events;
};

const evolved = (addOn: AddOn | undefined, event: AddOnEvent): AddOn | undefined => evolve(addOn, event, '');

/** Returns the add-on at an instant, with due renewals applied even if not yet recorded. */
export const renewed = (addOn: AddOn | undefined, at: Instant, facts: RenewalFacts): AddOn | undefined =>
  dueRenewals(addOn, at, facts).reduce(evolved, addOn);
