import type { MemberRow, TeamRow } from '@ledgerdesk/projections';

/** A team, without columns that only queries use. */
export const toTeamDetails = ({ revision: _, sortName: __, searchable: ___, ...team }: TeamRow) => team;

/** A member, without columns that only queries use. */
export const toMemberDetails = ({ revision: _, sortName: __, searchable: ___, ...member }: MemberRow) => ({
  ...member,
  active: member.status === 'active',
});
