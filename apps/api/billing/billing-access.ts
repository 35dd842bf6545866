import type { MemberAccess, AddOnCommandMessage } from '@ledgerdesk/application';
import { billingRefusal, type Policies } from '@ledgerdesk/domain';
import { Problem, problemOf } from '../platform/http/problem.js';
import { requireMember } from '../platform/auth/current-caller.js';
import type { Caller } from '../platform/auth/caller.js';

const noTeam = (): Problem => new Problem(404, 'team-not-found', 'There is no such team.');

/** V4: another team is as good as none. Sales serves every team. */
export const buyerIn = (caller: Caller, teamId: string): Exclude<AddOnCommandMessage['buyer'], 'engine'> => {
  if (caller.kind === 'sales') return 'sales';
  const member = requireMember(caller);
  if (member.teamId !== teamId) throw noTeam();
  return { memberId: member.memberId };
};

const assertTeam = async (teamId: string, access: MemberAccess): Promise<void> => {
  if (!(await access.hasTeam(teamId))) throw noTeam();
};

/** P6: throws unless the caller reaches the billing of that team. */
export const assertBilling = async (
  caller: Caller,
  teamId: string,
  access: MemberAccess,
  policies: Policies,
): Promise<void> => {
  const buyer = buyerIn(caller, teamId);
  if (buyer === 'sales') return assertTeam(teamId, access);
  const member = await access.member(teamId, buyer.memberId);
  if (!member)
    throw new Problem(403, 'member-not-active', 'Support is for active members of the team.', { rule: 'E2' });
  const refusal = billingRefusal({ kind: 'member', member }, policies);
  if (refusal) throw problemOf(refusal);
};
