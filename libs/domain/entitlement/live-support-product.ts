import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { AddOn } from '../add-on/state.js';
import { activeMember } from '../member/active-member.js';
import type { Member } from '../member/state.js';
import type { Policies } from '../policies.js';
import { type Product, resolveProduct } from '../taxonomy.js';
import type { Team } from '../team/state.js';
import { liveSupportRefusal } from './live-support.js';

/** State of other streams that chat and callback decisions need. `addOn` is the team's for the product. */
export interface LiveSupportFacts {
  readonly policies: Policies;
  readonly team?: Team | undefined;
  readonly member?: Member | undefined;
  readonly addOn?: AddOn | undefined;
}

/** E2, E3, E9, L5, L6, R2: returns the product of a live request, or a refusal if live support is not available. */
export const liveSupportProduct = (
  { product: requested, at }: { readonly product?: string; readonly at: Instant },
  facts: LiveSupportFacts,
): Product | Refusal => {
  const { policies, team, addOn } = facts;
  const member = activeMember(facts.member);
  if (isRefusal(member)) return member;
  const product = resolveProduct(policies.taxonomy, team?.products ?? [], requested, at);
  if (isRefusal(product)) return product;
  return liveSupportRefusal({ member, addOn, covers: product.addOn, at }, policies) ?? product;
};
