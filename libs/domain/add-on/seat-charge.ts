import { type LocalDate, localDaysBetween } from '@ledgerdesk/business-time';
import type { AddOnEvent, SeatCharge } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { billingAt, isBefore, type SeatsFrom, seatsOf } from '../team/billing-terms.js';
import { calculateAmount, charge } from './charge.js';
import type { AddOnFacts } from './facts.js';
import type { AddOn } from './state.js';

type SeatFacts = Pick<AddOnFacts, 'team' | 'policiesAt'>;

/**
 * Returns the earliest confirmed change of seats, in the period of an add-on and by an instant, that leaves it with
 * more seats than it has paid for. The change before the period counts too: a purchase may have been decided at the
 * same time on another engine.
 */
const unpaidSeats = (addOn: AddOn, { team }: SeatFacts, at: Instant): SeatsFrom | undefined => {
  const { seats: paid, periodSince, renewsAt } = addOn;
  const known = seatsOf(team).filter(({ from }) => from <= at && from < renewsAt);
  const before = known.findLast((change) => isBefore(change, periodSince));
  const counted = known.filter((change) => change === before || !isBefore(change, periodSince));
  return counted.find(({ seats, confirmed }) => confirmed !== null && seats > paid);
};

/** P9: returns the days of an add-on's period from one on, all of them if it is null, and those of the whole period. */
export const periodDaysFrom = (
  chargedFrom: LocalDate | null,
  { period, periodSince }: AddOn,
  { team, policiesAt }: SeatFacts,
) => {
  const { timeZone } = billingAt(team, periodSince);
  const { zones } = policiesAt(periodSince);
  const from = chargedFrom !== null && chargedFrom > period.from ? chargedFrom : period.from;
  return {
    remainingDays: localDaysBetween(from, period.to, timeZone, zones),
    periodDays: localDaysBetween(period.from, period.to, timeZone, zones),
  };
};

/** P8: the confirmed price of this period, also if the edition was changed at the same time. */
const confirmedLine = (change: SeatsFrom, { product, periodSince }: AddOn): SeatCharge | undefined =>
  isBefore(change, periodSince) ? undefined : change.confirmed?.charges.find((one) => one.product === product);

const chargeFor = (addOn: AddOn, change: SeatsFrom, facts: SeatFacts): readonly AddOnEvent[] => {
  const { from, seats, confirmed } = change;
  if (confirmed === null) return [];
  const { teamId, product, edition, period, priceVersion, agreedBy } = addOn;
  const effectiveAt = from < addOn.periodSince ? addOn.periodSince : from;
  const line = confirmedLine(change, addOn);
  const zero = { minor: 0, currency: facts.team.billing.currency };
  const terms = calculateAmount({
    edition: line?.edition ?? edition,
    unitPrice: line?.unitPrice ?? addOn.unitPrice ?? zero,
    replaces: null,
    seats: seats - addOn.seats,
    ...periodDaysFrom(confirmed.chargedFrom, addOn, facts),
    period,
  });
  const chargeId = `seats-${confirmed.quote ?? effectiveAt}`;
  return [
    {
      type: 'AddOnSeatsChanged',
      data: { teamId, product, quote: line ? confirmed.quote : null, from: addOn.seats, to: seats, effectiveAt },
    },
    charge({ teamId, product, chargeId, reason: 'seats', effectiveAt, priceVersion, agreedBy }, terms),
  ];
};

/** P9: returns the events of the earliest seats that were added by an instant and not charged yet; none if all are. */
export const dueSeatCharge = (addOn: AddOn, at: Instant, facts: SeatFacts): readonly AddOnEvent[] => {
  const unpaid = unpaidSeats(addOn, facts, at);
  return unpaid ? chargeFor(addOn, unpaid, facts) : [];
};
