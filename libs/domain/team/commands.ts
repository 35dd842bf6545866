import type { TeamRegistered } from '@ledgerdesk/events';
import type { Command } from '@ledgerdesk/kernel';

export type RegisterTeam = Command & { readonly type: 'RegisterTeam' } & TeamRegistered['data'];
export interface ChangeTeamProducts extends Command {
  readonly type: 'ChangeTeamProducts';
  readonly teamId: string;
  readonly products: readonly string[];
}
export interface AssignAccountManager extends Command {
  readonly type: 'AssignAccountManager';
  readonly teamId: string;
  readonly accountManager: string | null;
}
/** P3: the sales route starts with an inquiry. */
export interface InquireAddOn extends Command {
  readonly type: 'InquireAddOn';
  readonly inquiryId: string;
  readonly product: string;
  readonly memberId: string;
  readonly message: string;
}
export type TeamCommand = RegisterTeam | ChangeTeamProducts | AssignAccountManager | InquireAddOn;
