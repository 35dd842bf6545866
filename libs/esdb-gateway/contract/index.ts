import type { EventStoreDBClient } from '@eventstore/db-client';
import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { appends } from './appends.js';
import { appendParts } from './append-parts.js';
import { appendSizes } from './append-sizes.js';
import { awaitedStreams } from './awaited-streams.js';
import { catchUpSubscriptions } from './catch-up.js';
import { deletion } from './deletion.js';
import { emptyAppends } from './empty-appends.js';
import { eventIds } from './event-ids.js';
import { filteredReads } from './filtered-reads.js';
import { largeEvents } from './large-events.js';
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
  /** The generated gRPC client of the streams service. The suite closes it. */
  readonly streams: StreamsClient;
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
 *   const streams = new StreamsClient('localhost:2113', credentials.createInsecure());
 *   return { client, streams, dispose: () => client.dispose() };
 * });
 */
export const eventStoreServerContract = (name: string, open: () => Promise<ServerUnderTest>): void => {
  describe(`the contract of EventStoreDB's protocol: ${name}`, () => {
    let opened: ServerUnderTest;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      opened.streams.close();
      await opened.dispose();
    });
    const client = (): EventStoreDBClient => opened.client;
    const streams = (): StreamsClient => opened.streams;

    appends(client);
    eventIds(client, streams);
    appendSizes(client, streams);
    appendParts(client, streams);
    emptyAppends(client, streams);
    reads(client);
    filteredReads(client, streams);
    largeEvents(client);
    links(client);
    deletion(client, streams);
    streamMetadata(client, streams);
    subscriptions(client);
    awaitedStreams(client);
    catchUpSubscriptions(client);
    persistentSubscriptionsToStreams(client);
    persistentSubscriptionsToAll(client);
    persistentSubscriptionInfo(client);
  });
};
