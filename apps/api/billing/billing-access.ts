import type { MemberAccess, AddOnCommandMessage } from '@ledgerdesk/application';
import type { Policies } from '@ledgerdesk/domain';
import { Problem, problemOf } from '../platform/http/problem.js';
import { requireMember } from '../platform/auth/current-caller.js';
import type { Caller, MemberRef } from '../platform/auth/caller.js';

const teamNotFound = (): Problem => new Problem(404, 'team-not-found', 'Team not found.');

/** Throws Problem unless the member belongs to the team (V4). */
export const assertOwnTeam = (member: MemberRef, teamId: string): void => {
  if (member.teamId !== teamId) throw teamNotFound();
};

/** The buyer for a team. Sales may buy for any team. Throws Problem for a member of another team (V4). */
export const buyerIn = (caller: Caller, teamId: string): Exclude<AddOnCommandMessage['buyer'], 'engine'> => {
  if (caller.kind === 'sales') return 'sales';
  const member = requireMember(caller);
  assertOwnTeam(member, teamId);
  return { memberId: member.memberId };
};

const assertTeam = async (teamId: string, access: MemberAccess): Promise<void> => {
  if (!(await access.hasTeam(teamId))) throw teamNotFound();
};

/** P6: throws Problem unless the caller may see the team's billing. Sales and operators may see that of any team. */
export const assertBilling = async (
  caller: Caller,
  teamId: string,
  access: MemberAccess,
  policies: Policies,
): Promise<void> => {
  if (caller.kind === 'operator') return assertTeam(teamId, access);
  const buyer = buyerIn(caller, teamId);
  if (buyer === 'sales') return assertTeam(teamId, access);
  const refusal = await access.billingRefusal(teamId, buyer.memberId, policies);
  if (refusal) throw problemOf(refusal);
};
