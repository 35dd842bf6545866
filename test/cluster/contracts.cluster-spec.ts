import { EventStoreDBClient } from '@eventstore/db-client';
import { eventStoreContract } from '../../libs/event-store/contract/index.js';
import { eventStoreServerContract } from '../../libs/esdb-gateway/contract/index.js';
import { streamsClientFor } from '../support/esdb-gateway/streams-client.js';
import { eventStoreAt } from '../support/eventstoredb/event-store-at.js';
import { EventStoreDbServers } from '../support/eventstoredb/servers.js';
import { serverVersion } from '../support/eventstoredb/installed-server.js';
import { runs } from '../support/runs.js';

const SERVERS: readonly (readonly [string, () => Promise<EventStoreDbServers>])[] = [
  ['one node', () => EventStoreDbServers.startOne()],
  ['three nodes', () => EventStoreDbServers.startThree()],
];

describe.each(SERVERS.slice(-runs({ short: 1, long: 2 })))(`EventStoreDB ${serverVersion()}, %s`, (name, start) => {
  let servers: EventStoreDbServers;
  beforeAll(async () => {
    servers = await start();
  });
  afterAll(() => servers.close());

  eventStoreContract(name, () => eventStoreAt(servers.url), { conditions: false });

  eventStoreServerContract(name, async () => {
    const client = EventStoreDBClient.connectionString(servers.url);
    return { client, streams: streamsClientFor((await servers.leader()).url), dispose: () => client.dispose() };
  });
});
