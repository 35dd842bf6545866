import type { AdminRole, ChampionLevel, MemberEvent } from '@ledgerdesk/events';

/** A person of a team, as far as decisions need to know. */
export interface Member {
  readonly teamId: string;
  readonly memberId: string;
  readonly language: string;
  readonly active: boolean;
  readonly roles: readonly AdminRole[];
  readonly champion: { readonly level: ChampionLevel; readonly addOn: string } | null;
}

/** H1: a member with a role of any kind, as long as the membership lasts. */
export const isAdmin = (member: Member): boolean => member.active && member.roles.length > 0;

export const evolve = (member: Member | undefined, event: MemberEvent): Member | undefined => {
  if (event.type === 'MemberAdded') {
    const { teamId, memberId, language, roles } = event.data;
    return { teamId, memberId, language, roles, active: true, champion: null };
  }
  if (!member) return member;
  switch (event.type) {
    case 'AdminRolesAssigned': return { ...member, roles: event.data.roles };
    case 'MemberDeactivated': return { ...member, active: false };
    case 'ChampionNamed': return { ...member, champion: { level: event.data.level, addOn: event.data.addOn } };
  }
};
