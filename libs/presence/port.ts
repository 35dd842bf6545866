import type { Instant } from '@ledgerdesk/kernel';
import type { TicketViewers } from './ticket-viewers.js';

/** The last time an agent was active. */
export interface Heartbeat {
  readonly agentId: string;
  readonly seenAt: Instant;
}

/**
 * Last heartbeats of agents. They are not events: only their consequences are recorded in the log. If the store is
 * lost, agents send new heartbeats.
 */
export interface Heartbeats {
  /** Records a heartbeat. Has no effect if a later one is stored. */
  recordHeartbeat(agentId: string, at: Instant): Promise<void>;
  lastSeen(agentId: string): Promise<Instant | undefined>;
  /** The last heartbeats of these agents, by id. Agents without one are left out. */
  lastSeenOf(agentIds: readonly string[]): Promise<ReadonlyMap<string, Instant>>;
  /** Heartbeats by `seenAt`, then `agentId`, after the given one. */
  oldestHeartbeats(limit: number, after?: Heartbeat): Promise<readonly Heartbeat[]>;
  /** Deletes a heartbeat, unless a later one is stored. */
  delete(heartbeat: Heartbeat): Promise<void>;
}

/** Where agents are at the moment, shared by all processes of an engine: connected, and on which tickets. */
export interface Presence extends Heartbeats, TicketViewers {
  close(): Promise<void>;
}
