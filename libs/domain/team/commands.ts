import type { BillingInterval, TeamRegistered } from '@ledgerdesk/events';
import type { Command } from '@ledgerdesk/kernel';
import type { SeatQuote } from './seat-quote.js';

/** P1: registers a team account. */
export type RegisterTeam = Command & { readonly type: 'RegisterTeam' } & Omit<
    TeamRegistered['data'],
    'hasAccountManager'
  >;
/**
 * Changes what is given of a team. While an add-on is active, another interval or zone counts from the renewal, and
 * seats are quoted and confirmed.
 */
export interface ChangeTeam extends Command {
  readonly type: 'ChangeTeam';
  readonly teamId: string;
  readonly name?: string;
  readonly timeZone?: string;
  readonly selfServe?: boolean;
  readonly seats?: number;
  readonly interval?: BillingInterval;
}
/** R2: replaces the products that the team uses. */
export interface ChangeTeamProducts extends Command {
  readonly type: 'ChangeTeamProducts';
  readonly teamId: string;
  readonly products: readonly string[];
}
/** P4: assigns an account manager; null removes the current one. */
export interface AssignAccountManager extends Command {
  readonly type: 'AssignAccountManager';
  readonly teamId: string;
  readonly accountManager: string | null;
}
/** Erases an account manager of the team. Sent by the engine when one is erased. */
export interface EraseAccountManager extends Command {
  readonly type: 'EraseAccountManager';
  readonly subjectId: string;
}
/** P3: asks sales for an add-on. */
export interface InquireAddOn extends Command {
  readonly type: 'InquireAddOn';
  readonly inquiryId: string;
  readonly product: string;
  readonly memberId: string;
  readonly message: string;
}
/** P3: closes an inquiry without a sale. */
export interface CloseInquiry extends Command {
  readonly type: 'CloseInquiry';
  readonly inquiryId: string;
  readonly reason: string;
}
/** Erases the texts of an inquiry. Sent by the engine when the member who asked is erased. */
export interface EraseInquiry extends Command {
  readonly type: 'EraseInquiry';
  readonly inquiryId: string;
}
/** P8: confirms a quote of seats, by a member or by sales (null); a quote is applied once. */
export interface ChangeSeats extends Command {
  readonly type: 'ChangeSeats';
  readonly quote: SeatQuote;
  readonly memberId: string | null;
}
/** P12: withdraws a reduction of seats that has not taken effect, by a member or by sales (null). */
export interface KeepSeats extends Command {
  readonly type: 'KeepSeats';
  readonly memberId: string | null;
}
export type TeamCommand =
  | RegisterTeam
  | ChangeTeam
  | ChangeTeamProducts
  | AssignAccountManager
  | EraseAccountManager
  | InquireAddOn
  | CloseInquiry
  | EraseInquiry
  | ChangeSeats
  | KeepSeats;
