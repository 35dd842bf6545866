import { type AddOnFacts, memberDecider, type Rules, teamDecider } from '@ledgerdesk/domain';
import { memberStream, teamStream } from '@ledgerdesk/events';
import { type Refusal, refuse } from '@ledgerdesk/kernel';
import type { ToAddOn } from './commands.js';
import type { FactReader } from './facts.js';

/** What billing decides from: the team, and who buys. */
export const buyingFacts = async (
  facts: FactReader, rules: Rules, teamId: string, buyer: ToAddOn['buyer'],
): Promise<AddOnFacts | Refusal> => {
  const team = await facts.read(teamDecider, teamStream(teamId));
  if (!team) return refuse('not-found', 'team-not-found', 'There is no such team.');
  if (buyer === 'sales') return { rules, team, buyer: { kind: 'sales' } };
  const member = await facts.read(memberDecider, memberStream(teamId, buyer.memberId));
  return member
    ? { rules, team, buyer: { kind: 'member', member } }
    : refuse('forbidden', 'member-not-active', 'Support is for active members of the team.', { rule: 'E2' });
};
