import type { toAddOn, toAddOnOffer } from './add-on.view.js';
import type { SignedQuote } from '@ledgerdesk/application';
import { CHARGE_REASONS, type Fraction } from '@ledgerdesk/events';
import type { QuotedChange, UpcomingCharge } from '@ledgerdesk/domain';
import type { AddOnInquiryRow, AddOnWithState, ChargeRow } from '@ledgerdesk/projections';
import { flag, instant, itemsOf, objectOf, oneOf, orNull, pageOf, text, whole } from '../platform/openapi/schema.js';
import { edition, money, period } from '../platform/openapi/domain-schemas.js';

type ShownAddOn = ReturnType<typeof toAddOn>;
type ShownOffer = ReturnType<typeof toAddOnOffer>;

const addOn = {
  teamId: text,
  product: text,
  edition,
  seats: whole,
  purchasedAt: instant,
  period,
  renewsAt: instant,
  removalEffectiveAt: orNull(instant),
  scheduledEdition: orNull(edition),
};
const standing = objectOf<AddOnWithState>({
  ...addOn,
  kind: oneOf(['add-on']),
  state: oneOf(['active', 'removal-scheduled', 'ended']),
});
const reckoned = {
  teamId: text,
  product: text,
  edition,
  amount: money,
  exact: objectOf<Fraction>({ numerator: text, denominator: text }),
  unitPrice: money,
  replaces: orNull(money),
  seats: whole,
  remainingDays: whole,
  periodDays: whole,
  period,
};
const upcoming = objectOf<UpcomingCharge>({ at: instant, edition, seats: whole, amount: money });

/** What routes on add-ons, quotes and charges answer. */
export const BILLING_SCHEMAS = {
  AddOn: objectOf<ShownAddOn>({ ...addOn, quote: text }),
  PurchasedAddOn: objectOf<ShownAddOn & { readonly charge: unknown }>({ ...addOn, quote: text, charge: money }),
  AddOns: itemsOf(
    objectOf<ShownOffer>({
      product: text,
      action: oneOf(['add', 'remove', 'keep']),
      allowed: flag,
      refused: orNull(objectOf<NonNullable<ShownOffer['refused']>>({ code: text, rule: orNull(text), detail: text })),
      addOn: orNull(standing),
      upcoming: orNull(upcoming),
    }),
  ),
  Quote: objectOf<SignedQuote>({
    ...reckoned,
    id: text,
    quoteId: text,
    periodEndsAt: instant,
    priceVersion: text,
    expiresAt: instant,
    change: oneOf(['purchase', 'upgrade', 'downgrade'] satisfies QuotedChange[]),
    effectiveAt: instant,
    renewalAmount: money,
  }),
  ChargePage: pageOf(
    objectOf<ChargeRow>({
      ...reckoned,
      kind: oneOf(['charge']),
      chargeId: text,
      reason: oneOf(CHARGE_REASONS),
      effectiveAt: instant,
      issuedAt: instant,
    }),
  ),
  InquiryPage: pageOf(
    objectOf<AddOnInquiryRow>({
      inquiryId: text,
      teamId: text,
      product: text,
      memberId: text,
      message: text,
      receivedAt: instant,
    }),
  ),
  Inquiry: objectOf<{ readonly inquiryId: string; readonly teamId: string; readonly product: string }>({
    inquiryId: text,
    teamId: text,
    product: text,
  }),
};
