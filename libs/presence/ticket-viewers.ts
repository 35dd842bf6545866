import type { Instant } from '@ledgerdesk/kernel';

/** What an agent does on a ticket: reads it, or writes on an answer or note. */
export const TICKET_ACTIVITIES = ['viewing', 'writing'] as const;
export type TicketActivity = (typeof TICKET_ACTIVITIES)[number];

/** An agent who has a ticket open. */
export interface TicketViewer {
  readonly ticketId: string;
  readonly agentId: string;
  readonly activity: TicketActivity;
  /** Since when, without a break. */
  readonly since: Instant;
  /** The agent counts as gone from then on, unless they are shown again before. */
  readonly expiresAt: Instant;
}

/** Tickets of one agent that are remembered: the ones shown last. */
export const TICKETS_PER_AGENT = 20;

/**
 * Which agents have which tickets open, shared by all processes of an engine. Not events, and not kept: if the store is
 * lost, agents are shown again a few seconds later.
 */
export interface TicketViewers {
  /**
   * Shows an agent on a ticket at the instant `since`. If they are shown already with the same activity, only
   * `expiresAt` changes. An agent is shown on the last TICKETS_PER_AGENT tickets.
   */
  showViewer(viewer: TicketViewer): Promise<void>;
  /** Removes an agent from a ticket. Has no effect if they are not shown on it. */
  removeViewer(ticketId: string, agentId: string): Promise<void>;
  /** Viewers that have not expired at `at`, sorted by ticket and agent. `ticketId` limits them to one ticket. */
  viewersAt(at: Instant, limit: number, ticketId?: string): Promise<readonly TicketViewer[]>;
}
