import type { AdminRole, ChampionLevel, MemberAdded, MemberStatus, TicketViewFilter } from '@ledgerdesk/events';
import type { Command } from '@ledgerdesk/kernel';

interface OfMember extends Command {
  readonly teamId: string;
  readonly memberId: string;
}

/** E2: adds a member to a team, as active unless `status` is `invited`. */
export type AddMember = Command & { readonly type: 'AddMember' } & MemberAdded['data'] & {
    readonly status?: Exclude<MemberStatus, 'suspended'>;
  };
/** E2: suspends a member, activates one who is suspended, or records that one who was invited has joined. */
export interface SetMemberStatus extends OfMember {
  readonly type: 'SetMemberStatus';
  readonly status: Exclude<MemberStatus, 'invited'>;
}
/**
 * Changes what is given of a member. E2: `suspended: false` ends a suspension; the member is then active with the same
 * roles, or invited again if they have not joined.
 */
export interface ChangeMember extends OfMember {
  readonly type: 'ChangeMember';
  readonly name?: string;
  readonly email?: string;
  /** BCP 47. */
  readonly language?: string;
  readonly suspended?: boolean;
}
/** H1: replaces the admin roles of a member. */
export interface AssignAdminRoles extends OfMember {
  readonly type: 'AssignAdminRoles';
  readonly roles: readonly AdminRole[];
}
/** E2: ends the membership permanently. */
export interface DeactivateMember extends OfMember {
  readonly type: 'DeactivateMember';
}
/** Erases the personal data of a member, and ends the membership first if it has not ended (E2). */
export interface EraseMember extends OfMember {
  readonly type: 'EraseMember';
}
/** C1: makes a member a Champion, or changes the level. Grants a personal add-on unless `premiumSupport` is false. */
export interface NameChampion extends OfMember {
  readonly type: 'NameChampion';
  readonly level: ChampionLevel;
  readonly premiumSupport?: boolean;
}
/** C1: ends the Champion status of a member. */
export interface WithdrawChampion extends OfMember {
  readonly type: 'WithdrawChampion';
}
/** H4: adds a view, or replaces the one with the same ID. */
export interface SaveTicketView extends OfMember {
  readonly type: 'SaveTicketView';
  readonly viewId: string;
  readonly name: string;
  readonly q: string | null;
  readonly filter: TicketViewFilter;
  /** Refuses the command unless a view with this ID is `present` or `absent`. */
  readonly onlyIf?: 'present' | 'absent';
}
/** H4: removes a view. */
export interface RemoveTicketView extends OfMember {
  readonly type: 'RemoveTicketView';
  readonly viewId: string;
}
export type MemberCommand =
  | AddMember
  | SetMemberStatus
  | ChangeMember
  | AssignAdminRoles
  | DeactivateMember
  | EraseMember
  | NameChampion
  | WithdrawChampion
  | SaveTicketView
  | RemoveTicketView;
