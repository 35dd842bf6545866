import {
  type AddOnInquiryRow,
  isErased,
  namedMember,
  type Names,
  namedTeam,
  textOrErased,
} from '@ledgerdesk/projections';

/** P3: an inquiry with the names of the team and of the member who sent it. */
export const toNamedInquiry = (inquiry: AddOnInquiryRow, names: Names) => ({
  ...inquiry,
  message: textOrErased(inquiry.message),
  reason: textOrErased(inquiry.reason),
  erased: isErased(inquiry.message),
  team: namedTeam(inquiry.teamId, names),
  member: namedMember(inquiry, names),
});
