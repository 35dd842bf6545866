import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EventStoreDBClient,
  eventTypeFilter,
  PARK,
  persistentSubscriptionToAllSettingsFromDefaults as toAllSettings,
  persistentSubscriptionToStreamSettingsFromDefaults as toStreamSettings,
  START,
  STOP,
  streamNameFilter,
} from '@eventstore/db-client';
import { realTimers } from '@ledgerdesk/runtime';
import { aScope } from '../../event-store/contract/samples.js';
import type { EventStore } from '../../event-store/port.js';
import { openSqliteEventStore } from '../../event-store/sqlite/index.js';
import { failureOf, OwnGroup, taken, typesTaken, until } from '../contract/consumer-group.js';
import { typed } from '../contract/samples.js';
import { openGatewayServer, type GatewayServer } from '../server/gateway-server.js';

const NOW = '2026-11-27T07:30:00.000Z';

describe("persistent subscriptions on the embedded store's wire", () => {
  let folder: string;
  let store: EventStore;
  let server: GatewayServer;
  let client: EventStoreDBClient;
  let group: OwnGroup;

  const start = async (): Promise<void> => {
    server = await openGatewayServer({
      store,
      port: 0,
      now: () => NOW,
      timers: realTimers,
      subscriptionsFile: join(folder, 'subscriptions.db'),
    });
    client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
  };
  const stop = async (): Promise<void> => {
    await client.dispose();
    await server.close();
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    store = await openSqliteEventStore({ file: join(folder, 'events.db'), thread: false });
    group = new OwnGroup(() => client);
    await start();
  });
  afterEach(async () => {
    await stop();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('ends the call of a consumer that nacks with stop, and gives the event to another', async () => {
    await group.append('A');
    await group.create();
    const reader = group.subscribe();
    const gone = failureOf(reader);
    await taken(reader, 1, (event) => reader.nack(STOP, 'enough', event));
    expect(await gone).toMatchObject({ type: 'persistent-subscription-dropped' });
    expect(await typesTaken(group.subscribe(), 1)).toEqual(['A']);
  });

  it('goes on after the checkpoint when the server comes back, and keeps what is parked', async () => {
    await group.append('A', 'B', 'C');
    await group.create();
    const reader = group.subscribe();
    await taken(reader, 2, (event, nth) => (nth === 1 ? reader.nack(PARK, 'broken', event) : reader.ack(event)));
    await until(async () => {
      const { stats } = await group.info();
      return stats.totalInFlightMessages === 1 && stats.parkedMessageCount === 1n;
    });
    const gone = failureOf(reader);
    await server.close();
    expect(await gone).toMatchObject({ type: 'persistent-subscription-dropped' });
    await client.dispose();
    await start();
    expect((await group.info()).stats).toMatchObject({ parkedMessageCount: 1n, lastCheckpointedEventRevision: 1n });
    await group.append('D');
    expect(await typesTaken(group.subscribe(), 2)).toEqual(['C', 'D']);
  });

  it.each([
    ['prefixes of streams', (scope: string) => streamNameFilter({ prefixes: [`${scope}b`] })],
    ['a pattern of types', () => eventTypeFilter({ regex: '^[BC]$' })],
  ])('reads all streams, narrowed by %s, also after a change and a restart', async (_what, filter) => {
    const scope = aScope();
    await client.createPersistentSubscriptionToAll('mailers', toAllSettings({ startFrom: START }), {
      filter: filter(scope),
    });
    await client.updatePersistentSubscriptionToAll('mailers', toAllSettings({ startFrom: START, maxRetryCount: 3 }));
    await stop();
    await start();
    await client.appendToStream(`${scope}a-1`, typed('A'));
    await client.appendToStream(`${scope}b-1`, typed('B', 'C'));
    const reader = client.subscribeToPersistentSubscriptionToAll('mailers');
    expect(await typesTaken(reader, 2)).toEqual(['B', 'C']);
    await until(
      async () => (await client.getPersistentSubscriptionToAllInfo('mailers')).stats.totalInFlightMessages === 0,
    );
    await reader.unsubscribe();
    await client.deletePersistentSubscriptionToAll('mailers');
  });

  it('goes on where it was after a change of settings', async () => {
    await group.append('A', 'B');
    await group.create();
    const reader = group.subscribe(1);
    await taken(reader, 1);
    await until(async () => (await group.info()).stats.totalItems === 2n);
    await group.update({ maxRetryCount: 1 });
    expect(await typesTaken(group.subscribe(), 1)).toEqual(['B']);
  });

  it('tells who reads a group, whether it has caught up, and what was written down last', async () => {
    await group.append('A', 'B', 'C');
    await group.create({ startFrom: 1n, checkPointUpperBound: 1 });
    const reader = group.subscribe();
    await taken(reader, 2, (event, nth) => (nth === 1 ? reader.ack(event) : Promise.resolve()));
    await until(async () => (await group.info()).stats.totalInFlightMessages === 1);
    expect(await group.info()).toMatchObject({
      status: 'Live',
      connections: [{ username: 'anonymous' }],
      stats: { lastCheckpointedEventRevision: 1n },
    });
  });

  it('has nothing to restart, and says so in peace', async () => {
    await expect(client.restartPersistentSubscriptionSubsystem()).resolves.toBeUndefined();
  });

  it('refuses what makes no sense', async () => {
    await expect(group.create({ historyBufferSize: 0 })).rejects.toThrow(/history buffer is 0/);
    await expect(client.createPersistentSubscriptionToStream(group.stream, '', toStreamSettings())).rejects.toThrow(
      /has a name/,
    );
    await expect(
      client.createPersistentSubscriptionToAll('mailers', toAllSettings(), { filter: eventTypeFilter({ regex: '(' }) }),
    ).rejects.toThrow(/regular expression/);
    await group.create();
    expect(await failureOf(group.subscribe(0))).toMatchObject({
      message: expect.stringContaining('1 event or more') as string,
    });
  });

  it('is not opened with the file of another log', async () => {
    const other = await openSqliteEventStore({ file: join(folder, 'other.db'), thread: false });
    await expect(
      openGatewayServer({
        store: other,
        port: 0,
        now: () => NOW,
        timers: realTimers,
        subscriptionsFile: join(folder, 'subscriptions.db'),
      }),
    ).rejects.toThrow(/another log/);
    await other.close();
  });
});
