import type { SeatChangeConfirmed, TeamEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { type BilledTeam, startOf, withChange } from './billing-terms.js';

/** P3: an inquiry to sales. Whether a purchase has completed it, the add-ons know. */
export interface Inquiry {
  readonly inquiryId: string;
  readonly memberId: string;
  /** True if sales closed it without a sale. */
  readonly closed: boolean;
  /** True once its texts are erased with the member. */
  readonly erased: boolean;
}

/** P8: changes of seats confirmed in one billing period. They are limited. */
interface SeatChangeCount {
  /** The renewal that ends the period. */
  readonly until: Instant;
  readonly changes: number;
  /** Those that charge nothing: reductions and their withdrawals. */
  readonly free: number;
}

/** A customer's team account (P1). */
export interface Team extends BilledTeam {
  readonly teamId: string;
  readonly name: string;
  /** Zone of the team's hours (L7). Billing periods follow from the next renewal on: see `billingAt`. */
  readonly timeZone: string;
  readonly products: readonly string[];
  readonly selfServe: boolean;
  /** Personal data, which may be erased: only for views. */
  readonly accountManager: string | null;
  readonly hasAccountManager: boolean;
  /** True if the log names an account manager of the team since the last one was erased. */
  readonly isAccountManagerNamed: boolean;
  /** Number of account managers of the team whose personal data was erased. */
  readonly erasedAccountManagers: number;
  /** P8: quotes of seats that were confirmed. Each counts once. */
  readonly confirmedSeatQuotes: readonly string[];
  /** Those of the last period in which seats were changed; null if they never were. */
  readonly seatChanges: SeatChangeCount | null;
  readonly inquiries: readonly Inquiry[];
}

const counted = (before: SeatChangeCount | null, until: Instant, free: number): SeatChangeCount =>
  before?.until === until
    ? { until, changes: before.changes + 1, free: before.free + free }
    : { until, changes: 1, free };

const withSeats = (team: Team, { data }: SeatChangeConfirmed, at: Instant): Team => {
  const { quote, to, effectiveAt, renewsAt, chargedFrom, charges } = data;
  const confirmed = { quote, chargedFrom, charges };
  const change = { kind: 'seats', from: effectiveAt, seats: to, confirmed } as const;
  return {
    ...team,
    billingChanges: withChange(team.billingChanges, change, at),
    confirmedSeatQuotes: [...team.confirmedSeatQuotes, quote],
    seatChanges: counted(team.seatChanges, renewsAt, effectiveAt === renewsAt ? 1 : 0),
  };
};

const withoutReduction = (team: Team, seats: number, at: Instant): Team => {
  const confirmed = { quote: null, chargedFrom: null, charges: [] };
  const until = team.seatChanges?.until ?? at;
  return {
    ...team,
    billingChanges: withChange(team.billingChanges, { kind: 'seats', from: at, seats, confirmed }, at),
    seatChanges: counted(team.seatChanges, until, 1),
  };
};

const withInquiry = (team: Team, inquiryId: string, change: Partial<Inquiry>): Team => ({
  ...team,
  inquiries: team.inquiries.map((one) => (one.inquiryId === inquiryId ? { ...one, ...change } : one)),
});

/** Returns the team after an event; undefined before its registration. */
export const evolve = (team: Team | undefined, event: TeamEvent, occurredAt: Instant): Team | undefined => {
  if (event.type === 'TeamRegistered') {
    const { country: _, ...data } = event.data;
    const { hasAccountManager: isAccountManagerNamed } = data;
    const nothing = {
      erasedAccountManagers: 0,
      billingChanges: [],
      confirmedSeatQuotes: [],
      seatChanges: null,
      inquiries: [],
    };
    return { ...data, isAccountManagerNamed, billingZone: data.timeZone, ...nothing };
  }
  if (!team) return team;
  const { billingChanges } = team;
  switch (event.type) {
    case 'TeamRenamed':
      return { ...team, name: event.data.name };
    case 'TeamTimeZoneChanged': {
      const { timeZone, billedFrom } = event.data;
      const change = { kind: 'zone', timeZone, ...startOf(billedFrom, occurredAt) } as const;
      return { ...team, timeZone, billingChanges: withChange(billingChanges, change, occurredAt) };
    }
    case 'SelfServeChanged':
      return { ...team, selfServe: event.data.selfServe };
    case 'TeamSeatsChanged': {
      const { seats } = event.data;
      const change = { kind: 'seats', from: occurredAt, seats, confirmed: null } as const;
      return { ...team, billingChanges: withChange(billingChanges, change, occurredAt) };
    }
    case 'SeatChangeConfirmed':
      return withSeats(team, event, occurredAt);
    case 'SeatReductionWithdrawn':
      return withoutReduction(team, event.data.seats, occurredAt);
    case 'BillingIntervalChanged': {
      const { interval, billedFrom } = event.data;
      const change = { kind: 'interval', interval, ...startOf(billedFrom, occurredAt) } as const;
      return { ...team, billingChanges: withChange(billingChanges, change, occurredAt) };
    }
    case 'TeamProductsChanged':
      return { ...team, products: event.data.products };
    case 'AccountManagerAssigned': {
      const { accountManager, hasAccountManager } = event.data;
      const isAccountManagerNamed = team.isAccountManagerNamed || hasAccountManager;
      return { ...team, accountManager, hasAccountManager, isAccountManagerNamed };
    }
    case 'AccountManagerErased': {
      const accountManager = team.accountManager && '';
      const erasedAccountManagers = team.erasedAccountManagers + 1;
      return { ...team, accountManager, isAccountManagerNamed: false, erasedAccountManagers };
    }
    case 'AddOnInquiryReceived': {
      const { inquiryId, memberId } = event.data;
      return { ...team, inquiries: [...team.inquiries, { inquiryId, memberId, closed: false, erased: false }] };
    }
    case 'AddOnInquiryClosed':
      return withInquiry(team, event.data.inquiryId, { closed: true });
    case 'AddOnInquiryErased':
      return withInquiry(team, event.data.inquiryId, { closed: true, erased: true });
  }
};
