import type { AdminRole, ChampionLevel } from './words.js';
import { defineEvent, type EventOf } from './definition.js';

interface MemberKey { teamId: string; memberId: string }

export type MemberAdded = EventOf<'MemberAdded', MemberKey & {
  name: string;
  email: string;
  /** BCP 47, as the member asked for it. */
  language: string;
  roles: readonly AdminRole[];
}>;
export type AdminRolesAssigned = EventOf<'AdminRolesAssigned', MemberKey & { roles: readonly AdminRole[] }>;
export type MemberDeactivated = EventOf<'MemberDeactivated', MemberKey>;
export type ChampionNamed = EventOf<'ChampionNamed', MemberKey & { level: ChampionLevel; addOn: string }>;
export type MemberEvent = MemberAdded | AdminRolesAssigned | MemberDeactivated | ChampionNamed;

const key = { teamId: 'acme', memberId: 'aiko' };

export const memberEvents = [
  defineEvent<MemberAdded>('MemberAdded', {
    personal: ['name', 'email'],
    sample: { ...key, name: 'Aiko Sato', email: 'aiko@acme.example', language: 'ja', roles: ['team_admin'] },
  }),
  defineEvent<AdminRolesAssigned>('AdminRolesAssigned', { sample: { ...key, roles: ['support_admin', 'billing_admin'] } }),
  defineEvent<MemberDeactivated>('MemberDeactivated', { sample: key }),
  defineEvent<ChampionNamed>('ChampionNamed', { sample: { ...key, level: 'epic', addOn: 'dropbox' } }),
];
