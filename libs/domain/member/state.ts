import type { AdminRole, ChampionLevel, MemberEvent, TicketViewSaved } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';

/** A saved filter of a member's own tickets. */
export type TicketView = Omit<TicketViewSaved['data'], 'teamId' | 'memberId'>;

/** The state of a team member that decisions need. */
export interface Member {
  readonly teamId: string;
  readonly memberId: string;
  readonly language: string;
  readonly active: boolean;
  readonly roles: readonly AdminRole[];
  readonly champion: { readonly level: ChampionLevel; readonly addOn: string } | null;
  /** C1: when the personal add-on of a former Champion ended; null for a Champion, or for who never was one. */
  readonly championUntil: Instant | null;
  readonly views: readonly TicketView[];
  /** Number of views saved ever, including replaced and removed ones. */
  readonly viewsSaved: number;
}

const without = (views: readonly TicketView[], viewId: string): readonly TicketView[] =>
  views.filter((view) => view.viewId !== viewId);

const withView = (member: Member, { teamId: _, memberId: __, ...view }: TicketViewSaved['data']): Member => ({
  ...member,
  views: [...without(member.views, view.viewId), view],
  viewsSaved: member.viewsSaved + 1,
});

/** H1: returns true for an active member with at least one admin role. */
export const isAdmin = (member: Member): boolean => member.active && member.roles.length > 0;

/** Returns the member after an event; undefined before they are added. */
export const evolve = (member: Member | undefined, event: MemberEvent, occurredAt: Instant): Member | undefined => {
  if (event.type === 'MemberAdded') {
    const { teamId, memberId, language, roles } = event.data;
    const champion = { champion: null, championUntil: null };
    return { teamId, memberId, language, roles, active: true, ...champion, views: [], viewsSaved: 0 };
  }
  if (!member) return member;
  switch (event.type) {
    case 'AdminRolesAssigned':
      return { ...member, roles: event.data.roles };
    case 'MemberDeactivated':
      return { ...member, active: false, championUntil: member.champion ? occurredAt : member.championUntil };
    case 'ChampionNamed':
      return { ...member, champion: { level: event.data.level, addOn: event.data.addOn }, championUntil: null };
    case 'ChampionWithdrawn':
      return { ...member, champion: null, championUntil: occurredAt };
    case 'TicketViewSaved':
      return withView(member, event.data);
    case 'TicketViewRemoved':
      return { ...member, views: without(member.views, event.data.viewId) };
  }
};
