import { Problem } from '../platform/http/problem.js';
import { toTicketEssentials } from '../tickets/ticket.view.js';
import type { TicketResult } from './bulk-actions.js';

/** What became of one of several tickets: its essentials and its `ETag`, or the problem that its own route would have answered. */
export const toBulkResult = ({ ticketId, result }: TicketResult) => {
  if (result instanceof Problem) return { ticketId, etag: null, ticket: null, problem: result.document };
  return {
    ticketId,
    etag: `"${result.revision}"`,
    ticket: result.state ? toTicketEssentials(result.state) : null,
    problem: null,
  };
};
