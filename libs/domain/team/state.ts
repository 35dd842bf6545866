import type { Billing, TeamEvent } from '@ledgerdesk/events';

/** P3: an inquiry to sales. Whether a purchase has completed it, the add-ons know. */
export interface Inquiry {
  readonly inquiryId: string;
  readonly memberId: string;
  /** True if sales closed it without a sale. */
  readonly closed: boolean;
}

/** A customer's team account (P1). */
export interface Team {
  readonly teamId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly products: readonly string[];
  readonly selfServe: boolean;
  readonly accountManager: string | null;
  readonly billing: Billing;
  readonly inquiries: readonly Inquiry[];
}

/** Returns the team after an event; undefined before its registration. */
export const evolve = (team: Team | undefined, event: TeamEvent): Team | undefined => {
  if (event.type === 'TeamRegistered') {
    const { country: _, ...data } = event.data;
    return { ...data, inquiries: [] };
  }
  if (!team) return team;
  switch (event.type) {
    case 'TeamRenamed':
      return { ...team, name: event.data.name };
    case 'TeamTimeZoneChanged':
      return { ...team, timeZone: event.data.timeZone };
    case 'SelfServeChanged':
      return { ...team, selfServe: event.data.selfServe };
    case 'TeamSeatsChanged':
      return { ...team, billing: { ...team.billing, seats: event.data.seats } };
    case 'BillingIntervalChanged':
      return { ...team, billing: { ...team.billing, interval: event.data.interval } };
    case 'TeamProductsChanged':
      return { ...team, products: event.data.products };
    case 'AccountManagerAssigned':
      return { ...team, accountManager: event.data.accountManager };
    case 'AddOnInquiryReceived': {
      const { inquiryId, memberId } = event.data;
      return { ...team, inquiries: [...team.inquiries, { inquiryId, memberId, closed: false }] };
    }
    case 'AddOnInquiryClosed': {
      const { inquiryId } = event.data;
      const inquiries = team.inquiries.map((one) => (one.inquiryId === inquiryId ? { ...one, closed: true } : one));
      return { ...team, inquiries };
    }
  }
};
