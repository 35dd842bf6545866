import { LIVE_ENDINGS, type LiveTickets } from '@ledgerdesk/application';
import { isLogged } from '@ledgerdesk/events';
import type { Process } from '@ledgerdesk/runtime';

/**
 * R6, K4: opens a ticket for each chat that has ended and each callback that went unanswered, unless the handler that
 * recorded the end has opened it. A refusal is an error: the event is retried, and the process reports it.
 */
export const liveTickets = (tickets: LiveTickets, tenant: string): Process => ({
  name: 'live-tickets',
  handles: LIVE_ENDINGS,
  startFrom: 'start',
  react: async (event) => {
    if (isLogged(event, LIVE_ENDINGS)) await tickets.open(event, tenant);
    return [];
  },
});
