import type { Instant } from '@ledgerdesk/kernel';
import { billingIn, type MemberRow, type TeamRow } from '@ledgerdesk/projections';

/** A team at an instant, without columns that only queries use. */
export const toTeamDetails = (row: TeamRow, at: Instant) => {
  const { revision: _, sortName: __, searchable: ___, billingZone: ____, ...team } = row;
  const { billing, scheduledBilling } = billingIn(row, at);
  return { ...team, billing, scheduledBilling };
};

/** A member, without columns that only queries use. */
export const toMemberDetails = ({ revision: _, sortName: __, searchable: ___, ...member }: MemberRow) => ({
  ...member,
  active: member.status === 'active',
});
