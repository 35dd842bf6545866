import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { type GatewayOptions, type GatewayServer, openGatewayServer } from '@ledgerdesk/esdb-gateway';
import type { EventStore } from '@ledgerdesk/event-store';
import { openSqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import { EVENT_TYPES, STREAM_CATEGORIES } from '@ledgerdesk/events';
import { realTimers } from '@ledgerdesk/runtime';

const NOW = '2026-11-27T07:30:00.000Z';

/** Options of a gateway on loopback, at any free port. */
export const gatewayOptions = (store: EventStore, overrides: Partial<GatewayOptions> = {}): GatewayOptions => ({
  store,
  port: 0,
  engineCategories: STREAM_CATEGORIES,
  engineTypes: EVENT_TYPES,
  now: () => NOW,
  timers: realTimers,
  ...overrides,
});

/** A gateway that serves a new SQLite log, with a client. */
export interface RunningGateway {
  readonly store: EventStore;
  readonly server: GatewayServer;
  readonly client: EventStoreDBClient;
  readonly url: string;
  /** The gateway's clock: tests set `now`. */
  readonly time: { now: string };
  close(): Promise<void>;
}

export const startGateway = async (overrides: Partial<GatewayOptions> = {}): Promise<RunningGateway> => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  const store = await openSqliteEventStore({ file: join(folder, 'events.db'), thread: false });
  const time = { now: NOW };
  const server = await openGatewayServer(gatewayOptions(store, { now: () => time.now, ...overrides }));
  const url = `esdb://127.0.0.1:${server.port}?tls=false`;
  const client = EventStoreDBClient.connectionString(url);
  return {
    store,
    server,
    client,
    url,
    time,
    close: async () => {
      await client.dispose();
      await server.close();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
};
