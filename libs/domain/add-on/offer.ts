import type { Edition, Money } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import { selfServiceRefusal } from './buyer.js';
import type { AddOnFacts } from './facts.js';
import { priceFor } from './quote.js';
import { priceOf, renewed } from './renewal.js';
import { type AddOn, editionAt, isActive } from './state.js';

/** P7: what can be done with an add-on next. */
type AddOnAction = 'add' | 'remove' | 'keep';

/** P10: the cost of the next renewal, at the prices of its day if already known, and the current seats. */
export interface UpcomingCharge {
  readonly at: Instant;
  readonly edition: Edition;
  readonly seats: number;
  readonly amount: Money;
}

export interface AddOnOffer {
  readonly action: AddOnAction;
  /** P4, P5, P6, P9: why the buyer cannot act; undefined if they can. */
  readonly refusal: Refusal | undefined;
  readonly upcoming: UpcomingCharge | null;
}

const upcoming = (addOn: AddOn, { team, policiesAt }: AddOnFacts): UpcomingCharge | null => {
  const { renewsAt: at, removalEffectiveAt } = addOn;
  if (removalEffectiveAt !== null) return null;
  const { seats } = team.billing;
  const edition = editionAt(addOn, at);
  const { minor, currency } = priceOf(addOn, edition, team, policiesAt(at).prices);
  return { at, edition, seats, amount: { minor: minor * seats, currency } };
};

/** Returns the lowest edition sold without sales. An add-on can be added if this edition can. */
const addable = ({ policies }: AddOnFacts): Edition => policies.policy.selfServiceEditions[0] ?? 'essentials';

const addRefusal = (product: string, facts: AddOnFacts): Refusal | undefined => {
  const [{ buyer, team, policies }, edition] = [facts, addable(facts)];
  const price = priceFor({ product, edition }, team, policies);
  return selfServiceRefusal(buyer, team, edition, policies) ?? (isRefusal(price) ? price : undefined);
};

/** P7: returns the possible action on the add-on for a product, whether the buyer may take it, and the next charge. */
export const offerOf = (product: string, recorded: AddOn | undefined, at: Instant, facts: AddOnFacts): AddOnOffer => {
  const { buyer, team, policies } = facts;
  const addOn = renewed(recorded, at, facts);
  if (!isActive(addOn, at)) return { action: 'add', refusal: addRefusal(product, facts), upcoming: null };
  const action = addOn.removalEffectiveAt === null ? 'remove' : 'keep';
  return {
    action,
    refusal: selfServiceRefusal(buyer, team, addOn.edition, policies),
    upcoming: upcoming(addOn, facts),
  };
};
