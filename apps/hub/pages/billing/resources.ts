import { client } from '../../api/client.js';
import { resource } from '../../api/resource.js';

/** The add-ons of a team, what may be done with each, and its seats. */
export const addOnsOf = (teamId: string, asOf: string | undefined) =>
  resource(['billing', 'add-ons', teamId, asOf], (options) =>
    client.get('/v1/teams/{teamId}/add-ons', {
      path: { teamId },
      query: asOf === undefined ? {} : { asOf },
      ...options,
    }),
  );
