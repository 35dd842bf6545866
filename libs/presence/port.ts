import type { Instant } from '@ledgerdesk/kernel';

/** When somebody last gave a sign of life. */
export interface Sighting {
  readonly agentId: string;
  readonly seenAt: Instant;
}

/**
 * Who has been seen when, for all processes of one engine. It is no fact of the business: only what follows from it is
 * recorded. Losing it loses nothing but the signs of life that are given again anyway.
 */
export interface Presence {
  /** A sign of life; one that is older than the last is none. */
  see(agentId: string, at: Instant): Promise<void>;
  seenAt(agentId: string): Promise<Instant | undefined>;
  /** Those who were seen, the longest ago first, or those that follow one of them. */
  longestUnseen(limit: number, after?: Sighting): Promise<readonly Sighting[]>;
  /** Forgets somebody who has not been seen since. */
  forget(sighting: Sighting): Promise<void>;
  close(): Promise<void>;
}
