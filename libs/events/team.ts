import type { Instant } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';
import type { BillingInterval, Edition, Money } from './value-types.js';

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

/** The renewal from which a change counts for add-ons. */
export interface BillingStart {
  /** When the add-ons renew. */
  readonly at: Instant;
  /** First day of the period that begins then, in the time zone of the period before. */
  readonly firstDay: string;
}

/** What a change of seats costs for one add-on until its renewal. */
export interface SeatCharge {
  /** Product of the add-on. */
  readonly product: string;
  /** Edition of the add-on. */
  readonly edition: Edition;
  /** Price of a seat and billing interval, as paid for the current period. */
  readonly unitPrice: Money;
  /** Amount that was confirmed. */
  readonly amount: Money;
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
    /** Whether somebody in sales looks after the team (P4). */
    hasAccountManager: boolean;
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
    /** P9: the renewal from which billing periods are counted in it. Null: from now on, without an add-on. */
    billedFrom: BillingStart | null;
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
/** The number of seats of a team without an add-on changed. */
export type TeamSeatsChanged = EventOf<
  'TeamSeatsChanged',
  {
    /** Id of the team. */
    teamId: string;
    /** Number of seats from now on. */
    seats: number;
  }
>;
/** P8: a change of seats was confirmed while the team had an add-on: more at once, fewer from the renewal. */
export type SeatChangeConfirmed = EventOf<
  'SeatChangeConfirmed',
  {
    /** Id of the team. */
    teamId: string;
    /** Id of the quote that was confirmed; a quote is applied once (P8). */
    quote: string;
    /**
     * Number of seats at the confirmation.
     * @asType integer
     */
    from: number;
    /**
     * Number of seats after the change.
     * @asType integer
     */
    to: number;
    /** When the change takes effect: at the confirmation, or at the renewal if there are fewer seats. */
    effectiveAt: Instant;
    /** When the add-ons of the team renew next. */
    renewsAt: Instant;
    /** First day that is charged, in the time zone of the billing period. Null: nothing is charged. */
    chargedFrom: string | null;
    /** P9: what is charged for the seats that are added, by add-on. Empty: nothing. */
    charges: readonly SeatCharge[];
  }
>;
/** A reduction of seats that had not taken effect was withdrawn. */
export type SeatReductionWithdrawn = EventOf<
  'SeatReductionWithdrawn',
  {
    /** Id of the team. */
    teamId: string;
    /**
     * Number of seats that the team keeps.
     * @asType integer
     */
    seats: number;
  }
>;
/** The billing interval of a team changed. */
export type BillingIntervalChanged = EventOf<
  'BillingIntervalChanged',
  {
    /** Id of the team. */
    teamId: string;
    /** Length of a billing period after the change. */
    interval: BillingInterval;
    /** P10: the renewal at which the first such period begins. Null: periods are counted so from now on. */
    billedFrom: BillingStart | null;
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
    /** Id of the person as a data subject: of the team, or `<team id>.<number>` once an earlier one was erased. */
    subjectId: string;
    /** Who in sales looks after the team from now on. Null: nobody. */
    accountManager: string | null;
    /** Whether somebody in sales looks after the team from now on (P4). */
    hasAccountManager: boolean;
  }
>;
/** The personal data of the team's account manager was erased. The team has one as before. */
export type AccountManagerErased = EventOf<
  'AccountManagerErased',
  {
    /** Id of the team. */
    teamId: string;
    /** Id of the person as a data subject: of the team, or `<team id>.<number>` once an earlier one was erased. */
    subjectId: string;
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
    /** Id of the member who asked. Null: version 1 did not record it. */
    memberId: string | null;
    /** Why sales closed the inquiry. */
    reason: string;
  }
>;
/** The texts of an inquiry were erased with the member who asked. One that was open is closed without a sale. */
export type AddOnInquiryErased = EventOf<
  'AddOnInquiryErased',
  {
    /** Id of the team. */
    teamId: string;
    /** Id of the inquiry. */
    inquiryId: string;
    /** Id of the member who asked. */
    memberId: string;
  }
>;
export type TeamEvent =
  | TeamRegistered
  | TeamRenamed
  | TeamTimeZoneChanged
  | SelfServeChanged
  | TeamSeatsChanged
  | SeatChangeConfirmed
  | SeatReductionWithdrawn
  | BillingIntervalChanged
  | TeamProductsChanged
  | AccountManagerAssigned
  | AccountManagerErased
  | AddOnInquiryReceived
  | AddOnInquiryClosed
  | AddOnInquiryErased;

/** Version 1 was recorded only of teams without an add-on. */
const atOnce: Upcaster = (data) => ({ ...data, billedFrom: null });

/** Version 1 named the account manager only in a personal field, which may be erased. */
const withHasAccountManager: Upcaster = (data) => ({
  ...data,
  hasAccountManager: data['accountManager'] !== null,
});

/** Version 1 did not name the member who had asked. */
const withoutMember: Upcaster = (data) => ({ ...data, memberId: null });

/** Until version 3, the account manager of a team was one subject for good. */
const withSubject: Upcaster = (data) => ({ ...data, subjectId: data['teamId'] });

/** The account manager of a team is a subject by the id of the team. */
const accountManager = { kind: 'account-manager', field: 'teamId' } as const;

const renewal = { at: '2026-11-30T15:00:00.000Z', firstDay: '2026-12-01' };

export const teamEvents = [
  defineEvent<TeamRegistered>('TeamRegistered', {
    version: 2,
    upcasters: [withHasAccountManager],
    personal: ['accountManager'],
    subject: accountManager,
    sample: {
      teamId: 'acme',
      name: 'Acme KK',
      country: 'JP',
      timeZone: 'Asia/Tokyo',
      products: ['dropbox', 'dash'],
      selfServe: true,
      accountManager: 'am-7',
      hasAccountManager: true,
      billing: { currency: 'JPY', interval: 'month', periodStart: '2026-11-01', seats: 25 },
    },
  }),
  defineEvent<TeamRenamed>('TeamRenamed', { sample: { teamId: 'acme', name: 'Acme Holdings KK' } }),
  defineEvent<TeamTimeZoneChanged>('TeamTimeZoneChanged', {
    version: 2,
    upcasters: [atOnce],
    sample: { teamId: 'acme', timeZone: 'Europe/Berlin', billedFrom: renewal },
  }),
  defineEvent<SelfServeChanged>('SelfServeChanged', { sample: { teamId: 'acme', selfServe: false } }),
  defineEvent<TeamSeatsChanged>('TeamSeatsChanged', { sample: { teamId: 'acme', seats: 30 } }),
  defineEvent<SeatChangeConfirmed>('SeatChangeConfirmed', {
    sample: {
      teamId: 'acme',
      quote: 'q-4',
      from: 25,
      to: 30,
      effectiveAt: '2026-11-23T01:00:00.000Z',
      renewsAt: renewal.at,
      chargedFrom: '2026-11-23',
      charges: [
        {
          product: 'dropbox',
          edition: 'essentials',
          unitPrice: { minor: 450, currency: 'JPY' },
          amount: { minor: 600, currency: 'JPY' },
        },
      ],
    },
  }),
  defineEvent<SeatReductionWithdrawn>('SeatReductionWithdrawn', { sample: { teamId: 'acme', seats: 25 } }),
  defineEvent<BillingIntervalChanged>('BillingIntervalChanged', {
    version: 2,
    upcasters: [atOnce],
    sample: { teamId: 'acme', interval: 'year', billedFrom: renewal },
  }),
  defineEvent<TeamProductsChanged>('TeamProductsChanged', { sample: { teamId: 'acme', products: ['dropbox'] } }),
  defineEvent<AccountManagerAssigned>('AccountManagerAssigned', {
    version: 3,
    upcasters: [withHasAccountManager, withSubject],
    personal: ['accountManager'],
    subject: { kind: 'account-manager', field: 'subjectId' },
    sample: { teamId: 'acme', subjectId: 'acme', accountManager: 'am-7', hasAccountManager: true },
  }),
  defineEvent<AccountManagerErased>('AccountManagerErased', { sample: { teamId: 'acme', subjectId: 'acme' } }),
  defineEvent<AddOnInquiryReceived>('AddOnInquiryReceived', {
    personal: ['message'],
    subject: { kind: 'member', field: 'memberId' },
    sample: {
      teamId: 'acme',
      inquiryId: 'inq-1',
      product: 'dash',
      memberId: 'aiko',
      message: 'Please call me about Enhanced.',
    },
  }),
  defineEvent<AddOnInquiryClosed>('AddOnInquiryClosed', {
    version: 2,
    upcasters: [withoutMember],
    personal: ['reason'],
    subject: { kind: 'member', field: 'memberId' },
    sample: { teamId: 'acme', inquiryId: 'inq-1', memberId: 'aiko', reason: 'The team decided to wait until spring.' },
  }),
  defineEvent<AddOnInquiryErased>('AddOnInquiryErased', {
    sample: { teamId: 'acme', inquiryId: 'inq-1', memberId: 'aiko' },
  }),
];
