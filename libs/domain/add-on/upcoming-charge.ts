import type { Edition, Money } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { AddOnFacts } from './facts.js';
import { nextPeriod } from './renewal.js';
import type { AddOn } from './state.js';

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
  const { edition, seats, amount } = nextPeriod(addOn, facts).terms;
  return { at, edition, seats, amount };
};
