import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
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
    server = await openGatewayServer(gatewayOptions(gateway.store, { host: '0.0.0.0', tls, credentials }));
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

  it.each(['', 'ops:wrong@', 'other:s3cret@'])('refuses clients that sign in as "%s"', async (userInfo) => {
    await expect(as(userInfo, (client) => client.appendToStream('notes-1', typed('A')))).rejects.toThrow(/\S/);
    await expect(as(userInfo, (client) => typesOf(client.readAll()))).rejects.toThrow(/\S/);
    await expect(as(userInfo, (client) => client.deleteStream('notes-1'))).rejects.toThrow(/\S/);
    expect(await gateway.store.readStream('notes-1')).toEqual([]);
  });
});
