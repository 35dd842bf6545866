import { Problem } from '../platform/http/problem.js';
import { toTicketEssentials } from '../tickets/ticket.view.js';
import type { TicketResult } from './bulk-actions.js';
import { etagOf } from '../platform/http/revision.js';

/** The new state and `ETag` of a ticket, or the problem that the ticket's own route would return. */
export const toBulkResult = ({ ticketId, result }: TicketResult) => {
  if (result instanceof Problem) return { ticketId, etag: null, ticket: null, problem: result.document };
  return {
    ticketId,
    etag: etagOf(result.revision),
    ticket: result.state ? toTicketEssentials(result.state) : null,
    problem: null,
  };
};
