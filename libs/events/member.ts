import { type Instant, isRecord } from '@ledgerdesk/kernel';
import type {
  AdminRole,
  ChampionLevel,
  MemberStatus,
  SortOrder,
  TicketSort,
  TicketStatusFilter,
} from './value-types.js';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';
import type { ResponseState } from './ticket-response.js';

interface MemberKey {
  /** Id of the team. */
  teamId: string;
  /** Id of the member, unique within the team. */
  memberId: string;
}

/** A member was added to a team. */
export type MemberAdded = EventOf<
  'MemberAdded',
  MemberKey & {
    /** Name of the member. */
    name: string;
    /** E-mail address of the member. */
    email: string;
    /** Language that the member prefers, as a BCP 47 tag. */
    language: string;
    /** Admin roles of the member. */
    roles: readonly AdminRole[];
  }
>;
/** The admin roles of a member changed (H1). */
export type AdminRolesAssigned = EventOf<
  'AdminRolesAssigned',
  MemberKey & {
    /** All admin roles of the member from now on. */
    roles: readonly AdminRole[];
  }
>;
/** The name of a member was recorded, even if it is the same as before. */
export type MemberRenamed = EventOf<
  'MemberRenamed',
  MemberKey & {
    /** Name from now on. */
    name: string;
  }
>;
/** The e-mail address of a member was recorded, even if it is the same as before. Mails go to it from then on. */
export type MemberEmailChanged = EventOf<
  'MemberEmailChanged',
  MemberKey & {
    /** E-mail address from now on. */
    email: string;
  }
>;
/** The language of a member changed. Open tickets keep theirs. */
export type MemberLanguageChanged = EventOf<
  'MemberLanguageChanged',
  MemberKey & {
    /** Language from now on (BCP 47). */
    language: string;
  }
>;
/** E2: the member has not joined yet, has joined, is suspended, or is active again. Members are added as active. */
export type MemberStatusChanged = EventOf<
  'MemberStatusChanged',
  MemberKey & {
    /** Status from now on. */
    status: MemberStatus;
  }
>;
/** The membership ended permanently (E2). */
export type MemberDeactivated = EventOf<'MemberDeactivated', MemberKey>;
/**
 * The personal data of a member was erased: names, addresses and the texts of saved views. The membership ended before.
 */
export type MemberErased = EventOf<'MemberErased', MemberKey>;
/** A member became a Champion, or got another level (C1). */
export type ChampionNamed = EventOf<
  'ChampionNamed',
  MemberKey & {
    /** Level of the Champion. */
    level: ChampionLevel;
    /** Product of the personal add-on; null if the Champion was named without Premium Support (C1). */
    addOn: string | null;
  }
>;
/**
 * A member is no longer a Champion: the personal add-on ends. Open tickets keep their response targets (E11).
 */
export type ChampionWithdrawn = EventOf<'ChampionWithdrawn', MemberKey>;

/** Filter and order of a saved ticket view. Null means no filter, or the default order. */
export interface TicketViewFilter {
  /** Status of the tickets. */
  readonly status: TicketStatusFilter | null;
  /** Product of the tickets. */
  readonly product: string | null;
  /** Issue type of the tickets. */
  readonly issueType: string | null;
  /** State of the response. */
  readonly state: ResponseState | null;
  /** Whether the response target was missed. */
  readonly breached: boolean | null;
  /** Tickets opened at this instant or later. */
  readonly openedFrom: Instant | null;
  /** Tickets opened before this instant. */
  readonly openedTo: Instant | null;
  /** What the tickets are sorted by. */
  readonly sort: TicketSort | null;
  /** Order of the tickets. */
  readonly order: SortOrder | null;
}
/** A member saved a view of the ticket list. */
export type TicketViewSaved = EventOf<
  'TicketViewSaved',
  MemberKey & {
    /** Id of the view. Derived from the name under the member's key: saving under the same name replaces the view. */
    viewId: string;
    /** Name of the view. */
    name: string;
    /** Search text; null for none. */
    q: string | null;
    /** Filter and order of the view. */
    filter: TicketViewFilter;
  }
>;
/** A member removed a saved view. */
export type TicketViewRemoved = EventOf<
  'TicketViewRemoved',
  MemberKey & {
    /** Id of the view. */
    viewId: string;
  }
>;

export type MemberEvent =
  | MemberAdded
  | MemberRenamed
  | MemberEmailChanged
  | MemberLanguageChanged
  | AdminRolesAssigned
  | MemberStatusChanged
  | MemberDeactivated
  | MemberErased
  | ChampionNamed
  | ChampionWithdrawn
  | TicketViewSaved
  | TicketViewRemoved;

const key = { teamId: 'acme', memberId: 'aiko' };

/** Views of version 1 did not filter by response. */
const withoutResponse: Upcaster = (data) => ({
  ...data,
  filter: { ...(isRecord(data['filter']) ? data['filter'] : {}), state: null, breached: null },
});

/** In version 1 every Champion had an add-on. */
const unchanged: Upcaster = (data) => ({ ...data });

export const memberEvents = [
  defineEvent<MemberAdded>('MemberAdded', {
    personal: ['name', 'email'],
    subject: { kind: 'member', field: 'memberId' },
    sample: { ...key, name: 'Aiko Sato', email: 'aiko@acme.example', language: 'ja', roles: ['team_admin'] },
  }),
  defineEvent<MemberRenamed>('MemberRenamed', {
    personal: ['name'],
    subject: { kind: 'member', field: 'memberId' },
    sample: { ...key, name: 'Aiko Tanaka' },
  }),
  defineEvent<MemberEmailChanged>('MemberEmailChanged', {
    personal: ['email'],
    subject: { kind: 'member', field: 'memberId' },
    sample: { ...key, email: 'aiko.tanaka@acme.example' },
  }),
  defineEvent<MemberLanguageChanged>('MemberLanguageChanged', { sample: { ...key, language: 'en' } }),
  defineEvent<AdminRolesAssigned>('AdminRolesAssigned', {
    sample: { ...key, roles: ['support_admin', 'billing_admin'] },
  }),
  defineEvent<MemberStatusChanged>('MemberStatusChanged', { sample: { ...key, status: 'suspended' } }),
  defineEvent<MemberDeactivated>('MemberDeactivated', { sample: key }),
  defineEvent<MemberErased>('MemberErased', { sample: key }),
  defineEvent<ChampionNamed>('ChampionNamed', {
    version: 2,
    upcasters: [unchanged],
    sample: { ...key, level: 'epic', addOn: 'dropbox' },
  }),
  defineEvent<ChampionWithdrawn>('ChampionWithdrawn', { sample: key }),
  defineEvent<TicketViewSaved>('TicketViewSaved', {
    version: 2,
    upcasters: [withoutResponse],
    personal: ['name', 'q'],
    subject: { kind: 'member', field: 'memberId' },
    sample: {
      ...key,
      viewId: 'view-1',
      name: 'Waiting for Ben',
      q: 'ben',
      filter: {
        status: 'open',
        product: 'dropbox',
        issueType: 'sync_upload',
        state: 'running',
        breached: true,
        openedFrom: '2026-11-01T00:00:00.000Z',
        openedTo: '2026-12-01T00:00:00.000Z',
        sort: 'dueAt',
        order: 'asc',
      },
    },
  }),
  defineEvent<TicketViewRemoved>('TicketViewRemoved', { sample: { ...key, viewId: 'view-1' } }),
];
