import type { TicketEvent } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import { NO_FILES } from './attachments.js';
import type { OpenTicket, TicketCommand } from './commands.js';
import { ticketDecider } from './decide.js';
import { merged } from './merge.js';
import { replied } from './reply.js';
import type { Ticket } from './state.js';

/** A command on a ticket that exists. */
type LaterCommand = Exclude<TicketCommand, OpenTicket>;

/**
 * Decides again, under given policies, a command that was accepted before. What people did is not questioned: whether
 * the member was active, the other ticket open and the files uploaded was checked then. Files are left out. Undefined
 * if the state of the ticket forbids the command.
 *
 * @example
 * const events = decideAgain({ type: 'AnswerTicket', agentId, body: '', at }, ticket, policies);
 */
export const decideAgain = (
  command: LaterCommand,
  ticket: Ticket,
  policies: Policies,
): readonly TicketEvent[] | undefined => {
  if (command.type === 'ReplyTicket') return replied(command, ticket, NO_FILES, { policies });
  if (command.type === 'MergeTicket') return merged(ticket, command, policies);
  const decision = ticketDecider.decide(command, ticket, { policies });
  return isRefusal(decision) ? undefined : decision;
};
