import type { LiveChannel } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { AddOn } from '../add-on/state.js';
import { activeMember } from '../member/active-member.js';
import type { Member } from '../member/state.js';
import type { Policies } from '../policies.js';
import { type Product, resolveProduct } from '../taxonomy.js';
import type { Team } from '../team/state.js';
import type { LiveTerms } from './live-hours.js';
import { acceptedTerms, isDenial, liveSupportRefusal } from './live-support.js';

/** State of other streams that chat and callback decisions need. `addOn` is the team's for the product. */
export interface LiveSupportFacts {
  readonly policies: Policies;
  readonly team?: Team | undefined;
  readonly member?: Member | undefined;
  readonly addOn?: AddOn | undefined;
  /** K4: IDs of the requester's other requests that wait on the same channel. */
  readonly othersWaiting?: readonly string[];
  /** False if the ticket that an ended chat names was never opened, as version 0.1.0 could record it. */
  readonly ticketExists?: boolean;
}

/** A live request as it arrives. */
interface RequestedLiveSupport {
  readonly product?: string;
  readonly channel: LiveChannel;
  /** BCP 47. */
  readonly language: string;
  readonly at: Instant;
}

/** The product of a live request that is accepted, and its terms. */
export interface AcceptedLiveSupport extends LiveTerms {
  readonly product: Product;
}

/** E2, E3, E9, L2, L5–L7, R2: returns product and terms of a live request, or a refusal if it is not accepted. */
export const acceptLiveSupport = (
  { product: requested, channel, language, at }: RequestedLiveSupport,
  facts: LiveSupportFacts,
): AcceptedLiveSupport | Refusal => {
  const { policies, team, addOn } = facts;
  const member = activeMember(facts.member);
  if (isRefusal(member)) return member;
  const product = resolveProduct(policies.taxonomy, team?.products ?? [], requested, at);
  if (isRefusal(product)) return product;
  const { addOn: covers } = product;
  const timeZone = team?.timeZone ?? 'Etc/UTC';
  const accepted = acceptedTerms({ member, addOn, covers, at, channel, timeZone }, language, policies);
  return isDenial(accepted) ? liveSupportRefusal(accepted, covers) : { ...accepted, product };
};
