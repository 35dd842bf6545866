import { type AddOn, addOnDecider, type AddOnFacts, addOnsOf, memberDecider, teamDecider } from '@ledgerdesk/domain';
import { addOnStream, memberStream, teamStream } from '@ledgerdesk/events';
import { type Instant, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { AddOnCommandMessage } from './command-messages.js';
import type { FactReader } from './fact-reader.js';

/** Reads the facts for billing decisions: team and buyer. Refuses an unknown team and an unknown member (E2). */
export const addOnFacts = async (
  reader: FactReader,
  teamId: string,
  buyer: AddOnCommandMessage['buyer'],
): Promise<AddOnFacts | Refusal> => {
  const team = await reader.read(teamDecider, teamStream(teamId));
  if (!team) return refuse('not-found', 'team-not-found', 'Team not found.');
  const known = { policies: reader.policies, policiesAt: (instant: Instant) => reader.policiesAt(instant), team };
  if (buyer === 'sales' || buyer === 'engine') return { ...known, buyer: { kind: buyer } };
  const member = await reader.read(memberDecider, memberStream(teamId, buyer.memberId));
  return member
    ? { ...known, buyer: { kind: 'member', member } }
    : refuse('forbidden', 'member-not-active', 'Only active members of the team can use support.', { rule: 'E2' });
};

/** Reads all add-ons of a team, present and past; undefined for one that was never bought. */
export const readAddOns = (reader: FactReader, teamId: string): Promise<readonly (AddOn | undefined)[]> =>
  Promise.all(
    addOnsOf(reader.policies.taxonomy).map((product) => reader.read(addOnDecider, addOnStream(teamId, product))),
  );
