import type { LiveRequest } from '@ledgerdesk/events';
import type { EventQueue } from './event-queue.js';
import type { Random } from './random.js';
import type { SimulatedTeam } from './simulated-team.js';

/** State shared by all scenarios of one team. */
export interface ScenarioContext {
  readonly teamId: string;
  /** Products that the team currently uses. */
  readonly products: readonly [string, ...string[]];
  readonly queue: EventQueue;
  readonly random: Random;
  /** Apart, so that holds leave the rest of a simulation as it is. */
  readonly holdRandom: Random;
  readonly team: SimulatedTeam;
}

/** A simulated period. */
export interface Period {
  /** Ms since the epoch. */
  readonly from: number;
  readonly days: number;
}

/** A member who sends requests. */
export interface SimulatedMember {
  readonly memberId: string;
  readonly language: string;
  /** The chats and callbacks that the member has asked for. */
  readonly liveRequests: LiveRequest[];
}

export const OPERATOR = { kind: 'operator', id: 'simulate' } as const;
export const SALES = { kind: 'sales', id: 'simulate' } as const;

export const memberActor = (teamId: string, memberId: string) =>
  ({ kind: 'member', id: `${teamId}.${memberId}` }) as const;
export const agentActor = (id: string) => ({ kind: 'agent', id }) as const;
