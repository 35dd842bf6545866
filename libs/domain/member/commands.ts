import type { AdminRole, ChampionLevel, MemberAdded } from '@ledgerdesk/events';
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
export type MemberCommand = AddMember | AssignAdminRoles | DeactivateMember | NameChampion;
