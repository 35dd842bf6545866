import type { TicketEvent } from '@ledgerdesk/events';
import { addMillis, DAY, type Instant } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import { keysOf } from './clock-events.js';
import type { CloseSolvedTicket } from './commands.js';
import type { Ticket } from './state.js';

/** Returns when a ticket solved at an instant closes automatically. Recorded, so later policies do not change it. */
export const closesAt = (solvedAt: Instant, { policy }: Policies): Instant =>
  addMillis(solvedAt, policy.closeSolvedAfterDays * DAY);

/** Closes a ticket that is still solved. Has no effect if the ticket was reopened or closed since. */
export const closeSolved = ({ closesAt: due, at }: CloseSolvedTicket, ticket: Ticket): readonly TicketEvent[] => {
  if (ticket.status !== 'solved' || ticket.closesAt !== due || at < due) return [];
  const { product, issueType } = ticket;
  return [{ type: 'TicketClosed', data: { ...keysOf(ticket), product, issueType, agentId: null, by: 'time' } }];
};
