import type { Agenda } from './agenda.js';
import type { Chance } from './chance.js';
import type { TeamDesk } from './team-desk.js';

/** What all stories of a team share: what is to come, chance, and the desk that sends. */
export interface Teller {
  readonly teamId: string;
  readonly agenda: Agenda;
  readonly chance: Chance;
  readonly desk: TeamDesk;
}

/** Who asks, and about what. */
export interface Asker {
  readonly memberId: string;
  readonly language: string;
  readonly products: readonly [string, ...string[]];
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const OPERATOR = { kind: 'operator', id: 'simulate' } as const;
export const SALES = { kind: 'sales', id: 'simulate' } as const;

export const memberActor = (teamId: string, memberId: string) => ({ kind: 'member', id: `${teamId}.${memberId}` }) as const;
export const agentActor = (id: string) => ({ kind: 'agent', id }) as const;
