import type { Instant } from '@ledgerdesk/kernel';
import type { DatePeriod, Edition, Money } from './words.js';
import { defineEvent, type EventOf } from './definition.js';

interface AddOnKey { teamId: string; product: string }

export type AddOnPurchased = EventOf<'AddOnPurchased', AddOnKey & {
  edition: Edition;
  /** Id of the quote that was confirmed; the same quote buys once (P8). */
  quote: string;
  seats: number;
  period: DatePeriod;
  periodEndsAt: Instant;
  renewsAt: Instant;
}>;
export type AddOnRemovalScheduled = EventOf<'AddOnRemovalScheduled', AddOnKey & { effectiveAt: Instant }>;
export type AddOnRemovalWithdrawn = EventOf<'AddOnRemovalWithdrawn', AddOnKey>;
export type ChargeIssued = EventOf<'ChargeIssued', AddOnKey & {
  chargeId: string;
  reason: 'purchase';
  edition: Edition;
  amount: Money;
  /** Per seat and billing interval. */
  unitPrice: Money;
  seats: number;
  remainingDays: number;
  periodDays: number;
  period: DatePeriod;
}>;
export type AddOnEvent = AddOnPurchased | AddOnRemovalScheduled | AddOnRemovalWithdrawn | ChargeIssued;

const key = { teamId: 'acme', product: 'dropbox' };
const period = { from: '2026-11-01', to: '2026-12-01' };

export const addOnEvents = [
  defineEvent<AddOnPurchased>('AddOnPurchased', {
    sample: {
      ...key, edition: 'essentials', quote: 'q-1', seats: 25, period,
      periodEndsAt: '2026-11-30T15:00:00.000Z', renewsAt: '2026-11-30T15:00:00.000Z',
    },
  }),
  defineEvent<AddOnRemovalScheduled>('AddOnRemovalScheduled', { sample: { ...key, effectiveAt: '2026-11-30T15:00:00.000Z' } }),
  defineEvent<AddOnRemovalWithdrawn>('AddOnRemovalWithdrawn', { sample: key }),
  defineEvent<ChargeIssued>('ChargeIssued', {
    sample: {
      ...key, chargeId: 'ch-1', reason: 'purchase', edition: 'essentials', amount: { minor: 3000, currency: 'JPY' },
      unitPrice: { minor: 400, currency: 'JPY' }, seats: 25, remainingDays: 9, periodDays: 30, period,
    },
  }),
];
