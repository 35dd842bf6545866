import { type AddOnFacts, memberDecider, teamDecider } from '@ledgerdesk/domain';
import { memberStream, teamStream } from '@ledgerdesk/events';
import { type Instant, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { ToAddOn } from './commands.js';
import type { FactReader } from './facts.js';
import type { RuleBook } from './rules/rule-book.js';

/** What billing decides from: the team, and who buys. */
export const buyingFacts = async (
  facts: FactReader,
  book: RuleBook,
  at: Instant,
  teamId: string,
  buyer: ToAddOn['buyer'],
): Promise<AddOnFacts | Refusal> => {
  const team = await facts.read(teamDecider, teamStream(teamId));
  if (!team) return refuse('not-found', 'team-not-found', 'There is no such team.');
  const known = { rules: book.at(at), rulesAt: (instant: Instant) => book.at(instant), team };
  if (buyer === 'sales' || buyer === 'engine') return { ...known, buyer: { kind: buyer } };
  const member = await facts.read(memberDecider, memberStream(teamId, buyer.memberId));
  return member
    ? { ...known, buyer: { kind: 'member', member } }
    : refuse('forbidden', 'member-not-active', 'Support is for active members of the team.', { rule: 'E2' });
};
