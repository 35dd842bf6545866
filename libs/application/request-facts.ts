import { addOnDecider, memberDecider, resolveProduct, teamDecider } from '@ledgerdesk/domain';
import { addOnStream, memberStream, teamStream } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import type { FactReader } from './fact-reader.js';

/** A requester and the product of the request. */
export interface SupportRequest {
  readonly teamId: string;
  readonly requesterId: string;
  readonly product?: string;
}

/** E10: reads the facts for deciding a request: the team, the requester, and the team's add-on for the product. */
export const requestFacts = async (reader: FactReader, { teamId, requesterId, product: named }: SupportRequest) => {
  const { policies, at } = reader;
  const [team, member] = await Promise.all([
    reader.read(teamDecider, teamStream(teamId)),
    reader.read(memberDecider, memberStream(teamId, requesterId)),
  ]);
  const product = resolveProduct(policies.taxonomy, team?.products ?? [], named, at);
  const addOn = isRefusal(product) ? undefined : await reader.read(addOnDecider, addOnStream(teamId, product.addOn));
  return { policies, team, member, addOn };
};
