import type { Command, Instant } from '@ledgerdesk/kernel';
import type { Quote } from './quote.js';
import type { RemovalPreview } from './removal.js';

interface ConfirmQuote extends Command {
  readonly quote: Quote;
  /** P3: the inquiry that sales completes with this quote. */
  readonly inquiryId?: string;
}
/** P8: confirms a quote for an add-on; a quote is applied once, however often it is confirmed. */
export interface PurchaseAddOn extends ConfirmQuote {
  readonly type: 'PurchaseAddOn';
}
/** P14: confirms a quote for another edition: a higher one at once, a lower one at the next renewal. */
export interface ChangeEdition extends ConfirmQuote {
  readonly type: 'ChangeEdition';
}
/** P14: withdraws a scheduled change of edition. */
export interface KeepEdition extends Command {
  readonly type: 'KeepEdition';
}
/** P8, P11: ends the add-on at its next renewal, as previewed. The API requires a preview. */
export interface RemoveAddOn extends Command {
  readonly type: 'RemoveAddOn';
  readonly preview?: RemovalPreview;
}
/** P12: withdraws a scheduled removal. */
export interface KeepAddOn extends Command {
  readonly type: 'KeepAddOn';
}
/** P10, P11: records the renewals due by now. Sent by the timer. */
export interface RenewAddOn extends Command {
  readonly type: 'RenewAddOn';
  readonly dueAt: Instant;
}
/** P9: records the charges of seats that were added by now. Sent when a change of seats was confirmed. */
export interface ChargeSeats extends Command {
  readonly type: 'ChargeSeats';
}
export type AddOnCommand =
  PurchaseAddOn | ChangeEdition | KeepEdition | RemoveAddOn | KeepAddOn | RenewAddOn | ChargeSeats;
