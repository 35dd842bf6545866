import { accountManagerSubject, type TeamEvent } from '@ledgerdesk/events';
import { type Decision, refuse } from '@ledgerdesk/kernel';
import type { AssignAccountManager, EraseAccountManager } from './commands.js';
import type { Team } from './state.js';

/** The id of the account manager as a data subject; a successor of one who was erased has another. */
const subjectIdOf = ({ teamId, erasedAccountManagers }: Team): string =>
  accountManagerSubject(teamId, erasedAccountManagers);

/** P4: records who looks after the team. The name is not compared, since it may be erased. */
export const assignAccountManager = ({ accountManager }: AssignAccountManager, team: Team): Decision<TeamEvent> => {
  const hasAccountManager = accountManager !== null;
  if (!hasAccountManager && !team.hasAccountManager) return [];
  const data = { teamId: team.teamId, subjectId: subjectIdOf(team), accountManager, hasAccountManager };
  return [{ type: 'AccountManagerAssigned', data }];
};

/** Returns whether an account manager of a team is erased; undefined if the team never had such a one. */
export const accountManagerOf = (team: Team, subjectId: string): { readonly erased: boolean } | undefined => {
  if (subjectId === subjectIdOf(team)) return team.isAccountManagerNamed ? { erased: false } : undefined;
  const former = Array.from({ length: team.erasedAccountManagers }, (_, erased) =>
    accountManagerSubject(team.teamId, erased),
  );
  return former.includes(subjectId) ? { erased: true } : undefined;
};

/** Records once that an account manager is erased. */
export const eraseAccountManager = ({ subjectId }: EraseAccountManager, team: Team): Decision<TeamEvent> => {
  const found = accountManagerOf(team, subjectId);
  if (!found) return refuse('not-found', 'subject-not-found', 'There is no such person. Check the kind and the id.');
  return found.erased ? [] : [{ type: 'AccountManagerErased', data: { teamId: team.teamId, subjectId } }];
};
