import type { Team } from '@ledgerdesk/domain';

/** A team with the ids of its inquiries. */
export const toTeam = ({ inquiries, ...team }: Team) => ({
  ...team,
  inquiries: inquiries.map(({ inquiryId }) => inquiryId),
});
