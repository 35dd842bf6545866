import type { Instant } from '@ledgerdesk/kernel';
import type {
  AdminRole,
  ChampionLevel,
  MemberStatus,
  SortOrder,
  TicketSort,
  TicketStatusFilter,
} from './value-types.js';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';

interface MemberKey {
  teamId: string;
  memberId: string;
}

export type MemberAdded = EventOf<
  'MemberAdded',
  MemberKey & {
    name: string;
    email: string;
    /** BCP 47, as requested by the member. */
    language: string;
    roles: readonly AdminRole[];
  }
>;
export type AdminRolesAssigned = EventOf<'AdminRolesAssigned', MemberKey & { roles: readonly AdminRole[] }>;
/** E2: the member has not joined yet, has joined, is suspended, or is active again. Members are added as active. */
export type MemberStatusChanged = EventOf<'MemberStatusChanged', MemberKey & { status: MemberStatus }>;
/** Ends the membership permanently. */
export type MemberDeactivated = EventOf<'MemberDeactivated', MemberKey>;
export type ChampionNamed = EventOf<
  'ChampionNamed',
  MemberKey & {
    level: ChampionLevel;
    /** Product of the personal add-on; null if the Champion was named without Premium Support (C1). */
    addOn: string | null;
  }
>;
/** Ends the personal add-on. Open tickets keep their response targets (E11). */
export type ChampionWithdrawn = EventOf<'ChampionWithdrawn', MemberKey>;

/** Filter and order of a saved ticket view. Null means no filter, or the default order. */
export interface TicketViewFilter {
  readonly status: TicketStatusFilter | null;
  readonly product: string | null;
  readonly issueType: string | null;
  readonly openedFrom: Instant | null;
  readonly openedTo: Instant | null;
  readonly sort: TicketSort | null;
  readonly order: SortOrder | null;
}
export type TicketViewSaved = EventOf<
  'TicketViewSaved',
  MemberKey & {
    /** Derived from the name: saving under the same name replaces the view. */
    viewId: string;
    name: string;
    /** Search text; null for none. */
    q: string | null;
    filter: TicketViewFilter;
  }
>;
export type TicketViewRemoved = EventOf<'TicketViewRemoved', MemberKey & { viewId: string }>;

export type MemberEvent =
  | MemberAdded
  | AdminRolesAssigned
  | MemberStatusChanged
  | MemberDeactivated
  | ChampionNamed
  | ChampionWithdrawn
  | TicketViewSaved
  | TicketViewRemoved;

const key = { teamId: 'acme', memberId: 'aiko' };

/** In version 1 every Champion had an add-on. */
const unchanged: Upcaster = (data) => ({ ...data });

export const memberEvents = [
  defineEvent<MemberAdded>('MemberAdded', {
    personal: ['name', 'email'],
    sample: { ...key, name: 'Aiko Sato', email: 'aiko@acme.example', language: 'ja', roles: ['team_admin'] },
  }),
  defineEvent<AdminRolesAssigned>('AdminRolesAssigned', {
    sample: { ...key, roles: ['support_admin', 'billing_admin'] },
  }),
  defineEvent<MemberStatusChanged>('MemberStatusChanged', { sample: { ...key, status: 'suspended' } }),
  defineEvent<MemberDeactivated>('MemberDeactivated', { sample: key }),
  defineEvent<ChampionNamed>('ChampionNamed', {
    version: 2,
    upcasters: [unchanged],
    sample: { ...key, level: 'epic', addOn: 'dropbox' },
  }),
  defineEvent<ChampionWithdrawn>('ChampionWithdrawn', { sample: key }),
  defineEvent<TicketViewSaved>('TicketViewSaved', {
    personal: ['name', 'q'],
    sample: {
      ...key,
      viewId: 'view-1',
      name: 'Waiting for Ben',
      q: 'ben',
      filter: {
        status: 'open',
        product: 'dropbox',
        issueType: 'sync_upload',
        openedFrom: '2026-11-01T00:00:00.000Z',
        openedTo: '2026-12-01T00:00:00.000Z',
        sort: 'dueAt',
        order: 'asc',
      },
    },
  }),
  defineEvent<TicketViewRemoved>('TicketViewRemoved', { sample: { ...key, viewId: 'view-1' } }),
];
