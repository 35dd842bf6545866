import type { AddOnEvent, AddOnPurchased, ChargeIssued, EditionChanged } from '@ledgerdesk/events';
import { HOUR, type Instant, addMillis } from '@ledgerdesk/kernel';
import { differs, fieldsDiffer } from '../contradiction.js';
import type { Policies } from '../policies.js';
import { type BilledTeam, billingAt } from '../team/billing-terms.js';
import type { Team } from '../team/state.js';
import { calculateAmount } from './charge.js';
import { periodAt } from './period.js';
import { unitPrice } from './prices.js';
import { dueRenewals } from './renewal.js';
import { type AddOn, evolve } from './state.js';

/** What the events of one command on an add-on were decided on. */
export interface BillingFacts {
  readonly team: Team;
  /** Policies by the instant whose prices count. */
  readonly policiesAt: (instant: Instant) => Policies;
}

/** The events that one command recorded on an add-on. */
export interface AddOnAppend {
  readonly before: AddOn | undefined;
  readonly events: readonly AddOnEvent[];
  readonly at: Instant;
}

/** What contradicts one event of an append. */
export interface EventContradictions {
  /** Index of the event. */
  readonly index: number;
  readonly found: readonly string[];
}

/** P9: the amount of a charge from the factors that it names. Needs nothing but the event. */
export const chargeContradictions = ({ data }: ChargeIssued): readonly string[] => {
  const { amount, exact } = calculateAmount(data);
  return fieldsDiffer(data, { amount, exact });
};

/**
 * Days that a confirmation at an instant may charge: those from its day on, or from the day of the quote, which may be
 * an hour older.
 */
const chargeableDays = (team: BilledTeam, at: Instant, { zones }: Policies): readonly number[] => {
  const { period, remainingDays } = periodAt(team, at, { zones });
  const quoted = periodAt(team, addMillis(at, -HOUR), { zones });
  return quoted.period.from === period.from ? [remainingDays, quoted.remainingDays] : [remainingDays];
};

/** P9, P14: what a confirmed purchase or upgrade charges. */
const confirmedCharge = (
  addOn: AddOn | undefined,
  { data }: ChargeIssued,
  at: Instant,
  { team, policiesAt }: BillingFacts,
): readonly string[] => {
  const policies = policiesAt(at);
  const { seats, currency, interval } = billingAt(team, at);
  const { period, periodDays } = periodAt(team, at, policies);
  const listed =
    data.agreedBy === null ? unitPrice(policies.prices, data.product, data.edition, currency, interval) : undefined;
  const replaces = data.reason === 'upgrade' ? (addOn?.unitPrice ?? null) : null;
  return [
    ...fieldsDiffer(data, { seats, period, periodDays, replaces, effectiveAt: at }),
    ...(data.agreedBy === null && listed ? differs('unitPrice', data.unitPrice, listed) : []),
    ...(data.agreedBy === null && !listed ? ['no price is listed'] : []),
    ...(chargeableDays(team, at, policies).includes(data.remainingDays)
      ? []
      : differs('remainingDays', data.remainingDays, periodAt(team, at, policies).remainingDays)),
    ...differs('currency', data.unitPrice.currency, currency),
  ];
};

/** P9: the first period of an add-on. */
const purchase = ({ data }: AddOnPurchased, at: Instant, { team, policiesAt }: BillingFacts): readonly string[] => {
  const { period, endsAt } = periodAt(team, at, policiesAt(at));
  return fieldsDiffer(data, { period, periodEndsAt: endsAt, renewsAt: endsAt, seats: billingAt(team, at).seats });
};

/** P14: an edition that changes at once, and one that changes with the renewal. */
const editionChange = (addOn: AddOn, { data }: Pick<EditionChanged, 'data'>, effectiveAt: Instant): readonly string[] =>
  fieldsDiffer(data, { from: addOn.edition, effectiveAt });

const decided = (addOn: AddOn | undefined, event: AddOnEvent, at: Instant, facts: BillingFacts): readonly string[] => {
  if (event.type === 'AddOnPurchased') return purchase(event, at, facts);
  if (event.type === 'ChargeIssued') return confirmedCharge(addOn, event, at, facts);
  if (!addOn) return [];
  switch (event.type) {
    case 'EditionChanged':
      return editionChange(addOn, event, at);
    case 'EditionChangeScheduled':
      return editionChange(addOn, event, periodAt(facts.team, at, facts.policiesAt(at)).endsAt);
    case 'AddOnRemovalScheduled':
      return differs('effectiveAt', event.data.effectiveAt, addOn.renewsAt);
    case 'AddOnRenewed':
    case 'AddOnEnded':
    case 'AddOnSeatsChanged':
      return ['nothing of the kind was due'];
    default:
      return [];
  }
};

const compareDue = (recorded: AddOnEvent | undefined, due: AddOnEvent): readonly string[] => {
  if (recorded?.type !== due.type) return [`${due.type} was due before`];
  return fieldsDiffer(recorded.data, due.data);
};

/**
 * Recomputes the facts that the events of one command on an add-on state: what was due before it (P10, P11: periods,
 * renewals, added seats, the end), and what it confirmed (P9, P14: period, price, prorated amount).
 */
export const addOnContradictions = (
  { before, events, at }: AddOnAppend,
  facts: BillingFacts,
): readonly EventContradictions[] => {
  const due = dueRenewals(before, at, facts);
  const found: EventContradictions[] = [];
  let addOn = before;
  /** The add-on before the last event: an upgrade deducts the price of that. */
  let previous = before;
  for (const [index, expected] of due.entries()) {
    const contradictions = compareDue(events[index], expected);
    found.push({ index: Math.min(index, events.length - 1), found: contradictions });
    // Whatever follows would contradict what follows from it.
    if (contradictions.length > 0) return found;
    addOn = evolve(addOn, expected, at);
  }
  for (const [index, event] of events.entries()) {
    if (index < due.length) continue;
    const held = event.type === 'ChargeIssued' ? previous : addOn;
    found.push({ index, found: decided(held, event, at, facts) });
    [previous, addOn] = [addOn, evolve(addOn, event, at)];
  }
  return found;
};
