import type { TicketViewer } from '@ledgerdesk/presence';

/** An agent who has a ticket open. */
export const toViewer = ({ agentId, activity, since }: TicketViewer) => ({ agentId, activity, since });

/** The agents who have a ticket open. */
export interface TicketPresence {
  /** Id of the ticket. */
  readonly id: string;
  readonly agents: readonly ReturnType<typeof toViewer>[];
}

/** Groups viewers, which are ordered by ticket, by their tickets. */
export const toTicketPresence = (viewers: readonly TicketViewer[]): readonly TicketPresence[] => {
  const tickets = new Map<string, ReturnType<typeof toViewer>[]>();
  for (const viewer of viewers) {
    const agents = tickets.get(viewer.ticketId);
    if (agents) agents.push(toViewer(viewer));
    else tickets.set(viewer.ticketId, [toViewer(viewer)]);
  }
  return [...tickets].map(([id, agents]) => ({ id, agents }));
};
