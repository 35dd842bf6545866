import type { Command } from '@ledgerdesk/kernel';
import type { Quote } from './quote.js';

/** P8: confirms a quote; the same quote buys once, however often it is confirmed. */
export interface PurchaseAddOn extends Command {
  readonly type: 'PurchaseAddOn';
  readonly quote: Quote;
}
/** P11: ends the add-on at its next renewal. */
export interface RemoveAddOn extends Command {
  readonly type: 'RemoveAddOn';
}
/** P12: takes a scheduled removal back. */
export interface KeepAddOn extends Command {
  readonly type: 'KeepAddOn';
}
export type AddOnCommand = PurchaseAddOn | RemoveAddOn | KeepAddOn;
