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
import type { EventStore } from '../../event-store/port.js';
import { openSqliteEventStore } from '../../event-store/sqlite/index.js';
import { errorOf, ConsumerGroup, receive, receiveTypes, until } from '../contract/consumer-group.js';
import { aScope, typed } from '../contract/samples.js';
import { gatewayOptions } from '../../../test/support/esdb-gateway/gateway.js';
import { openGatewayServer, type GatewayServer } from '../server/gateway-server.js';

describe('persistent subscriptions', () => {
  let folder: string;
  let store: EventStore;
  let server: GatewayServer;
  let client: EventStoreDBClient;
  let group: ConsumerGroup;

  const subscriptionsFile = (): string => join(folder, 'subscriptions.db');
  const start = async (): Promise<void> => {
    server = await openGatewayServer(gatewayOptions(store, { subscriptionsFile: subscriptionsFile() }));
    client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
  };
  const stop = async (): Promise<void> => {
    await client.dispose();
    await server.close();
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    store = await openSqliteEventStore({ file: join(folder, 'events.db'), thread: false });
    group = new ConsumerGroup(() => client);
    await start();
  });
  afterEach(async () => {
    await stop();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('drops a consumer that sends Nack Stop, and delivers the event to another', async () => {
    await group.append('A');
    await group.create();
    const consumer = group.subscribe();
    const dropped = errorOf(consumer);
    await receive(consumer, 1, (event) => consumer.nack(STOP, 'enough', event));
    expect(await dropped).toMatchObject({ type: 'persistent-subscription-dropped' });
    expect(await receiveTypes(group.subscribe(), 1)).toEqual(['A']);
  });

  it('continue after the checkpoint when the server restarts, and keep parked events', async () => {
    await group.append('A', 'B', 'C');
    await group.create();
    const consumer = group.subscribe();
    await receive(consumer, 2, (event, nth) =>
      nth === 1 ? consumer.nack(PARK, 'broken', event) : consumer.ack(event),
    );
    await until(async () => {
      const { stats } = await group.info();
      return stats.totalInFlightMessages === 1 && stats.parkedMessageCount === 1n;
    });
    const dropped = errorOf(consumer);
    await server.close();
    expect(await dropped).toMatchObject({ type: 'persistent-subscription-dropped' });
    await client.dispose();
    await start();
    expect((await group.info()).stats).toMatchObject({ parkedMessageCount: 1n, lastCheckpointedEventRevision: 1n });
    await group.append('D');
    expect(await receiveTypes(group.subscribe(), 2)).toEqual(['C', 'D']);
  });

  it.each([
    ['stream prefixes', (scope: string) => streamNameFilter({ prefixes: [`${scope}b`] })],
    ['a regular expression on types', () => eventTypeFilter({ regex: '^[BC]$' })],
  ])('to $all filter by %s, even after an update and a restart', async (_what, filter) => {
    const scope = aScope();
    await client.createPersistentSubscriptionToAll('mailers', toAllSettings({ startFrom: START }), {
      filter: filter(scope),
    });
    await client.updatePersistentSubscriptionToAll('mailers', toAllSettings({ startFrom: START, maxRetryCount: 3 }));
    await stop();
    await start();
    await client.appendToStream(`${scope}a-1`, typed('A'));
    await client.appendToStream(`${scope}b-1`, typed('B', 'C'));
    const consumer = client.subscribeToPersistentSubscriptionToAll('mailers');
    expect(await receiveTypes(consumer, 2)).toEqual(['B', 'C']);
    await until(
      async () => (await client.getPersistentSubscriptionToAllInfo('mailers')).stats.totalInFlightMessages === 0,
    );
    await consumer.unsubscribe();
    await client.deletePersistentSubscriptionToAll('mailers');
  });

  it('continue at the same event after an update of their settings', async () => {
    await group.append('A', 'B');
    await group.create();
    const consumer = group.subscribe(1);
    await receive(consumer, 1);
    await until(async () => (await group.info()).stats.totalItems === 2n);
    await group.update({ maxRetryCount: 1 });
    expect(await receiveTypes(group.subscribe(), 1)).toEqual(['B']);
  });

  it('report their connections, status and last checkpoint', async () => {
    await group.append('A', 'B', 'C');
    await group.create({ startFrom: 1n, checkPointUpperBound: 1 });
    const consumer = group.subscribe();
    await receive(consumer, 2, (event, nth) => (nth === 1 ? consumer.ack(event) : Promise.resolve()));
    await until(async () => (await group.info()).stats.totalInFlightMessages === 1);
    expect(await group.info()).toMatchObject({
      status: 'Live',
      connections: [{ username: 'anonymous' }],
      stats: { lastCheckpointedEventRevision: 1n },
    });
  });

  it('accept a restart of the subsystem, without effect on groups and consumers', async () => {
    await group.append('A');
    await group.create();
    const consumer = group.subscribe();
    expect(await receiveTypes(consumer, 1)).toEqual(['A']);
    await expect(client.restartPersistentSubscriptionSubsystem()).resolves.toBeUndefined();
    expect(await client.listAllPersistentSubscriptions()).toMatchObject([
      { eventSource: group.stream, groupName: group.name, connections: [{ username: 'anonymous' }] },
    ]);
    await group.append('B');
    expect(await receiveTypes(consumer, 1)).toEqual(['B']);
  });

  it('refuse an empty name, a history buffer of 0, an invalid filter and a buffer size of 0', async () => {
    await expect(group.create({ historyBufferSize: 0 })).rejects.toThrow(/history buffer size is 0/);
    await expect(client.createPersistentSubscriptionToStream(group.stream, '', toStreamSettings())).rejects.toThrow(
      /name is missing/,
    );
    await expect(
      client.createPersistentSubscriptionToAll('mailers', toAllSettings(), { filter: eventTypeFilter({ regex: '(' }) }),
    ).rejects.toThrow(/regular expression/);
    await group.create();
    expect(await errorOf(group.subscribe(0))).toMatchObject({
      message: expect.stringContaining('buffer size is 0') as string,
    });
  });

  it('are not opened from the file of another log', async () => {
    const other = await openSqliteEventStore({ file: join(folder, 'other.db'), thread: false });
    await expect(openGatewayServer(gatewayOptions(other, { subscriptionsFile: subscriptionsFile() }))).rejects.toThrow(
      /another log/,
    );
    await other.close();
  });
});
