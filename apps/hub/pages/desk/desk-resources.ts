import { client } from '../../api/client.js';
import { resource } from '../../api/resource.js';
import { allPages } from './all-pages.js';

/** Every agent, by name: all pages, since whoever is missing cannot be chosen. */
export const agentsResource = resource(['agents', 'all'], (options) =>
  allPages((cursor) =>
    client.get('/v1/desk/agents', { query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) }, ...options }),
  ),
);

/** A team, for its name. */
export const teamResource = (teamId: string) =>
  resource(['directory', 'team', teamId], (options) =>
    client.get('/v1/teams/{teamId}', { path: { teamId }, ...options }),
  );

/** A ticket with its newest message, for its state; the thread has all of them. */
export const deskTicketResource = (ticketId: string, asOf: string | undefined) =>
  resource(['tickets', 'desk', ticketId, { asOf }], (options) =>
    client.get('/v1/desk/tickets/{ticketId}', {
      path: { ticketId },
      query: { order: 'desc', limit: 1, ...(asOf === undefined ? {} : { asOf }) },
      ...options,
    }),
  );

/** A requester with their team, add-ons and latest tickets. */
export const customerResource = (teamId: string, memberId: string) =>
  resource(['tickets', 'customer', teamId, memberId], (options) =>
    client.get('/v1/desk/customers/{teamId}/{memberId}', {
      path: { teamId, memberId },
      query: { limit: 20 },
      ...options,
    }),
  );
