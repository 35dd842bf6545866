import type { Instant } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';
import type { ChargeReason, DatePeriod, Edition, Fraction, Money } from './value-types.js';

interface AddOnKey {
  teamId: string;
  product: string;
}
interface EditionChange {
  from: Edition;
  to: Edition;
  quote: string;
  effectiveAt: Instant;
  /** The inquiry that sales completed with the confirmation (P3). Set only in the first event of a confirmation. */
  inquiry: string | null;
}

export type AddOnPurchased = EventOf<
  'AddOnPurchased',
  AddOnKey & {
    edition: Edition;
    /** Id of the quote that was confirmed; a quote is applied once (P8). */
    quote: string;
    /** The inquiry that sales completed with this purchase (P3), null otherwise. */
    inquiry: string | null;
    seats: number;
    period: DatePeriod;
    periodEndsAt: Instant;
    renewsAt: Instant;
  }
>;
export type AddOnRemovalScheduled = EventOf<'AddOnRemovalScheduled', AddOnKey & { effectiveAt: Instant }>;
export type AddOnRemovalWithdrawn = EventOf<'AddOnRemovalWithdrawn', AddOnKey>;
/** P14: a change of edition: an upgrade takes effect at once, a downgrade at the next renewal. */
export type EditionChanged = EventOf<'EditionChanged', AddOnKey & EditionChange>;
export type EditionChangeScheduled = EventOf<
  'EditionChangeScheduled',
  AddOnKey &
    EditionChange & {
      /** P1: the price that sales agreed for the new edition, and who; null if a price is listed. */
      agreed: { readonly unitPrice: Money; readonly by: string } | null;
    }
>;
export type EditionChangeWithdrawn = EventOf<'EditionChangeWithdrawn', AddOnKey>;
/** P10: the next period has begun. */
export type AddOnRenewed = EventOf<
  'AddOnRenewed',
  AddOnKey & {
    edition: Edition;
    seats: number;
    period: DatePeriod;
    periodEndsAt: Instant;
    /** When the period began, which may be long before the event was recorded. */
    renewedAt: Instant;
    renewsAt: Instant;
  }
>;
/** P11: a removal has taken effect. */
export type AddOnEnded = EventOf<'AddOnEnded', AddOnKey & { endedAt: Instant }>;
export type ChargeIssued = EventOf<
  'ChargeIssued',
  AddOnKey & {
    chargeId: string;
    reason: ChargeReason;
    /** When the charge became due: at the confirmation or the start of the period. Null: at `occurredAt`. */
    effectiveAt: Instant | null;
    edition: Edition;
    amount: Money;
    /** P9: (unit price − replaced price) × seats × remaining days ÷ days of the period, before rounding half up. */
    exact: Fraction;
    /** Per seat and billing interval. */
    unitPrice: Money;
    /** P14: the unit price already paid for these days, deducted by an upgrade. Null: nothing is deducted. */
    replaces: Money | null;
    seats: number;
    remainingDays: number;
    periodDays: number;
    period: DatePeriod;
    /** Version of the price file used. Null: the one named in the event's metadata. */
    priceVersion: string | null;
    /** P1: who in sales agreed on the unit price, because none is listed in the currency. Null: it is listed. */
    agreedBy: string | null;
  }
>;
export type AddOnEvent =
  | AddOnPurchased
  | AddOnRenewed
  | AddOnEnded
  | AddOnRemovalScheduled
  | AddOnRemovalWithdrawn
  | EditionChanged
  | EditionChangeScheduled
  | EditionChangeWithdrawn
  | ChargeIssued;

const withInquiry: Upcaster = (data) => ({ ...data, inquiry: null });

/** Version 1 had only purchases, without an exact amount. */
const withExact: Upcaster = (data) => {
  const { unitPrice, seats, remainingDays, periodDays } = data as ChargeIssued['data'];
  const numerator = String(BigInt(unitPrice.minor) * BigInt(seats) * BigInt(remainingDays));
  return { ...data, exact: { numerator, denominator: String(periodDays) }, replaces: null, priceVersion: null };
};

/** Until version 2 a charge became due at `occurredAt`. */
const withoutOwnTime: Upcaster = (data) => ({ ...data, effectiveAt: null });

/** Until version 3 every price was listed. */
const withoutAgreement: Upcaster = (data) => ({ ...data, agreedBy: null });
const withoutAgreedPrice: Upcaster = (data) => ({ ...data, agreed: null });

const key = { teamId: 'acme', product: 'dropbox' };
const period = { from: '2026-11-01', to: '2026-12-01' };

export const addOnEvents = [
  defineEvent<AddOnPurchased>('AddOnPurchased', {
    version: 2,
    upcasters: [withInquiry],
    sample: {
      ...key,
      edition: 'essentials',
      quote: 'q-1',
      inquiry: 'inq-1',
      seats: 25,
      period,
      periodEndsAt: '2026-11-30T15:00:00.000Z',
      renewsAt: '2026-11-30T15:00:00.000Z',
    },
  }),
  defineEvent<AddOnRemovalScheduled>('AddOnRemovalScheduled', {
    sample: { ...key, effectiveAt: '2026-11-30T15:00:00.000Z' },
  }),
  defineEvent<AddOnRemovalWithdrawn>('AddOnRemovalWithdrawn', { sample: key }),
  defineEvent<AddOnRenewed>('AddOnRenewed', {
    sample: {
      ...key,
      edition: 'essentials',
      seats: 25,
      period: { from: '2026-12-01', to: '2027-01-01' },
      periodEndsAt: '2026-12-31T15:00:00.000Z',
      renewedAt: '2026-11-30T15:00:00.000Z',
      renewsAt: '2026-12-31T15:00:00.000Z',
    },
  }),
  defineEvent<AddOnEnded>('AddOnEnded', { sample: { ...key, endedAt: '2026-11-30T15:00:00.000Z' } }),
  defineEvent<EditionChanged>('EditionChanged', {
    version: 2,
    upcasters: [withInquiry],
    sample: {
      ...key,
      from: 'essentials',
      to: 'enhanced',
      quote: 'q-2',
      effectiveAt: '2026-11-25T00:00:00.000Z',
      inquiry: 'inq-1',
    },
  }),
  defineEvent<EditionChangeScheduled>('EditionChangeScheduled', {
    version: 3,
    upcasters: [withInquiry, withoutAgreedPrice],
    sample: {
      ...key,
      from: 'enhanced',
      to: 'essentials',
      quote: 'q-3',
      effectiveAt: '2026-11-30T15:00:00.000Z',
      inquiry: 'inq-1',
      agreed: { unitPrice: { minor: 400, currency: 'CHF' }, by: 'sam' },
    },
  }),
  defineEvent<EditionChangeWithdrawn>('EditionChangeWithdrawn', { sample: key }),
  defineEvent<ChargeIssued>('ChargeIssued', {
    version: 4,
    upcasters: [withExact, withoutOwnTime, withoutAgreement],
    sample: {
      ...key,
      chargeId: 'ch-1',
      reason: 'upgrade',
      effectiveAt: '2026-11-22T07:00:00.000Z',
      edition: 'enhanced',
      amount: { minor: 4500, currency: 'JPY' },
      exact: { numerator: '135000', denominator: '30' },
      unitPrice: { minor: 1050, currency: 'JPY' },
      replaces: { minor: 450, currency: 'JPY' },
      seats: 25,
      remainingDays: 9,
      periodDays: 30,
      period,
      priceVersion: '2026-11-22.1',
      agreedBy: 'sam',
    },
  }),
];
