import { billingAt, type Team, scheduledTerms } from '@ledgerdesk/domain';
import type { Instant } from '@ledgerdesk/kernel';

/** A team at an instant, with the ids of its inquiries. */
export const toTeam = (team: Team, at: Instant) => {
  const { teamId, name, timeZone, products, selfServe, accountManager, inquiries } = team;
  const { currency, interval, periodStart, seats } = billingAt(team, at);
  return {
    teamId,
    name,
    timeZone,
    products,
    selfServe,
    // Empty: erased.
    accountManager: accountManager || null,
    billing: { currency, interval, periodStart, seats },
    scheduledBilling: scheduledTerms(team, at),
    inquiries: inquiries.map(({ inquiryId }) => inquiryId),
  };
};
