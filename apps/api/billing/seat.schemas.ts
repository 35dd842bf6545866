import type { SignedSeatQuote } from '@ledgerdesk/application';
import type { SeatQuoteLine } from '@ledgerdesk/domain';
import type { DatePeriod, Fraction } from '@ledgerdesk/events';
import { edition, money, scheduledBilling } from '../platform/openapi/domain-schemas.js';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  date,
  dateTime,
  described,
  enumOf,
  integer,
  nullable,
  objectOf,
  type Schema,
  string,
  valueLike,
} from '../platform/openapi/schema.js';
import type { toSeats } from './seat.view.js';

type Seats = ReturnType<typeof toSeats>;

/** Midnight in Tokyo, where the example's team is. */
const RENEWAL = '2026-11-30T15:00:00.000Z';
const yen = (minor: number): Schema => ({ ...money, example: { minor, currency: 'JPY' } });

const seatFields = {
  teamId: string('Id of the team.', 'acme'),
  seats: integer('Number of seats.', 25),
  scheduledBilling,
};

const line = objectOf<SeatQuoteLine>({
  product: string('Product of the add-on.', 'dropbox'),
  edition,
  unitPrice: described('Price of one seat for the whole period, as paid for the current one.', yen(450)),
  amount: described('Amount charged at the confirmation.', yen(300)),
  exact: described(
    'Amount before rounding, in minor units.',
    objectOf<Fraction>({ numerator: string('Numerator.', '9000'), denominator: string('Denominator.', '30') }),
  ),
  renewalAmount: nullable(
    yen(13_500),
    'Amount of the next renewal with the new seats, at known prices (P10). Null if the add-on is being removed.',
  ),
});

export const SEAT_SCHEMAS = defineSchemas({
  Seats: objectOf<Seats>(seatFields),
  ChangedSeats: objectOf<Seats & { readonly charge: unknown }>({
    ...seatFields,
    charge: described('Amount charged, for all add-ons.', yen(300)),
  }),
  SeatQuote: objectOf<SignedSeatQuote>({
    id: string('Id of the quote.', EXAMPLES.quoteId),
    quoteId: string('Signed quote. Send it to confirm the change.', EXAMPLES.signedQuote),
    teamId: seatFields.teamId,
    change: enumOf(['increase', 'reduction'], 'More seats count at once, fewer from the renewal.'),
    from: integer('Number of seats now.', 25),
    to: integer('Number of seats after the change.', 30),
    replaces: nullable(valueLike(20), 'Seats of the scheduled reduction that this change replaces.', null),
    effectiveAt: dateTime('Instant at which the change takes effect: at once, or at the renewal.'),
    amount: described('Amount charged at the confirmation, for all add-ons (P9). 0 for fewer seats.', yen(300)),
    lines: arrayOf(line, 'The price by add-on.'),
    remainingDays: integer('Days left in the period.', 4),
    periodDays: integer('Days of the period.', 30),
    period: described(
      'Billing period.',
      objectOf<DatePeriod>({ from: date('First local date.'), to: date('Last local date, exclusive.', '2026-12-01') }),
    ),
    chargedFrom: date('First local date that is charged.', '2026-11-27'),
    periodEndsAt: dateTime('End of the billing period: the next renewal.', RENEWAL),
    renewalAmount: described('Amount of the next renewal with the new seats, for all add-ons (P10).', yen(13_500)),
    expiresAt: dateTime('Instant after which the quote cannot be confirmed.', '2026-11-27T15:00:00.000Z'),
  }),
});
