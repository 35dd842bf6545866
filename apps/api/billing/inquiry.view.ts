import type { AddOnInquiryRow, Names } from '@ledgerdesk/projections';

/** P3: an inquiry with the names of the team and of the member who sent it. */
export const toInquiryForSales = (inquiry: AddOnInquiryRow, names: Names) => ({
  ...inquiry,
  team: { id: inquiry.teamId, name: names.team(inquiry.teamId) },
  member: { id: inquiry.memberId, name: names.member(inquiry) },
});
