import type { Instant } from '@ledgerdesk/kernel';

/** The last time an agent was active. */
export interface Heartbeat {
  readonly agentId: string;
  readonly seenAt: Instant;
}

/**
 * Last heartbeats of agents, shared by all processes of an engine. Heartbeats are not events: only their consequences
 * are recorded in the log. If the store is lost, agents send new heartbeats.
 */
export interface Presence {
  /** Records a heartbeat. Has no effect if a later one is stored. */
  recordHeartbeat(agentId: string, at: Instant): Promise<void>;
  lastSeen(agentId: string): Promise<Instant | undefined>;
  /** The last heartbeats of these agents, by id. Agents without one are left out. */
  lastSeenOf(agentIds: readonly string[]): Promise<ReadonlyMap<string, Instant>>;
  /** Heartbeats by `seenAt`, then `agentId`, after the given one. */
  oldestHeartbeats(limit: number, after?: Heartbeat): Promise<readonly Heartbeat[]>;
  /** Deletes a heartbeat, unless a later one is stored. */
  delete(heartbeat: Heartbeat): Promise<void>;
  close(): Promise<void>;
}
