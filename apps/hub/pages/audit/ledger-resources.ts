import { client } from '../../api/client.js';
import { resource } from '../../api/resource.js';

/** The last checkpoint of the log: a signed note. */
export const checkpointResource = resource(['ledger', 'checkpoint'], (options) =>
  client.get('/v1/ledger/checkpoint', options),
);

/** The keys that sign the log. */
export const keysResource = resource(['ledger', 'keys'], (options) => client.get('/v1/ledger/keys', options));
