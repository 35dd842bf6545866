import type { BillingInterval } from './value-types.js';
import { defineEvent, type EventOf } from './definition.js';

/** How a team is billed; `periodStart` is the local date that all periods count from. */
export interface Billing {
  /** ISO 4217 code of the currency of prices and charges. */
  readonly currency: string;
  /** How often the team is billed. */
  readonly interval: BillingInterval;
  /** Local date that all periods count from. */
  readonly periodStart: string;
  /**
   * Number of seats of the team.
   * @asType integer
   */
  readonly seats: number;
}

/** A team was registered. */
export type TeamRegistered = EventOf<
  'TeamRegistered',
  {
    /** Id of the team. */
    teamId: string;
    /** Name of the team. */
    name: string;
    /** Country of the team, as an ISO 3166-1 alpha-2 code. */
    country: string;
    /** IANA name of the team's time zone. */
    timeZone: string;
    /** Products that the team uses. */
    products: readonly string[];
    /** Whether the team may buy add-ons without sales. */
    selfServe: boolean;
    /** Who in sales looks after the team. Null: nobody. */
    accountManager: string | null;
    /** How the team is billed. */
    billing: Billing;
  }
>;
/** The name of a team changed. */
export type TeamRenamed = EventOf<
  'TeamRenamed',
  {
    /** Id of the team. */
    teamId: string;
    /** Name from now on. */
    name: string;
  }
>;
/** The time zone of a team changed. */
export type TeamTimeZoneChanged = EventOf<
  'TeamTimeZoneChanged',
  {
    /** Id of the team. */
    teamId: string;
    /** IANA time zone from now on. */
    timeZone: string;
  }
>;
/** P4: a team may buy and remove Essentials without sales, or no longer. */
export type SelfServeChanged = EventOf<
  'SelfServeChanged',
  {
    /** Id of the team. */
    teamId: string;
    /** Whether the team may do so from now on. */
    selfServe: boolean;
  }
>;
/** The number of seats of a team changed. */
export type TeamSeatsChanged = EventOf<
  'TeamSeatsChanged',
  {
    /** Id of the team. */
    teamId: string;
    /** Number of seats from now on. */
    seats: number;
  }
>;
/** The billing interval of a team changed. */
export type BillingIntervalChanged = EventOf<
  'BillingIntervalChanged',
  {
    /** Id of the team. */
    teamId: string;
    /** Length of a billing period from now on. */
    interval: BillingInterval;
  }
>;
/** The products that a team uses changed. */
export type TeamProductsChanged = EventOf<
  'TeamProductsChanged',
  {
    /** Id of the team. */
    teamId: string;
    /** Products that the team uses from now on. */
    products: readonly string[];
  }
>;
/** The team's account manager changed. */
export type AccountManagerAssigned = EventOf<
  'AccountManagerAssigned',
  {
    /** Id of the team. */
    teamId: string;
    /** Who in sales looks after the team from now on. Null: nobody. */
    accountManager: string | null;
  }
>;
/** A member sent an inquiry about an add-on to sales (P3). */
export type AddOnInquiryReceived = EventOf<
  'AddOnInquiryReceived',
  {
    /** Id of the team. */
    teamId: string;
    /** Id of the inquiry. */
    inquiryId: string;
    /** Product of the add-on. */
    product: string;
    /** Id of the member who asks. */
    memberId: string;
    /** Message to sales. */
    message: string;
  }
>;
/** P3: sales closed an inquiry without a sale. */
export type AddOnInquiryClosed = EventOf<
  'AddOnInquiryClosed',
  {
    /** Id of the team. */
    teamId: string;
    /** Id of the inquiry. */
    inquiryId: string;
    /** Why sales closed the inquiry. */
    reason: string;
  }
>;
export type TeamEvent =
  | TeamRegistered
  | TeamRenamed
  | TeamTimeZoneChanged
  | SelfServeChanged
  | TeamSeatsChanged
  | BillingIntervalChanged
  | TeamProductsChanged
  | AccountManagerAssigned
  | AddOnInquiryReceived
  | AddOnInquiryClosed;

export const teamEvents = [
  defineEvent<TeamRegistered>('TeamRegistered', {
    personal: ['accountManager'],
    sample: {
      teamId: 'acme',
      name: 'Acme KK',
      country: 'JP',
      timeZone: 'Asia/Tokyo',
      products: ['dropbox', 'dash'],
      selfServe: true,
      accountManager: 'am-7',
      billing: { currency: 'JPY', interval: 'month', periodStart: '2026-11-01', seats: 25 },
    },
  }),
  defineEvent<TeamRenamed>('TeamRenamed', { sample: { teamId: 'acme', name: 'Acme Holdings KK' } }),
  defineEvent<TeamTimeZoneChanged>('TeamTimeZoneChanged', { sample: { teamId: 'acme', timeZone: 'Europe/Berlin' } }),
  defineEvent<SelfServeChanged>('SelfServeChanged', { sample: { teamId: 'acme', selfServe: false } }),
  defineEvent<TeamSeatsChanged>('TeamSeatsChanged', { sample: { teamId: 'acme', seats: 30 } }),
  defineEvent<BillingIntervalChanged>('BillingIntervalChanged', { sample: { teamId: 'acme', interval: 'year' } }),
  defineEvent<TeamProductsChanged>('TeamProductsChanged', { sample: { teamId: 'acme', products: ['dropbox'] } }),
  defineEvent<AccountManagerAssigned>('AccountManagerAssigned', {
    personal: ['accountManager'],
    sample: { teamId: 'acme', accountManager: 'am-7' },
  }),
  defineEvent<AddOnInquiryReceived>('AddOnInquiryReceived', {
    personal: ['message'],
    subject: 'memberId',
    sample: {
      teamId: 'acme',
      inquiryId: 'inq-1',
      product: 'dash',
      memberId: 'aiko',
      message: 'Please call me about Enhanced.',
    },
  }),
  defineEvent<AddOnInquiryClosed>('AddOnInquiryClosed', {
    personal: ['reason'],
    sample: { teamId: 'acme', inquiryId: 'inq-1', reason: 'The team decided to wait until spring.' },
  }),
];
