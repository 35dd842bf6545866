import type { Agenda } from './agenda.js';
import type { Chance } from './chance.js';
import type { TeamDesk } from './team-desk.js';

/** What all stories of a team share: what is to come, chance, and the desk that sends. */
export interface ScenarioContext {
  readonly teamId: string;
  /** What the team uses by now. */
  readonly products: readonly [string, ...string[]];
  readonly agenda: Agenda;
  readonly chance: Chance;
  readonly desk: TeamDesk;
}

/** From when to when a story goes, in ms since the epoch. */
export interface Span {
  readonly from: number;
  readonly days: number;
}

/** Who asks. */
export interface Asker {
  readonly memberId: string;
  readonly language: string;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const OPERATOR = { kind: 'operator', id: 'simulate' } as const;
export const SALES = { kind: 'sales', id: 'simulate' } as const;

export const memberActor = (teamId: string, memberId: string) =>
  ({ kind: 'member', id: `${teamId}.${memberId}` }) as const;
export const agentActor = (id: string) => ({ kind: 'agent', id }) as const;
