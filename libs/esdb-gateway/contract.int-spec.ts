import { EventStoreDBClient } from '@eventstore/db-client';
import { eventStoreContract } from '../event-store/contract/index.js';
import { type RunningGateway, startGateway } from '../../test/support/esdb-gateway/gateway.js';
import { eventStoreAt } from '../../test/support/eventstoredb/event-store-at.js';
import { streamsClientFor } from '../../test/support/esdb-gateway/streams-client.js';
import { eventStoreServerContract } from './contract/index.js';
import { systemStreamContract } from './contract/system-streams.js';

eventStoreContract(
  "EventStoreDB's client on the gateway",
  async () => {
    const gateway = await startGateway({ engineWrites: true });
    return eventStoreAt(gateway.url, () => gateway.close());
  },
  { conditions: false },
);

describe('one gateway for all tests, like a server that runs already', () => {
  let gateway: Promise<RunningGateway> | undefined;
  afterAll(async () => (await gateway)?.close());
  eventStoreServerContract('the gateway', async () => {
    const { client, url } = await (gateway ??= startGateway());
    return { client, streams: streamsClientFor(url), dispose: async () => undefined };
  });

  systemStreamContract('the gateway', async () => {
    const { client } = await (gateway ??= startGateway());
    return { client, dispose: async () => undefined };
  });
});

const cluster = process.env['EVENTSTORE_URL'];
if (cluster !== undefined) {
  eventStoreContract('EventStoreDB at EVENTSTORE_URL', () => eventStoreAt(cluster), { conditions: false });

  eventStoreServerContract('EventStoreDB at EVENTSTORE_URL', async () => {
    const client = EventStoreDBClient.connectionString(cluster.replace(/^k\w+/, 'esdb'));
    return { client, streams: streamsClientFor(cluster), dispose: () => client.dispose() };
  });
}
