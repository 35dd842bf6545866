import type { CommandSamples } from '../samples.js';
import type { AddOnCommand } from './commands.js';
import type { Quote } from './quote.js';
import type { RemovalPreview } from './removal.js';

/** A quote for Essentials at the shipped prices. */
const PURCHASE: Quote = {
  id: 'q-essentials',
  teamId: 'acme',
  product: 'dropbox',
  change: 'purchase',
  edition: 'essentials',
  effectiveAt: '2026-11-27T07:30:00.000Z',
  amount: { minor: 1500, currency: 'JPY' },
  exact: { numerator: '45000', denominator: '30' },
  unitPrice: { minor: 450, currency: 'JPY' },
  interval: 'month',
  replaces: null,
  agreedBy: null,
  seats: 25,
  remainingDays: 4,
  periodDays: 30,
  period: { from: '2026-11-01', to: '2026-12-01' },
  periodEndsAt: '2026-11-30T15:00:00.000Z',
  renewalAmount: { minor: 11250, currency: 'JPY' },
  priceVersion: '2026-11-22.1',
  expiresAt: '2026-11-27T15:00:00.000Z',
};
/** A quote for the upgrade of the same add-on to Enhanced. */
const UPGRADE: Quote = {
  ...PURCHASE,
  id: 'q-enhanced',
  change: 'upgrade',
  edition: 'enhanced',
  amount: { minor: 2000, currency: 'JPY' },
  exact: { numerator: '60000', denominator: '30' },
  unitPrice: { minor: 1050, currency: 'JPY' },
  replaces: { minor: 450, currency: 'JPY' },
  renewalAmount: { minor: 26250, currency: 'JPY' },
};

/** A preview of the removal of the purchased add-on. */
const REMOVAL: RemovalPreview = {
  teamId: 'acme',
  product: 'dropbox',
  edition: 'essentials',
  effectiveAt: '2026-11-30T15:00:00.000Z',
  ends: ['response-target', 'live-support', 'hub', 'consultation', 'feature-digest'],
  amount: { minor: 0, currency: 'JPY' },
  cancelledCharge: {
    at: '2026-11-30T15:00:00.000Z',
    edition: 'essentials',
    seats: 25,
    amount: { minor: 11250, currency: 'JPY' },
  },
  expiresAt: '2026-11-27T15:00:00.000Z',
};

/** Sample commands on an add-on. */
export const ADD_ON_SAMPLES: CommandSamples<AddOnCommand> = {
  PurchaseAddOn: { payload: { quote: PURCHASE }, variants: [{ inquiryId: 'i-1' }] },
  ChangeEdition: { payload: { quote: UPGRADE } },
  KeepEdition: { payload: {} },
  RemoveAddOn: { payload: {}, variants: [{ preview: REMOVAL }] },
  KeepAddOn: { payload: {} },
  RenewAddOn: { payload: { dueAt: '2026-11-30T15:00:00.000Z' } },
  ChargeSeats: { payload: {} },
};
