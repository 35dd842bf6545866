import type { TicketEvent } from '@ledgerdesk/events';
import { type Decision, isRefusal, refuse } from '@ledgerdesk/kernel';
import { resolveProduct, unknownIssueType } from '../taxonomy.js';
import { keysOf } from './clock-events.js';
import type { ReclassifyTicket } from './commands.js';
import type { TicketFacts } from './open.js';
import type { Ticket } from './state.js';

/**
 * Moves a ticket to another product or issue type, for routing and patterns (D4, D5). E11: the entitlement and the
 * clock are those of the opening. A solved ticket can be moved too; a closed one is final (V3).
 */
export const reclassify = (
  ticket: Ticket,
  { agentId, product, issueType = ticket.issueType, reason, at }: ReclassifyTicket,
  { policies: { taxonomy } }: TicketFacts,
): Decision<TicketEvent> => {
  if (ticket.status === 'closed')
    return refuse('conflict', 'ticket-not-open', 'This ticket is closed. A closed ticket cannot be changed.', {
      rule: 'V3',
    });
  const moved = product === undefined || product === ticket.product ? undefined : product;
  const target = moved === undefined ? undefined : resolveProduct(taxonomy, [], moved, at);
  if (isRefusal(target)) return target;
  const unknown = issueType === ticket.issueType ? undefined : unknownIssueType(taxonomy, issueType);
  if (unknown) return unknown;
  if (!target && issueType === ticket.issueType) return [];
  const previous = { previousProduct: ticket.product, previousIssueType: ticket.issueType, openedAt: ticket.openedAt };
  const data = { ...keysOf(ticket), product: target?.id ?? ticket.product, issueType, agentId, ...previous, reason };
  return [{ type: 'TicketReclassified', data }];
};
