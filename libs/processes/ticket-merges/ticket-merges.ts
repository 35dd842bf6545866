import type { TicketMerges } from '@ledgerdesk/application';
import { isLogged } from '@ledgerdesk/events';
import type { Process } from '@ledgerdesk/runtime';

/** Completes each merge of tickets, unless the handler that recorded it has done so. */
export const ticketMerges = (merges: Pick<TicketMerges, 'complete'>, tenant: string): Process => ({
  name: 'ticket-merges',
  handles: ['TicketMerged'],
  startFrom: 'start',
  react: async (event) => {
    if (isLogged(event, ['TicketMerged'])) await merges.complete(event, tenant);
    return [];
  },
});
