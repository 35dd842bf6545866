import { Problem } from '../platform/http/problem.js';
import { toTicketEssentials } from '../tickets/ticket.view.js';
import type { TicketResult } from './bulk-actions.js';

/** The new state and `ETag` of a ticket, or the problem that the ticket's own route would return. */
export const toBulkResult = ({ ticketId, result }: TicketResult) => {
  if (result instanceof Problem) return { ticketId, etag: null, ticket: null, problem: result.document };
  return {
    ticketId,
    etag: `"${result.revision}"`,
    ticket: result.state ? toTicketEssentials(result.state) : null,
    problem: null,
  };
};
