import { client } from '../../api/client.js';
import { resource } from '../../api/resource.js';

/** A team with its terms. */
export const teamResource = (teamId: string) =>
  resource(['directory', 'team', teamId], (options) =>
    client.get('/v1/teams/{teamId}', { path: { teamId }, ...options }),
  );

/** Add-ons of a team, as sales and operators see them. */
export const addOnsResource = (teamId: string) =>
  resource(['billing', 'add-ons', teamId], (options) =>
    client.get('/v1/teams/{teamId}/add-ons', { path: { teamId }, ...options }),
  );
