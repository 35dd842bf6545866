import type { Command, Instant } from '@ledgerdesk/kernel';
import type { Quote } from './quote.js';

interface Confirmed extends Command {
  readonly quote: Quote;
  /** P3: the inquiry that sales completes by it. */
  readonly inquiryId?: string;
}
/** P8: confirms a quote for an add-on; the same quote buys once, however often it is confirmed. */
export interface PurchaseAddOn extends Confirmed {
  readonly type: 'PurchaseAddOn';
}
/** P14: confirms a quote for another edition: a higher one at once, a lower one at the next renewal. */
export interface ChangeEdition extends Confirmed {
  readonly type: 'ChangeEdition';
}
/** P14: takes a scheduled change of edition back. */
export interface KeepEdition extends Command {
  readonly type: 'KeepEdition';
}
/** P11: ends the add-on at its next renewal. */
export interface RemoveAddOn extends Command {
  readonly type: 'RemoveAddOn';
}
/** P12: takes a scheduled removal back. */
export interface KeepAddOn extends Command {
  readonly type: 'KeepAddOn';
}
/** P10, P11: records what its renewals have brought by now. Sent by the deadline clock. */
export interface RenewAddOn extends Command {
  readonly type: 'RenewAddOn';
  readonly dueAt: Instant;
}
export type AddOnCommand = PurchaseAddOn | ChangeEdition | KeepEdition | RemoveAddOn | KeepAddOn | RenewAddOn;
