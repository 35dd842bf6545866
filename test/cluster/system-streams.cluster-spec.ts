import { EventStoreDBClient } from '@eventstore/db-client';
import { systemStreamContract } from '../../libs/esdb-gateway/contract/system-streams.js';
import { serverVersion } from '../support/eventstoredb/installed-server.js';
import { EventStoreDbServers } from '../support/eventstoredb/servers.js';

systemStreamContract(`EventStoreDB ${serverVersion()} with its standard projections`, async () => {
  const servers = await EventStoreDbServers.startOne({ hasProjections: true });
  const client = EventStoreDBClient.connectionString(servers.url);
  return {
    client,
    dispose: async () => {
      await client.dispose();
      await servers.close();
    },
  };
});
