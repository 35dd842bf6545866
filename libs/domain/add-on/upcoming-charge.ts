import type { Edition, Money } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { seatsRenewedAt } from '../team/billing-terms.js';
import type { AddOnFacts } from './facts.js';
import { renewalPrice } from './renewal.js';
import { type AddOn, editionAt } from './state.js';

/** P10: the cost of the next renewal, at the prices of its day if already known, and the seats known for it. */
export interface UpcomingCharge {
  readonly at: Instant;
  readonly edition: Edition;
  readonly seats: number;
  readonly amount: Money;
}

/** Returns the next charge of an add-on; null if its removal is scheduled. */
export const upcomingCharge = (addOn: AddOn, facts: Pick<AddOnFacts, 'team' | 'policiesAt'>): UpcomingCharge | null => {
  const { renewsAt: at, removalEffectiveAt } = addOn;
  if (removalEffectiveAt !== null) return null;
  const seats = seatsRenewedAt(facts.team, at);
  const edition = editionAt(addOn, at);
  const { minor, currency } = renewalPrice(addOn, facts).unitPrice;
  return { at, edition, seats, amount: { minor: minor * seats, currency } };
};
