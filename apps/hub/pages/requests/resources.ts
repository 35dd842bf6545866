import { client } from '../../api/client.js';
import { resource } from '../../api/resource.js';
import type { Language } from '../../texts/language.js';

/** The query of a read as of a moment, or of now. */
export const atMoment = (asOf: string | undefined) => (asOf === undefined ? {} : { asOf });

/** One of the reader's own tickets. Its messages are loaded on their own. */
export const ownTicket = (ticketId: string, asOf: string | undefined) =>
  resource(['tickets', ticketId, { asOf }], (options) =>
    client.get('/v1/tickets/{ticketId}', { path: { ticketId }, query: { limit: 1, ...atMoment(asOf) }, ...options }),
  );

/** The reader's tickets of a status that need an answer soonest, first. */
export const dueTickets = (status: 'open' | 'on-hold', asOf: string | undefined) =>
  resource(['tickets', 'due', { status, asOf }], (options) =>
    client.get('/v1/tickets', {
      query: { status, sort: 'dueAt', order: 'asc', limit: 20, ...atMoment(asOf) },
      ...options,
    }),
  );

/** The saved views of the reader. */
export const ticketViews = resource(['tickets', 'views'], (options) => client.get('/v1/ticket-views', options));

/** Where the reader gets support, and why there. */
export const supportRoute = (language: Language) =>
  resource(['self', 'support-route', { language }], (options) =>
    client.get('/v1/support-route', { query: { language }, ...options }),
  );

/** The reader's chats that wait or that an agent has. */
export const openChats = resource(['live', 'chats', 'open'], (options) =>
  client.get('/v1/chats', { query: { phase: 'open' }, ...options }),
);

/** The reader's callbacks that wait or that an agent has. */
export const openCallbacks = resource(['live', 'callbacks', 'open'], (options) =>
  client.get('/v1/callbacks', { query: { phase: 'open' }, ...options }),
);

/** One of the reader's chats, without its messages. */
export const ownChat = (chatId: string) =>
  resource(['live', 'chats', chatId], (options) =>
    client.get('/v1/chats/{chatId}', { path: { chatId }, query: { limit: 1 }, ...options }),
  );

/** One of the reader's callbacks. */
export const ownCallback = (callbackId: string) =>
  resource(['live', 'callbacks', callbackId], (options) =>
    client.get('/v1/callbacks/{callbackId}', { path: { callbackId }, ...options }),
  );
