import { isLogged } from '@ledgerdesk/events';
import type { Outbox } from '@ledgerdesk/outbox';
import { deleteTopic, type Process } from '@ledgerdesk/runtime';

const HANDLES = ['WebhookRemoved'] as const;

/**
 * Deletes the deliveries of a webhook that was removed, except those that were sent. Deliveries that other processes
 * add later are deleted when they are due.
 */
export const webhookRemovals = (outbox: Pick<Outbox, 'deleteUnsent'>): Process => ({
  name: 'webhook-removals',
  handles: HANDLES,
  startFrom: 'start',
  react: async (event) => {
    if (isLogged(event, HANDLES)) await deleteTopic(outbox, event.data.webhookId);
    return [];
  },
});
