import type { Instant } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';
import type { ChargeReason, DatePeriod, Edition, Fraction, Money } from './value-types.js';

interface AddOnKey {
  /** Id of the team. */
  teamId: string;
  /** Product of the add-on. */
  product: string;
}
interface EditionChange {
  /** Edition before the change. */
  from: Edition;
  /** Edition after the change. */
  to: Edition;
  /** Id of the quote that was confirmed; a quote is applied once (P8). */
  quote: string;
  /** When the change takes effect. */
  effectiveAt: Instant;
  /**
   * The inquiry that sales completed with the confirmation (P3). Null: none. Set only in the first event of a
   * confirmation.
   */
  inquiry: string | null;
}

/** A purchase of an add-on was confirmed. */
export type AddOnPurchased = EventOf<
  'AddOnPurchased',
  AddOnKey & {
    /** Edition that was bought. */
    edition: Edition;
    /** Id of the quote that was confirmed; a quote is applied once (P8). */
    quote: string;
    /** The inquiry that sales completed with this purchase (P3). Null: none. */
    inquiry: string | null;
    /**
     * Number of seats.
     * @asType integer
     */
    seats: number;
    /** First period. */
    period: DatePeriod;
    /** End of the period in the team's time zone. */
    periodEndsAt: Instant;
    /** When the add-on renews. */
    renewsAt: Instant;
  }
>;
/** A removal of the add-on was confirmed: the add-on ends with the period (P11). */
export type AddOnRemovalScheduled = EventOf<
  'AddOnRemovalScheduled',
  AddOnKey & {
    /** When the add-on ends. */
    effectiveAt: Instant;
  }
>;
/** A scheduled removal was withdrawn. */
export type AddOnRemovalWithdrawn = EventOf<'AddOnRemovalWithdrawn', AddOnKey>;
/** P14: the edition changed: an upgrade takes effect at once, a downgrade at the next renewal. */
export type EditionChanged = EventOf<'EditionChanged', AddOnKey & EditionChange>;
/** P14: a downgrade was confirmed. It takes effect at the next renewal. */
export type EditionChangeScheduled = EventOf<
  'EditionChangeScheduled',
  AddOnKey &
    EditionChange & {
      /** P1: the price that sales agreed for the new edition, and who; null if a price is listed. */
      agreed: {
        /** Price of a seat and billing interval. */
        readonly unitPrice: Money;
        /** Who in sales agreed on the price. */
        readonly by: string;
      } | null;
    }
>;
/** A scheduled change of edition was withdrawn. */
export type EditionChangeWithdrawn = EventOf<'EditionChangeWithdrawn', AddOnKey>;
/** P10: the next period has begun. */
export type AddOnRenewed = EventOf<
  'AddOnRenewed',
  AddOnKey & {
    /** Edition in the period. */
    edition: Edition;
    /**
     * Number of seats in the period.
     * @asType integer
     */
    seats: number;
    /** The period that began. */
    period: DatePeriod;
    /** End of the period in the team's time zone. */
    periodEndsAt: Instant;
    /** When the period began, which may be long before the event was recorded. */
    renewedAt: Instant;
    /** When the add-on renews next. */
    renewsAt: Instant;
  }
>;
/** P8: the seats of an add-on follow those of the team: seats were added within the period. */
export type AddOnSeatsChanged = EventOf<
  'AddOnSeatsChanged',
  AddOnKey & {
    /** Id of the quote that was confirmed. Null: the add-on catches up with seats that no quote of it covers. */
    quote: string | null;
    /**
     * Number of seats paid for before.
     * @asType integer
     */
    from: number;
    /**
     * Number of seats paid for from now on.
     * @asType integer
     */
    to: number;
    /** When the seats were added, which may be before the event was recorded. */
    effectiveAt: Instant;
  }
>;
/** P11: a removal has taken effect. */
export type AddOnEnded = EventOf<
  'AddOnEnded',
  AddOnKey & {
    /** When the add-on ended. */
    endedAt: Instant;
  }
>;
/** A purchase, renewal or upgrade was charged, or seats that were added. */
export type ChargeIssued = EventOf<
  'ChargeIssued',
  AddOnKey & {
    /** Id of the charge. */
    chargeId: string;
    /** What the charge is for. */
    reason: ChargeReason;
    /** When the charge became due: at the confirmation or the start of the period. Null: at `occurredAt`. */
    effectiveAt: Instant | null;
    /** Edition that is charged. */
    edition: Edition;
    /** Amount of the charge. */
    amount: Money;
    /** P9: (unit price − replaced price) × seats × remaining days ÷ days of the period, before rounding half up. */
    exact: Fraction;
    /** Per seat and billing interval. */
    unitPrice: Money;
    /** P14: the unit price already paid for these days, deducted by an upgrade. Null: nothing is deducted. */
    replaces: Money | null;
    /**
     * Number of seats that are charged.
     * @asType integer
     */
    seats: number;
    /**
     * Days that are charged.
     * @asType integer
     */
    remainingDays: number;
    /**
     * Days of the whole period.
     * @asType integer
     */
    periodDays: number;
    /** Period that the charge belongs to. */
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
  | AddOnSeatsChanged
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
  defineEvent<AddOnSeatsChanged>('AddOnSeatsChanged', {
    sample: { ...key, quote: 'q-4', from: 25, to: 30, effectiveAt: '2026-11-23T01:00:00.000Z' },
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
