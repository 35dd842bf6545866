import { addOnDecider, memberDecider, recordedProduct, resolveProduct, teamDecider } from '@ledgerdesk/domain';
import { addOnStream, memberStream, teamStream } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import type { FactReader } from './fact-reader.js';

/** A requester and the product of the request. */
export interface SupportRequest {
  readonly teamId: string;
  readonly requesterId: string;
  readonly product?: string;
}

/** Reads the facts for opening the ticket of a live request: its product counts even if it has been retired since. */
export const liveTicketFacts = async (reader: FactReader, { teamId, requesterId, product = '' }: SupportRequest) => {
  const { policies } = reader;
  const { addOn: covers } = recordedProduct(policies.taxonomy, product);
  const [member, addOn] = await Promise.all([
    reader.read(memberDecider, memberStream(teamId, requesterId)),
    covers === '' ? undefined : reader.read(addOnDecider, addOnStream(teamId, covers)),
  ]);
  return { policies, member, addOn };
};

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
