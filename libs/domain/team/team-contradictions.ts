import type { BillingIntervalChanged, SeatChangeConfirmed, SeatCharge, TeamTimeZoneChanged } from '@ledgerdesk/events';
import { addMillis, HOUR, type Instant } from '@ledgerdesk/kernel';
import { calculateAmount } from '../add-on/charge.js';
import { periodAt } from '../add-on/period.js';
import { periodDaysFrom } from '../add-on/seat-charge.js';
import type { AddOn } from '../add-on/state.js';
import { differs, fieldsDiffer } from '../contradiction.js';
import { activeAddOns, firstToRenew, nextRenewal } from './active-add-ons.js';
import { billingAt } from './billing-terms.js';
import type { TeamFacts } from './facts.js';
import type { Team } from './state.js';

/** The events of a team that state what follows from its add-ons. */
export type BilledTeamEvent = SeatChangeConfirmed | TeamTimeZoneChanged | BillingIntervalChanged;

/** The charges in the order of their products: the recorded order is that of the taxonomy of the day. */
const byProduct = (charges: readonly SeatCharge[]): readonly SeatCharge[] =>
  charges.toSorted((one, other) => (one.product < other.product ? -1 : 1));

const lineOf = (addOn: AddOn, { data }: SeatChangeConfirmed, team: Team, { policiesAt }: TeamFacts) => {
  const { product, edition, unitPrice, period } = addOn;
  const price = unitPrice ?? { minor: 0, currency: team.billing.currency };
  const days = periodDaysFrom(data.chargedFrom, addOn, { team, policiesAt });
  const terms = { edition, unitPrice: price, replaces: null, seats: data.to - data.from, ...days, period };
  return { product, edition, unitPrice: price, amount: calculateAmount(terms).amount };
};

/** P8, P9: what a change of seats charges, and when it counts. */
const seatContradictions = (
  team: Team,
  event: SeatChangeConfirmed,
  at: Instant,
  facts: TeamFacts,
): readonly string[] => {
  const { data } = event;
  const active = activeAddOns(team, at, facts);
  const renewsAt = firstToRenew(active)?.renewsAt;
  const isIncrease = data.to > data.from;
  const days = [at, addMillis(at, -HOUR)].map((instant) => periodAt(team, instant, facts.policies).today);
  return [
    ...differs('from', data.from, billingAt(team, at).seats),
    ...(renewsAt === undefined ? ['no add-on was active'] : differs('renewsAt', data.renewsAt, renewsAt)),
    ...differs('effectiveAt', data.effectiveAt, isIncrease ? at : data.renewsAt),
    ...(isIncrease
      ? [
          ...(days.some((day) => day === data.chargedFrom) ? [] : differs('chargedFrom', data.chargedFrom, days[0])),
          ...differs(
            'charges',
            byProduct(data.charges),
            byProduct(active.map((one) => lineOf(one, event, team, facts))),
          ),
        ]
      : fieldsDiffer(data, { chargedFrom: null, charges: [] })),
  ];
};

/** Recomputes what an event of a team states that follows from the team and its add-ons before. */
export const teamContradictions = (
  team: Team,
  event: BilledTeamEvent,
  at: Instant,
  facts: TeamFacts,
): readonly string[] => {
  if (event.type === 'SeatChangeConfirmed') return seatContradictions(team, event, at, facts);
  const renewal = nextRenewal(activeAddOns(team, at, facts));
  const isUndone = event.type === 'BillingIntervalChanged' && event.data.interval === billingAt(team, at).interval;
  return differs('billedFrom', event.data.billedFrom, isUndone ? null : renewal);
};
