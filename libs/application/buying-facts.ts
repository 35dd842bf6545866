import { type AddOnFacts, memberDecider, teamDecider } from '@ledgerdesk/domain';
import { memberStream, teamStream } from '@ledgerdesk/events';
import { type Instant, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { AddOnCommandMessage } from './command-messages.js';
import type { FactReader } from './fact-reader.js';
import type { PolicyTimeline } from './policies/policy-timeline.js';

/** What billing decides from: the team, and who buys. */
export const buyingFacts = async (
  facts: FactReader,
  timeline: PolicyTimeline,
  at: Instant,
  teamId: string,
  buyer: AddOnCommandMessage['buyer'],
): Promise<AddOnFacts | Refusal> => {
  const team = await facts.read(teamDecider, teamStream(teamId));
  if (!team) return refuse('not-found', 'team-not-found', 'There is no such team.');
  const known = { policies: timeline.at(at), policiesAt: (instant: Instant) => timeline.at(instant), team };
  if (buyer === 'sales' || buyer === 'engine') return { ...known, buyer: { kind: buyer } };
  const member = await facts.read(memberDecider, memberStream(teamId, buyer.memberId));
  return member
    ? { ...known, buyer: { kind: 'member', member } }
    : refuse('forbidden', 'member-not-active', 'Support is for active members of the team.', { rule: 'E2' });
};
