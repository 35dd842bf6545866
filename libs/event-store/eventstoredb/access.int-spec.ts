import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatewayOptions, type RunningGateway, startGateway } from '../../../test/support/esdb-gateway/gateway.js';
import { type GatewayServer, openGatewayServer } from '../../esdb-gateway/index.js';
import { aStream, samples } from '../contract/samples.js';
import { openEventStoreDb } from './index.js';

const pem = (name: string): string =>
  join(__dirname, '..', '..', '..', 'test', 'support', 'esdb-gateway', `localhost.${name}.pem`);

describe('access to a log on EventStoreDB', () => {
  let gateway: RunningGateway;
  let server: GatewayServer;

  beforeEach(async () => {
    gateway = await startGateway();
    const options = gatewayOptions(gateway.store, {
      tls: { key: readFileSync(pem('key'), 'utf8'), certificate: readFileSync(pem('cert'), 'utf8') },
      credentials: { user: 'ops', password: 's3cret' },
      readCredentials: { user: 'auditor', password: 'p4ss' },
    });
    server = await openGatewayServer(options);
  });
  afterEach(async () => {
    await server.close();
    await gateway.close();
  });

  const openAs = (userInfo: string) =>
    openEventStoreDb({ connection: `esdb://${userInfo}localhost:${server.port}?tlsCAFile=${pem('cert')}` });

  it.each([
    ['ops:wrong@', /refused the user or password in EVENTSTORE_URL/],
    ['nobody:s3cret@', /refused the user or password in EVENTSTORE_URL/],
    ['', /without user and password the right to read ledgerdesk-log\. Add a user and password to EVENTSTORE_URL/],
  ])('is refused at once to "%s", who is not signed in', async (userInfo, why) => {
    await expect(openAs(userInfo)).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringMatching(why) as string,
    });
  });

  it('names the right and the stream that a user lacks who is signed in', async () => {
    const store = await openAs('auditor:p4ss@');
    const stream = aStream();
    await expect(store.append(stream, 'no-stream', samples(1))).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining(`the right to write ${stream}`) as string,
    });
    expect((await store.readAll()).events).toEqual([]);
    await store.close();
  });
});
