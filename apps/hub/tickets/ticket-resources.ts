import { client } from '../api/client.js';
import { resource } from '../api/resource.js';
import type { Self } from '../session/self.js';

/** Who reads a ticket: agents read any, requesters their own. */
export type Reader = Pick<Self, 'kind'>;

const isAgent = ({ kind }: Reader): boolean => kind === 'agent';

/** The response clocks of a ticket, explained. */
export const ticketClocks = (ticketId: string, reader: Reader) =>
  resource(['tickets', ticketId, 'clock'], (options) =>
    isAgent(reader)
      ? client.get('/v1/desk/tickets/{ticketId}/clock', { path: { ticketId }, ...options })
      : client.get('/v1/tickets/{ticketId}/clock', { path: { ticketId }, ...options }),
  );

/** Address of an attachment. */
export const attachmentUrl = (ticketId: string, sha256: string, reader: Reader): string =>
  `/v1/${isAgent(reader) ? 'desk/' : ''}tickets/${encodeURIComponent(ticketId)}/attachments/${sha256}`;
