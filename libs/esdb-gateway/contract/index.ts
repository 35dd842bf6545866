import type { EventStoreDBClient } from '@eventstore/db-client';
import { appends } from './appends.js';
import { catchUpSubscriptions } from './catch-up.js';
import { deletion } from './deletion.js';
import { links } from './links.js';
import { persistentSubscriptionInfo } from './persistent-subscription-info.js';
import { persistentSubscriptionsToAll } from './persistent-subscriptions-to-all.js';
import { persistentSubscriptionsToStreams } from './persistent-subscriptions-to-streams.js';
import { reads } from './reads.js';
import { streamMetadata } from './stream-metadata.js';
import { subscriptions } from './subscriptions.js';

/** The server under test. Its log may hold other events, because each test uses unique streams, types and groups. */
interface ServerUnderTest {
  readonly client: EventStoreDBClient;
  /** Disposes of the client, and stops the server if the suite started it. */
  dispose(): Promise<void>;
}

/**
 * The contract of a server of EventStoreDB's protocol, as a Jest suite: what this gateway and EventStoreDB itself have
 * in common. `open` starts or connects to a server for each test.
 *
 * @example
 * eventStoreServerContract('EventStoreDB', async () => {
 *   const client = EventStoreDBClient.connectionString('esdb://localhost:2113?tls=false');
 *   return { client, dispose: () => client.dispose() };
 * });
 */
export const eventStoreServerContract = (name: string, open: () => Promise<ServerUnderTest>): void => {
  describe(`the contract of EventStoreDB's protocol: ${name}`, () => {
    let opened: ServerUnderTest;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.dispose());
    const client = (): EventStoreDBClient => opened.client;

    appends(client);
    reads(client);
    links(client);
    deletion(client);
    streamMetadata(client);
    subscriptions(client);
    catchUpSubscriptions(client);
    persistentSubscriptionsToStreams(client);
    persistentSubscriptionsToAll(client);
    persistentSubscriptionInfo(client);
  });
};
