import type { EventStoreDBClient } from '@eventstore/db-client';
import { appending } from './appends.js';
import { deleting } from './deletion.js';
import { consumingAll } from './persistent-subscriptions-to-all.js';
import { consumingStreams } from './persistent-subscriptions-to-streams.js';
import { handingOver } from './catch-up.js';
import { linking } from './links.js';
import { describing } from './metadata.js';
import { askingForGroups } from './persistent-subscription-info.js';
import { reading } from './reads.js';
import { subscribing } from './subscriptions.js';

/** A server as a suite gets it. Its log may hold other events: streams, types and groups of the suite have names of their own. */
export interface ServerUnderTest {
  readonly client: EventStoreDBClient;
  /** Closes what is open and removes what is left. */
  dispose(): Promise<void>;
}

/** What a server of EventStoreDB's protocol must do, of whatever make, as a Jest suite: `open` gives each test a server. */
export const eventStoreServerContract = (name: string, open: () => Promise<ServerUnderTest>): void => {
  describe(`${name} does what EventStoreDB does`, () => {
    let opened: ServerUnderTest;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.dispose());
    const client = (): EventStoreDBClient => opened.client;

    appending(client);
    reading(client);
    linking(client);
    deleting(client);
    describing(client);
    subscribing(client);
    handingOver(client);
    consumingStreams(client);
    consumingAll(client);
    askingForGroups(client);
  });
};
