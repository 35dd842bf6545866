import type { AdminRole, ChampionLevel, MemberEvent, MemberStatus, TicketViewSaved } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';

/** A saved filter of a member's own tickets. */
export type TicketView = Omit<TicketViewSaved['data'], 'teamId' | 'memberId'>;

/** E2: a time in which a member was invited or suspended; [from, until). `until` is null while it lasts. */
interface InactivePeriod {
  readonly from: Instant;
  readonly until: Instant | null;
}

/** The state of a team member that decisions need. */
export interface Member {
  readonly teamId: string;
  readonly memberId: string;
  readonly language: string;
  /** E2: `deactivated` once the membership has ended. */
  readonly status: MemberStatus | 'deactivated';
  /** True once the personal data of the member is erased. */
  readonly erased: boolean;
  /** E2: true if the status is `active`. */
  readonly active: boolean;
  /** E2: false for one who was invited and has not been active since. */
  readonly hasJoined: boolean;
  /** E2: the times in which the member was invited or suspended, in order. */
  readonly inactivePeriods: readonly InactivePeriod[];
  readonly roles: readonly AdminRole[];
  /** C1: `addOn` is null without Premium Support: then only the team's terms apply. */
  readonly champion: { readonly level: ChampionLevel; readonly addOn: string | null } | null;
  /** C1: when the personal add-on ended; null for who has one, or never had one. */
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

/** C1: returns true for a Champion with a personal add-on. */
export const hasOwnAddOn = ({ champion }: Member): boolean => champion !== null && champion.addOn !== null;

/** E2: returns true if the member was neither invited nor suspended at an instant. */
export const wasActive = ({ inactivePeriods }: Member, at: Instant): boolean =>
  !inactivePeriods.some(({ from, until }) => from <= at && (until === null || at < until));

const inactivePeriodsAfter = (
  { active, inactivePeriods }: Member,
  status: MemberStatus,
  at: Instant,
): readonly InactivePeriod[] => {
  if (active === (status === 'active')) return inactivePeriods;
  if (active) return [...inactivePeriods, { from: at, until: null }];
  return inactivePeriods.map((period) => (period.until === null ? { ...period, until: at } : period));
};

const statusOf = (status: Member['status']): Pick<Member, 'status' | 'active'> => ({
  status,
  active: status === 'active',
});

const withoutOwnAddOn = (member: Member, endedAt: Instant): Pick<Member, 'championUntil'> => ({
  championUntil: hasOwnAddOn(member) ? endedAt : member.championUntil,
});

/** Returns the member after an event; undefined before they are added. */
export const evolve = (member: Member | undefined, event: MemberEvent, occurredAt: Instant): Member | undefined => {
  if (event.type === 'MemberAdded') {
    const { teamId, memberId, language, roles } = event.data;
    const nothing = {
      erased: false,
      hasJoined: true,
      inactivePeriods: [],
      champion: null,
      championUntil: null,
      views: [],
      viewsSaved: 0,
    };
    return { teamId, memberId, language, roles, ...statusOf('active'), ...nothing };
  }
  if (!member) return member;
  switch (event.type) {
    case 'AdminRolesAssigned':
      return { ...member, roles: event.data.roles };
    case 'MemberLanguageChanged':
      return { ...member, language: event.data.language };
    case 'MemberStatusChanged':
      return {
        ...member,
        ...statusOf(event.data.status),
        hasJoined: event.data.status === 'active' || (event.data.status === 'suspended' && member.hasJoined),
        inactivePeriods: inactivePeriodsAfter(member, event.data.status, occurredAt),
      };
    case 'MemberDeactivated':
      return { ...member, ...statusOf('deactivated'), ...withoutOwnAddOn(member, occurredAt) };
    case 'MemberErased':
      return { ...member, erased: true, views: [] };
    case 'ChampionNamed': {
      const { level, addOn } = event.data;
      const ended = addOn === null ? withoutOwnAddOn(member, occurredAt) : { championUntil: null };
      return { ...member, champion: { level, addOn }, ...ended };
    }
    case 'ChampionWithdrawn':
      return { ...member, champion: null, ...withoutOwnAddOn(member, occurredAt) };
    case 'TicketViewSaved':
      return withView(member, event.data);
    case 'TicketViewRemoved':
      return { ...member, views: without(member.views, event.data.viewId) };
    case 'MemberRenamed':
    case 'MemberEmailChanged':
      return member;
  }
};
