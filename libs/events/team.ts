import type { BillingInterval } from './value-types.js';
import { defineEvent, type EventOf } from './definition.js';

/** How a team is billed; `periodStart` is the local date that all periods count from. */
export interface Billing {
  readonly currency: string;
  readonly interval: BillingInterval;
  readonly periodStart: string;
  readonly seats: number;
}

export type TeamRegistered = EventOf<
  'TeamRegistered',
  {
    teamId: string;
    name: string;
    /** ISO 3166-1 alpha-2. */
    country: string;
    timeZone: string;
    products: readonly string[];
    selfServe: boolean;
    accountManager: string | null;
    billing: Billing;
  }
>;
export type TeamProductsChanged = EventOf<'TeamProductsChanged', { teamId: string; products: readonly string[] }>;
export type AccountManagerAssigned = EventOf<
  'AccountManagerAssigned',
  { teamId: string; accountManager: string | null }
>;
export type AddOnInquiryReceived = EventOf<
  'AddOnInquiryReceived',
  {
    teamId: string;
    inquiryId: string;
    product: string;
    memberId: string;
    message: string;
  }
>;
/** P3: sales closed an inquiry without a sale. */
export type AddOnInquiryClosed = EventOf<'AddOnInquiryClosed', { teamId: string; inquiryId: string; reason: string }>;
export type TeamEvent =
  TeamRegistered | TeamProductsChanged | AccountManagerAssigned | AddOnInquiryReceived | AddOnInquiryClosed;

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
  defineEvent<TeamProductsChanged>('TeamProductsChanged', { sample: { teamId: 'acme', products: ['dropbox'] } }),
  defineEvent<AccountManagerAssigned>('AccountManagerAssigned', {
    personal: ['accountManager'],
    sample: { teamId: 'acme', accountManager: 'am-7' },
  }),
  defineEvent<AddOnInquiryReceived>('AddOnInquiryReceived', {
    personal: ['message'],
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
