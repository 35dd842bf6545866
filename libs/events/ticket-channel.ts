import type { RecordedEvent } from '@ledgerdesk/kernel';

/** How a ticket came: from a requester, an agent or a service on their behalf, an import, a chat or a callback. */
export const TICKET_CHANNELS = ['web', 'agent', 'service', 'import', 'chat', 'callback'] as const;
export type TicketChannel = (typeof TICKET_CHANNELS)[number];

/** The channel of a ticket by its opening, before the event that links it to a chat or callback. */
export const channelOf = ({ metadata: { provenance, actor } }: RecordedEvent): TicketChannel => {
  if (provenance) return 'import';
  return actor.kind === 'agent' || actor.kind === 'service' ? actor.kind : 'web';
};
