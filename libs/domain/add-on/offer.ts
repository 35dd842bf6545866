import type { Edition } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import { selfServiceRefusal } from './buyer.js';
import type { AddOnFacts } from './facts.js';
import { priceFor } from './quote.js';
import { renewed } from './renewal.js';
import { type AddOn, isActive } from './state.js';
import { type UpcomingCharge, upcomingCharge } from './upcoming-charge.js';

/** P7: what can be done with an add-on next. */
type AddOnAction = 'add' | 'remove' | 'keep';

export interface AddOnOffer {
  readonly action: AddOnAction;
  /** P4, P5, P6, P9: why the buyer cannot act; undefined if they can. */
  readonly refusal: Refusal | undefined;
  readonly upcoming: UpcomingCharge | null;
}

/** Returns the lowest edition sold without sales. An add-on can be added if this edition can. */
const addable = ({ policies }: AddOnFacts): Edition => policies.policy.selfServiceEditions[0] ?? 'essentials';

const addRefusal = (product: string, facts: AddOnFacts, at: Instant): Refusal | undefined => {
  const [{ buyer, team, policies }, edition] = [facts, addable(facts)];
  // Sales can sell without a listed price.
  if (buyer.kind === 'sales') return undefined;
  const price = priceFor({ product, edition }, facts, at);
  return selfServiceRefusal(buyer, team, edition, policies) ?? (isRefusal(price) ? price : undefined);
};

/** P7: returns the possible action on the add-on for a product, whether the buyer may take it, and the next charge. */
export const offerOf = (product: string, recorded: AddOn | undefined, at: Instant, facts: AddOnFacts): AddOnOffer => {
  const { buyer, team, policies } = facts;
  const addOn = renewed(recorded, at, facts);
  if (!isActive(addOn, at)) return { action: 'add', refusal: addRefusal(product, facts, at), upcoming: null };
  const action = addOn.removalEffectiveAt === null ? 'remove' : 'keep';
  return {
    action,
    refusal: selfServiceRefusal(buyer, team, addOn.edition, policies),
    upcoming: upcomingCharge(addOn, facts),
  };
};
