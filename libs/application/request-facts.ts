import { addOnDecider, memberDecider, productAsked, type Policies, teamDecider } from '@ledgerdesk/domain';
import { addOnStream, memberStream, teamStream } from '@ledgerdesk/events';
import { type Instant, isRefusal } from '@ledgerdesk/kernel';
import type { FactReader } from './fact-reader.js';

/** Who asks, and about which product. */
export interface SupportRequest {
  readonly teamId: string;
  readonly requesterId: string;
  readonly product?: string;
}

/** What a request is decided from: the team, the member, and the team's add-on for the product asked about (E10). */
export const requestFacts = async (
  facts: FactReader,
  policies: Policies,
  { teamId, requesterId, product: asked }: SupportRequest,
  at: Instant,
) => {
  const [team, member] = await Promise.all([
    facts.read(teamDecider, teamStream(teamId)),
    facts.read(memberDecider, memberStream(teamId, requesterId)),
  ]);
  const product = productAsked(policies.taxonomy, team?.products ?? [], asked, at);
  const addOn = isRefusal(product) ? undefined : await facts.read(addOnDecider, addOnStream(teamId, product.addOn));
  return { policies, team, member, addOn };
};
