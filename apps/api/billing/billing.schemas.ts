import type { SignedQuote, SignedRemovalPreview } from '@ledgerdesk/application';
import { BENEFITS, type QuotedChange, type UpcomingCharge } from '@ledgerdesk/domain';
import { BILLING_INTERVALS, CHARGE_REASONS, type DatePeriod, type Fraction } from '@ledgerdesk/events';
import { type AddOnWithState, type ChargeRow, INQUIRY_STATES } from '@ledgerdesk/projections';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { edition, money, scheduledBilling } from '../platform/openapi/domain-schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  boolean,
  date,
  dateTime,
  described,
  enumOf,
  integer,
  nullable,
  objectOf,
  pageOf,
  string,
  valueLike,
} from '../platform/openapi/schema.js';
import type { toAddOn, toAddOnOffer } from './add-on.view.js';
import type { toNamedInquiry } from './inquiry.view.js';
import type { toSeatOffer } from './seat.view.js';

type AddOn = ReturnType<typeof toAddOn>;
type NamedInquiry = ReturnType<typeof toNamedInquiry>;
type SeatOffer = ReturnType<typeof toSeatOffer>;
type AddOnOffer = ReturnType<typeof toAddOnOffer>;

/** Midnight in Tokyo, where the example's team is. */
const RENEWAL = '2026-11-30T15:00:00.000Z';
const renewalPrice = { ...money, example: { minor: 11_250, currency: 'JPY' } };

const teamId = string('Id of the team.', 'acme');
const product = string('Product of the add-on.', 'dropbox');
const period = described(
  'Billing period.',
  objectOf<DatePeriod>({ from: date('First local date.'), to: date('Last local date, exclusive.', '2026-12-01') }),
);

const addOnFields = {
  teamId,
  product,
  edition,
  seats: integer('Number of seats.', 25),
  purchasedAt: dateTime('Instant of the purchase.'),
  period,
  renewsAt: dateTime('Instant of the next renewal.', RENEWAL),
  removalEffectiveAt: nullable(dateTime(), 'Instant at which a scheduled removal takes effect.', null),
  scheduledEdition: nullable(edition, 'Edition from the next renewal on.', null),
};

const quote = string('Id of the confirmed quote.', EXAMPLES.quoteId);

const priceFields = {
  teamId,
  product,
  edition,
  amount: described('Amount to pay.', money),
  exact: described(
    'Amount before rounding, in minor units.',
    objectOf<Fraction>({ numerator: string('Numerator.', '1500'), denominator: string('Denominator.', '1') }),
  ),
  unitPrice: described('Price of one seat for a whole period.', { ...money, example: { minor: 450, currency: 'JPY' } }),
  replaces: nullable(money, 'Price per seat of the replaced edition.', null),
  agreedBy: nullable(valueLike('maria'), 'Who in sales agreed on the unit price, where none is listed (P1).', null),
  seats: integer('Number of seats: of a charge for seats, those that were added.', 25),
  remainingDays: integer('Days left in the period.', 4),
  periodDays: integer('Days of the period.', 30),
  period,
};

const ownedAddOn = objectOf<AddOnWithState>({
  ...addOnFields,
  kind: enumOf(['add-on'], 'Kind of row.'),
  state: enumOf(['active', 'removal-scheduled', 'ended'], 'State of the add-on.'),
});

const refusal = objectOf<NonNullable<AddOnOffer['refused']>>({
  code: string('Problem code.', 'billing-role-required'),
  rule: nullable(valueLike('P6'), 'Requirement that refuses the action.'),
  detail: string("Reason in the reader's language.", 'Billing requires one of the roles team_admin, billing_admin.'),
});

const upcomingCharge = objectOf<UpcomingCharge>({
  at: dateTime('Instant of the charge.', RENEWAL),
  edition,
  seats: integer('Number of seats.', 25),
  amount: described('Amount to pay.', money),
});

const inquiry = {
  inquiryId: string('Id of the inquiry.', EXAMPLES.inquiryId),
  teamId,
  product,
  memberId: string('Id of the member who sent the inquiry.', 'aiko'),
  message: nullable(valueLike('Please call me about Enhanced.'), 'Text of the inquiry. Null once it is erased.'),
  erased: boolean('Whether the texts of the inquiry are erased with the member.', false),
  receivedAt: dateTime('Instant at which the inquiry was received.'),
  state: enumOf(INQUIRY_STATES, 'Completed by a purchase or change of edition, or closed without one.'),
  endedAt: nullable(dateTime(), 'Instant at which it was completed or closed.', null),
  reason: nullable(valueLike('The team decided to wait.'), 'Why sales closed it without a sale.', null),
  team: described(
    'The team, with its name.',
    objectOf<NamedInquiry['team']>({
      id: teamId,
      name: nullable(valueLike('Acme KK'), 'Name of the team.'),
    }),
  ),
  member: described(
    'The member who sent the inquiry, with the name.',
    objectOf<NamedInquiry['member']>({
      id: string('Id of the member who sent the inquiry.', 'aiko'),
      name: nullable(valueLike('Aiko Sato'), 'Name of the member.'),
    }),
  ),
};

export const BILLING_SCHEMAS = defineSchemas({
  AddOn: objectOf<AddOn>({ ...addOnFields, quote }),
  PurchasedAddOn: objectOf<AddOn & { readonly charge: unknown }>({
    ...addOnFields,
    quote,
    charge: described('Amount charged.', money),
  }),
  AddOns: objectOf<{ readonly items: unknown; readonly seats: SeatOffer }>({
    items: arrayOf(
      objectOf<AddOnOffer>({
        product,
        action: enumOf(['add', 'remove', 'keep'], 'Action available for the add-on.'),
        allowed: boolean('Whether the caller may perform the action.'),
        refused: nullable(refusal, 'Why the caller may not perform the action.', null),
        addOn: nullable(ownedAddOn, 'The add-on of the team.'),
        upcoming: nullable(upcomingCharge, 'Next charge (P10).'),
      }),
      'All items.',
    ),
    seats: described(
      'The seats of the team, which all of its add-ons share.',
      objectOf<SeatOffer>({
        teamId,
        seats: integer('Number of seats.', 25),
        scheduledBilling,
        allowed: boolean('Whether the caller may change the seats by a quote and its confirmation.'),
        refused: nullable(refusal, 'Why the caller may not change the seats.', null),
      }),
    ),
  }),
  Quote: objectOf<SignedQuote>({
    ...priceFields,
    id: string('Id of the quote.', EXAMPLES.quoteId),
    quoteId: string('Signed quote. Send it to confirm the purchase.', EXAMPLES.signedQuote),
    periodEndsAt: dateTime('End of the billing period.', RENEWAL),
    priceVersion: string('Version of the price list.', '2026-11-01'),
    expiresAt: dateTime('Instant after which the quote cannot be confirmed.', '2026-11-27T15:00:00.000Z'),
    change: enumOf(['purchase', 'upgrade', 'downgrade'] satisfies QuotedChange[], 'What the quote is for.'),
    interval: enumOf(BILLING_INTERVALS, 'Billing interval that the unit price is for.'),
    effectiveAt: dateTime('Instant at which the change takes effect.'),
    renewalAmount: described('Amount of the next renewal at known prices and seats (P10).', renewalPrice),
  }),
  RemovalPreview: objectOf<SignedRemovalPreview>({
    teamId,
    product,
    edition,
    previewId: string('Signed preview. Send it to confirm the removal.', EXAMPLES.signedQuote),
    effectiveAt: dateTime(
      'Instant at which the add-on ends: its next renewal. The team is entitled until then (P11).',
      RENEWAL,
    ),
    ends: arrayOf(enumOf(BENEFITS), 'What ends with the add-on, unless another add-on of the team includes it.'),
    amount: described('Amount still to be charged until the end. Nothing is refunded.', money),
    cancelledCharge: described('The renewal that is no longer charged (P10).', upcomingCharge),
    expiresAt: dateTime('Instant after which the preview cannot be confirmed.', '2026-11-27T15:00:00.000Z'),
  }),
  ChargePage: pageOf(
    objectOf<ChargeRow>({
      ...priceFields,
      kind: enumOf(['charge'], 'Kind of row.'),
      chargeId: string('Id of the charge.', EXAMPLES.chargeId),
      reason: enumOf(CHARGE_REASONS, 'Reason for the charge.'),
      effectiveAt: dateTime('Instant at which the charge takes effect.'),
      issuedAt: dateTime('Instant at which the charge was issued.'),
    }),
  ),
  InquiryPage: pageOf(objectOf<NamedInquiry>(inquiry)),
  SalesInquiryPage: pageOf(objectOf<NamedInquiry>(inquiry)),
  Inquiry: objectOf<{ readonly inquiryId: string; readonly teamId: string; readonly product: string }>({
    inquiryId: string('Id of the inquiry.', EXAMPLES.inquiryId),
    teamId,
    product,
  }),
  ClosedInquiry: objectOf<{ readonly inquiryId: string; readonly teamId: string; readonly state: 'closed' }>({
    inquiryId: string('Id of the inquiry.', EXAMPLES.inquiryId),
    teamId,
    state: enumOf(['closed'], 'State of the inquiry.'),
  }),
});
