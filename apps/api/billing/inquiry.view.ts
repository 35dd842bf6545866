import { type AddOnInquiryRow, namedMember, type Names, namedTeam } from '@ledgerdesk/projections';

/** P3: an inquiry with the names of the team and of the member who sent it. */
export const toNamedInquiry = (inquiry: AddOnInquiryRow, names: Names) => ({
  ...inquiry,
  team: namedTeam(inquiry.teamId, names),
  member: namedMember(inquiry, names),
});
