import type { TicketViewer } from '@ledgerdesk/presence';
import { type NamedQueuedTicket, type QueueCounts, textOrErased, type TicketWithThread } from '@ledgerdesk/projections';
import { toThread, toTicketListItem } from '../tickets/ticket.view.js';
import { toViewer } from './ticket-presence.view.js';

const toDeskFields = (ticket: NamedQueuedTicket) => ({
  ...toTicketListItem(ticket),
  teamId: ticket.teamId,
  requesterId: ticket.requesterId,
  team: ticket.team,
  requester: ticket.requester,
  holdReason: textOrErased(ticket.holdReason),
  closesAt: ticket.closesAt,
});

/** A ticket in the queue. */
export const toQueuedTicket = (ticket: NamedQueuedTicket) => ({
  ...toDeskFields(ticket),
  clock: ticket.clock,
  dueAt: ticket.dueAt,
  breachedAt: ticket.breachedAt,
  messageCount: ticket.messages,
  lastMessage: { ...ticket.lastMessage, excerpt: textOrErased(ticket.lastMessage.excerpt) },
});

/** A ticket with a page of its messages, and the agents who have it open; null for a ticket of the past. */
export const toDeskTicket = (
  { ticket, messages }: TicketWithThread<NamedQueuedTicket>,
  viewers: readonly TicketViewer[] | null,
) => ({
  ...toDeskFields(ticket),
  present: viewers && viewers.map(toViewer),
  ...toThread(messages),
});

export const toQueueCounts = ({ total, byStatus, byState, isComplete }: QueueCounts) => ({
  total,
  byStatus,
  byState,
  isComplete,
});
