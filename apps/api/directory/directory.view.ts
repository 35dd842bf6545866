import type { Instant } from '@ledgerdesk/kernel';
import { billingIn, isErased, type MemberRow, type TeamRow, textOrErased } from '@ledgerdesk/projections';

/** A team at an instant, without columns that only queries use. */
export const toTeamDetails = (row: TeamRow, at: Instant) => {
  const { revision: _, sortName: __, searchable: ___, billingZone: ____, ...team } = row;
  const { billing, scheduledBilling } = billingIn(row, at);
  return { ...team, accountManager: team.accountManager || null, billing, scheduledBilling };
};

/** A member, without columns that only queries use. */
export const toMemberDetails = ({ revision: _, sortName: __, searchable: ___, ...member }: MemberRow) => ({
  ...member,
  name: textOrErased(member.name),
  email: textOrErased(member.email),
  erased: isErased(member.name),
  active: member.status === 'active',
});
