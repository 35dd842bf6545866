import type { AddOnEvent, Edition, Money } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { Team } from '../team/state.js';
import { charge, calculateAmount } from './charge.js';
import type { AddOnFacts } from './facts.js';
import { periodAt } from './period.js';
import { type Prices, unitPrice } from './prices.js';
import { type AddOn, editionAt, evolve } from './state.js';

type RenewalFacts = Pick<AddOnFacts, 'team' | 'policiesAt'>;

/** Returns the price of the next period, or the last price paid if the price list no longer has one. */
export const priceOf = (
  addOn: AddOn,
  edition: Edition,
  { billing: { currency, interval } }: Team,
  prices: Prices,
): Money => unitPrice(prices, addOn.product, edition, currency, interval) ?? addOn.unitPrice ?? { minor: 0, currency };

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
  const terms = {
    edition,
    unitPrice: priceOf(addOn, edition, team, policies.prices),
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
