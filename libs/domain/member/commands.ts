import type { AdminRole, ChampionLevel, MemberAdded, TicketViewFilter } from '@ledgerdesk/events';
import type { Command } from '@ledgerdesk/kernel';

interface OfMember extends Command {
  readonly teamId: string;
  readonly memberId: string;
}

export type AddMember = Command & { readonly type: 'AddMember' } & MemberAdded['data'];
export interface AssignAdminRoles extends OfMember {
  readonly type: 'AssignAdminRoles';
  readonly roles: readonly AdminRole[];
}
export interface DeactivateMember extends OfMember {
  readonly type: 'DeactivateMember';
}
export interface NameChampion extends OfMember {
  readonly type: 'NameChampion';
  readonly level: ChampionLevel;
}
/** Takes back that a member is a Champion. */
export interface WithdrawChampion extends OfMember {
  readonly type: 'WithdrawChampion';
}
/** Writes over the view of the same id. */
export interface SaveTicketView extends OfMember {
  readonly type: 'SaveTicketView';
  readonly viewId: string;
  readonly name: string;
  readonly q: string | null;
  readonly filter: TicketViewFilter;
}
export interface RemoveTicketView extends OfMember {
  readonly type: 'RemoveTicketView';
  readonly viewId: string;
}
export type MemberCommand =
  AddMember | AssignAdminRoles | DeactivateMember | NameChampion | WithdrawChampion | SaveTicketView | RemoveTicketView;
