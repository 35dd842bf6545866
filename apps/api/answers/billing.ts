import type { SignedQuote } from '@ledgerdesk/application';
import type { AddOn } from '@ledgerdesk/domain';
import type { AddOnStanding, ChargeRow } from '@ledgerdesk/projections';
import { instant, itemsOf, objectOf, oneOf, orNull, pageOf, text, whole } from './schema.js';
import { edition, money, period } from './words.js';

const addOn = { teamId: text, product: text, edition, purchasedAt: instant, period, renewsAt: instant, removalEffectiveAt: orNull(instant) };
const standing = objectOf<AddOnStanding>({ ...addOn, kind: oneOf(['add-on']), seats: whole, state: oneOf(['active', 'removal-scheduled', 'ended']) });
const reckoned = { teamId: text, product: text, edition, amount: money, unitPrice: money, seats: whole, remainingDays: whole, periodDays: whole, period };

/** What routes on add-ons, quotes and charges answer. */
export const BILLING_ANSWERS = {
  AddOn: objectOf<AddOn>({ ...addOn, quote: text }),
  PurchasedAddOn: objectOf<AddOn & { readonly charge: unknown }>({ ...addOn, quote: text, charge: money }),
  AddOns: itemsOf(objectOf<{ readonly product: string; readonly action: string; readonly addOn: AddOnStanding | null }>({
    product: text, action: oneOf(['add', 'remove', 'keep']), addOn: orNull(standing),
  })),
  Quote: objectOf<SignedQuote>({ ...reckoned, id: text, quoteId: text, periodEndsAt: instant, priceVersion: text, expiresAt: instant }),
  ChargePage: pageOf(objectOf<ChargeRow>({ ...reckoned, kind: oneOf(['charge']), chargeId: text, reason: oneOf(['purchase']), issuedAt: instant })),
  Inquiry: objectOf<{ readonly inquiryId: string; readonly teamId: string; readonly product: string }>({ inquiryId: text, teamId: text, product: text }),
};
