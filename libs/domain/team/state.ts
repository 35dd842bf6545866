import type { Billing, TeamEvent } from '@ledgerdesk/events';

/** A customer's team account (P1). */
export interface Team {
  readonly teamId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly products: readonly string[];
  readonly selfServe: boolean;
  readonly accountManager: string | null;
  readonly billing: Billing;
  readonly inquiries: readonly string[];
}

/** Returns the team after an event; undefined before its registration. */
export const evolve = (team: Team | undefined, event: TeamEvent): Team | undefined => {
  if (event.type === 'TeamRegistered') {
    const { country: _, ...data } = event.data;
    return { ...data, inquiries: [] };
  }
  if (!team) return team;
  switch (event.type) {
    case 'TeamProductsChanged':
      return { ...team, products: event.data.products };
    case 'AccountManagerAssigned':
      return { ...team, accountManager: event.data.accountManager };
    case 'AddOnInquiryReceived':
      return { ...team, inquiries: [...team.inquiries, event.data.inquiryId] };
  }
};
