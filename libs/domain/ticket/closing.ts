import type { TicketEvent } from '@ledgerdesk/events';
import { type Instant, instantOf, millisOf } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import { keysOf } from './clock-events.js';
import type { CloseSolvedTicket } from './commands.js';
import type { Ticket } from './state.js';

const DAY_MS = 86_400_000;

/** When a ticket that is solved at an instant closes by itself. It stands in the event: a later policy does not change it. */
export const closesAt = (solvedAt: Instant, { policy }: Policies): Instant =>
  instantOf(millisOf(solvedAt) + policy.closeSolvedAfterDays * DAY_MS);

/** Closes what is still solved since then; anything else was reopened or closed meanwhile. */
export const closeSolved = ({ closesAt: due, at }: CloseSolvedTicket, ticket: Ticket): readonly TicketEvent[] => {
  if (ticket.status !== 'solved' || ticket.closesAt !== due || at < due) return [];
  const { product, issueType } = ticket;
  return [{ type: 'TicketClosed', data: { ...keysOf(ticket), product, issueType, agentId: null, by: 'time' } }];
};
