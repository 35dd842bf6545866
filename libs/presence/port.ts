import type { Instant } from '@ledgerdesk/kernel';

/** When somebody last gave a sign of life. */
export interface Heartbeat {
  readonly agentId: string;
  readonly seenAt: Instant;
}

/**
 * Who has been seen when, for all processes of one engine. It is no fact of the business: only what follows from it is
 * recorded. Losing it loses nothing but the signs of life that are given again anyway.
 */
export interface Presence {
  /** A sign of life; one that is older than the last is none. */
  recordHeartbeat(agentId: string, at: Instant): Promise<void>;
  lastSeen(agentId: string): Promise<Instant | undefined>;
  /** Those who were seen, the longest ago first, or those that follow one of them. */
  oldestHeartbeats(limit: number, after?: Heartbeat): Promise<readonly Heartbeat[]>;
  /** Forgets somebody who has not been seen since. */
  delete(sighting: Heartbeat): Promise<void>;
  close(): Promise<void>;
}
