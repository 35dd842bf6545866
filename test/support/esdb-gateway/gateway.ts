import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { realTimers } from '@ledgerdesk/runtime';
import type { EventStore } from '../../../libs/event-store/port.js';
import { openSqliteEventStore } from '../../../libs/event-store/sqlite/index.js';
import { openGatewayServer, type GatewayServer } from '../../../libs/esdb-gateway/server/gateway-server.js';

const NOW = '2026-11-27T07:30:00.000Z';

/** What a test sets. */
interface Time {
  now: string;
}

/** An embedded log behind the wire, and the real client before it. */
export interface Served {
  readonly store: EventStore;
  readonly server: GatewayServer;
  readonly client: EventStoreDBClient;
  readonly time: Time;
  close(): Promise<void>;
}

export const serve = async (): Promise<Served> => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  const store = await openSqliteEventStore({ file: join(folder, 'events.db'), thread: false });
  const time: Time = { now: NOW };
  const server = await openGatewayServer({ store, port: 0, now: () => time.now, timers: realTimers });
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
  return {
    store,
    server,
    client,
    time,
    close: async () => {
      await client.dispose();
      await server.close();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
};
