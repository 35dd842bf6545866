import type { TicketEvent } from '@ledgerdesk/events';
import { type Refusal, refuse } from '@ledgerdesk/kernel';
import { clockStopped, keysOf } from './clock-events.js';
import type { EraseTicket, TicketCommand } from './commands.js';
import { isUnsolved, type Ticket } from './state.js';

/** The end of a ticket whose requester is erased: as for any other, it is solved before it is closed. */
const closed = (ticket: Ticket, { at }: EraseTicket): readonly TicketEvent[] => {
  const { product, issueType } = ticket;
  const key = { ...keysOf(ticket), product, issueType, agentId: null };
  return [
    ...(isUnsolved(ticket)
      ? [
          ...clockStopped(ticket, 'solved-unanswered', at),
          { type: 'TicketSolved' as const, data: { ...key, closesAt: null } },
        ]
      : []),
    { type: 'TicketClosed', data: { ...key, by: 'erased' } },
  ];
};

/** Records once that the texts of a ticket are erased. Its times, counts and clocks stay. */
export const eraseTicket = (ticket: Ticket, command: EraseTicket): readonly TicketEvent[] =>
  ticket.erased
    ? []
    : [...(ticket.status === 'closed' ? [] : closed(ticket, command)), { type: 'TicketErased', data: keysOf(ticket) }];

/** The refusal of a command on an erased ticket; undefined if it is not erased. It is closed already. */
export const erasedRefusal = ({ erased }: Ticket, { type }: TicketCommand): Refusal | undefined =>
  erased && type !== 'CloseTicket'
    ? refuse('conflict', 'ticket-erased', 'The requester of this ticket is erased. It cannot be changed any more.')
    : undefined;
