import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  EventStoreDBClient,
  persistentSubscriptionToStreamSettingsFromDefaults as toStreamSettings,
  START,
} from '@eventstore/db-client';
import { typed, typesOf } from '../contract/samples.js';
import { gatewayOptions, startGateway, type RunningGateway } from '../../../test/support/esdb-gateway/gateway.js';
import { openGatewayServer, type GatewayServer } from './gateway-server.js';

const pem = (name: string): string =>
  join(__dirname, '..', '..', '..', 'test', 'support', 'esdb-gateway', `localhost.${name}.pem`);

describe('a gateway with TLS and a password', () => {
  let gateway: RunningGateway;
  let server: GatewayServer;

  beforeEach(async () => {
    gateway = await startGateway();
    const tls = { key: readFileSync(pem('key'), 'utf8'), certificate: readFileSync(pem('cert'), 'utf8') };
    const credentials = { user: 'ops', password: 's3cret' };
    const readCredentials = { user: 'auditor', password: 'p4ss' };
    const options = { host: '0.0.0.0', tls, credentials, readCredentials };
    server = await openGatewayServer(gatewayOptions(gateway.store, options));
  });
  afterEach(async () => {
    await server.close();
    await gateway.close();
  });

  const as = async <T>(userInfo: string, work: (client: EventStoreDBClient) => Promise<T>): Promise<T> => {
    const client = EventStoreDBClient.connectionString(
      `esdb://${userInfo}localhost:${server.port}?tlsCAFile=${pem('cert')}`,
    );
    return work(client).finally(() => client.dispose());
  };

  it('serves clients that send the user and password', async () => {
    await as('ops:s3cret@', (client) => client.appendToStream('notes-1', typed('A')));
    expect(await as('ops:s3cret@', (client) => typesOf(client.readStream('notes-1')))).toEqual(['A']);
  });

  it('serves reads alone to clients that may only read', async () => {
    await as('ops:s3cret@', async (client) => {
      await client.appendToStream('notes-1', typed('A'));
      await client.createPersistentSubscriptionToStream('notes-1', 'readers', toStreamSettings({ startFrom: START }));
    });
    const asReader = <T>(work: (client: EventStoreDBClient) => Promise<T>) => as('auditor:p4ss@', work);
    expect(await asReader((client) => typesOf(client.readStream('notes-1')))).toEqual(['A']);
    expect(await asReader((client) => typesOf(client.subscribeToAll(), 1))).toEqual(['A']);
    expect(
      await asReader((client) => client.getPersistentSubscriptionToStreamInfo('notes-1', 'readers')),
    ).toMatchObject({
      groupName: 'readers',
    });
    for (const write of [
      (client: EventStoreDBClient): Promise<unknown> => client.appendToStream('notes-1', typed('B')),
      (client: EventStoreDBClient): Promise<unknown> => client.deleteStream('notes-1'),
      (client: EventStoreDBClient): Promise<unknown> => client.tombstoneStream('notes-1'),
      (client: EventStoreDBClient): Promise<unknown> =>
        client.deletePersistentSubscriptionToStream('notes-1', 'readers'),
      (client: EventStoreDBClient): Promise<unknown> =>
        client.createPersistentSubscriptionToStream('notes-1', 'g', toStreamSettings()),
    ])
      await expect(asReader(write)).rejects.toMatchObject({ type: 'access-denied' });
    expect(await gateway.store.readStream('notes-1')).toHaveLength(1);
  });

  it.each(['', 'ops:wrong@', 'auditor:s3cret@', 'other:s3cret@'])(
    'refuses clients that sign in as "%s"',
    async (userInfo) => {
      await expect(as(userInfo, (client) => client.appendToStream('notes-1', typed('A')))).rejects.toThrow(/\S/);
      await expect(as(userInfo, (client) => typesOf(client.readAll()))).rejects.toThrow(/\S/);
      await expect(as(userInfo, (client) => client.deleteStream('notes-1'))).rejects.toThrow(/\S/);
      expect(await gateway.store.readStream('notes-1')).toEqual([]);
    },
  );
});
