import type { AdminRole, ChampionLevel, LoggedEvent, MemberStatus } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { searchable } from '../searchable.js';
import { sortName } from '../sort-name.js';

/** A member of a team, present or past. */
export type MemberRow = {
  readonly teamId: string;
  readonly memberId: string;
  /** Empty once it is erased. */
  readonly name: string;
  readonly email: string;
  /** BCP 47. */
  readonly language: string;
  /** E2: `deactivated` once the membership has ended. */
  readonly status: MemberStatus | 'deactivated';
  readonly roles: readonly AdminRole[];
  /** C1: `addOn` is null without Premium Support. */
  readonly champion: Readonly<{ level: ChampionLevel; addOn: string | null }> | null;
  readonly addedAt: Instant;
  /** Revision of the last event of the member's stream: the ETag. */
  readonly revision: number;
  /** Sorts members by name. */
  readonly sortName: string;
  /** What `q` searches: see `searchable`. */
  readonly searchable: string;
};

type Row = MemberRow | undefined;

const added = (_row: Row, { data, occurredAt, revision }: LoggedEvent<'MemberAdded'>): Row => ({
  teamId: data.teamId,
  memberId: data.memberId,
  name: data.name,
  email: data.email,
  language: data.language,
  status: 'active',
  roles: data.roles,
  champion: null,
  addedAt: occurredAt,
  revision,
  sortName: sortName(data.name),
  searchable: searchable(data.name, data.memberId, data.email),
});

const deactivated = (row: Row, { revision }: LoggedEvent<'MemberDeactivated'>): Row =>
  row && { ...row, status: 'deactivated', revision };

/** The columns of a member's name and address. */
const named = ({ memberId, name, email }: Pick<MemberRow, 'memberId' | 'name' | 'email'>) => ({
  name,
  email,
  searchable: searchable(name, memberId, email),
});

/** An event of the member that changes only the revision of the row. */
const passed = (row: Row, { revision }: { readonly revision: number }): Row => row && { ...row, revision };

/** Key of a member's row. It is unambiguous because ids contain no dots. */
export const memberKey = ({ teamId, memberId }: Pick<MemberRow, 'teamId' | 'memberId'>): string =>
  `${teamId}.${memberId}`;

/** E2: the members of each team, by name. */
export const members = defineProjection({
  name: 'members',
  version: 4,
  table: {
    columns: { teamId: 'text', status: 'text', sortName: 'text' },
    indexes: [
      ['teamId', 'sortName', 'key'],
      ['teamId', 'status', 'sortName', 'key'],
    ],
    personal: ['name', 'email', 'sortName', 'searchable'],
  },
  keysOf: ({ data }) => [memberKey(data)],
  on: {
    MemberAdded: added,
    MemberRenamed: (row, { data: { name }, revision }) =>
      row && { ...row, ...named({ ...row, name }), sortName: sortName(name), revision },
    MemberEmailChanged: (row, { data: { email }, revision }) =>
      row && { ...row, ...named({ ...row, email }), revision },
    MemberLanguageChanged: (row, { data, revision }) => row && { ...row, language: data.language, revision },
    MemberStatusChanged: (row, { data, revision }) => row && { ...row, status: data.status, revision },
    MemberDeactivated: deactivated,
    MemberErased: (row, { revision }) =>
      row && { ...row, ...named({ ...row, name: '', email: '' }), sortName: sortName(''), revision },
    AdminRolesAssigned: (row, { data, revision }) => row && { ...row, roles: data.roles, revision },
    ChampionNamed: (row, { data: { level, addOn }, revision }) =>
      row && { ...row, champion: { level, addOn }, revision },
    ChampionWithdrawn: (row, { revision }) => row && { ...row, champion: null, revision },
    TicketViewSaved: passed,
    TicketViewRemoved: passed,
  },
});
