import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realTimers } from '@ledgerdesk/runtime';
import { eventStoreContract } from '../event-store/contract/index.js';
import { clientFor } from '../event-store/eventstoredb/connection.js';
import { openEventStoreDb } from '../event-store/eventstoredb/index.js';
import { openSqliteEventStore } from '../event-store/sqlite/index.js';
import { eventStoreServerContract } from './contract/index.js';
import { serve } from '../../test/support/esdb-gateway/gateway.js';
import { openGatewayServer } from './server/gateway-server.js';

eventStoreContract("EventStoreDB's client over the embedded store's wire", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  const embedded = await openSqliteEventStore({ file: join(folder, 'events.db'), thread: false });
  const server = await openGatewayServer({
    store: embedded,
    port: 0,
    now: () => '2026-11-27T07:30:00.000Z',
    timers: realTimers,
    engineWrites: true,
  });
  const connect = () => openEventStoreDb({ connection: `esdb://127.0.0.1:${server.port}?tls=false` });
  let store = await connect();
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await connect();
      return store;
    },
    dispose: async () => {
      await store.close();
      await server.close();
      await embedded.close();
      rmSync(folder, { recursive: true });
    },
  };
});

eventStoreServerContract("the embedded store's wire", async () => {
  const served = await serve();
  return { client: served.client, dispose: () => served.close() };
});

const cluster = process.env['EVENTSTORE_URL'];
if (cluster !== undefined) {
  eventStoreContract('the EventStoreDB at EVENTSTORE_URL', async () => {
    const connect = () => openEventStoreDb({ connection: cluster });
    let store = await connect();
    return {
      store,
      reopen: async () => {
        await store.close();
        store = await connect();
        return store;
      },
      dispose: () => store.close(),
    };
  });

  eventStoreServerContract('the EventStoreDB at EVENTSTORE_URL', async () => {
    const client = clientFor(cluster);
    return { client, dispose: () => client.dispose() };
  });
}
