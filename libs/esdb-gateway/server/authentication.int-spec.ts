import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { realTimers } from '@ledgerdesk/runtime';
import { typed, typesOf } from '../contract/samples.js';
import { serve, type Served } from '../../../test/support/esdb-gateway/gateway.js';
import { openGatewayServer, type GatewayServer } from './gateway-server.js';

const pem = (name: string): string =>
  join(__dirname, '..', '..', '..', 'test', 'support', 'esdb-gateway', `localhost.${name}.pem`);

describe('a log that is served over TLS to those who know a user and password', () => {
  let served: Served;
  let server: GatewayServer;

  beforeEach(async () => {
    served = await serve();
    const tls = { key: readFileSync(pem('key'), 'utf8'), certificate: readFileSync(pem('cert'), 'utf8') };
    server = await openGatewayServer({
      store: served.store,
      port: 0,
      host: '0.0.0.0',
      tls,
      credentials: { user: 'ops', password: 's3cret' },
      now: () => served.time.now,
      timers: realTimers,
    });
  });
  afterEach(async () => {
    await server.close();
    await served.close();
  });

  const as = async <T>(signIn: string, work: (client: EventStoreDBClient) => Promise<T>): Promise<T> => {
    const client = EventStoreDBClient.connectionString(
      `esdb://${signIn}localhost:${server.port}?tlsCAFile=${pem('cert')}`,
    );
    return work(client).finally(() => client.dispose());
  };

  it('serves them', async () => {
    await as('ops:s3cret@', (client) => client.appendToStream('notes-1', typed('A')));
    expect(await as('ops:s3cret@', (client) => typesOf(client.readStream('notes-1')))).toEqual(['A']);
  });

  it.each(['', 'ops:wrong@', 'other:s3cret@'])('serves nobody who comes as "%s"', async (signIn) => {
    await expect(as(signIn, (client) => client.appendToStream('notes-1', typed('A')))).rejects.toThrow(/\S/);
    await expect(as(signIn, (client) => typesOf(client.readAll()))).rejects.toThrow(/\S/);
    await expect(as(signIn, (client) => client.deleteStream('notes-1'))).rejects.toThrow(/\S/);
    expect(await served.store.readStream('notes-1')).toEqual([]);
  });
});
