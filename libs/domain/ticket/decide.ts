import type { TicketEvent } from '@ledgerdesk/events';
import { type Decider, refuse } from '@ledgerdesk/kernel';
import { closeSolved } from './closing.js';
import type { TicketCommand } from './commands.js';
import { timerDecision } from './timer.js';
import { eraseTicket, erasedRefusal } from './erase.js';
import { deskDecision } from './desk.js';
import { receiveMerge } from './merge.js';
import { openTicket, type TicketFacts } from './open.js';
import { replyTicket } from './reply.js';
import { evolve, type Ticket } from './state.js';

const noTicket = refuse('not-found', 'ticket-not-found', 'Ticket not found.', { rule: 'V4' });

const ownsIt = (ticket: Ticket, { teamId, requesterId }: { teamId: string; requesterId: string }): boolean =>
  ticket.teamId === teamId && ticket.requesterId === requesterId;

/** Decides the commands of one ticket. Other members get the same refusal as for an unknown ticket (V4). */
export const ticketDecider: Decider<TicketCommand, TicketEvent, Ticket | undefined, TicketFacts> = {
  initial: undefined,
  evolve,
  decide: (command, ticket, facts) => {
    if (command.type === 'OpenTicket') return openTicket(command, ticket, facts);
    if (!ticket) return noTicket;
    switch (command.type) {
      case 'ReplyTicket':
        if (!ownsIt(ticket, command)) return noTicket;
        return erasedRefusal(ticket, command) ?? replyTicket(command, ticket, facts);
      case 'RecordResponseRisk':
      case 'RecordResponseBreach':
        return timerDecision(command, ticket);
      case 'ReceiveMerge':
        return receiveMerge(ticket, command, facts.policies);
      case 'CloseSolvedTicket':
        return closeSolved(command, ticket);
      case 'EraseTicket':
        return eraseTicket(ticket, command);
      default:
        return erasedRefusal(ticket, command) ?? deskDecision(command, ticket, facts);
    }
  },
};
