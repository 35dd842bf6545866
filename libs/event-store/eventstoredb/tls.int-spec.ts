import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, rootCertificates, type TLSSocket } from 'node:tls';
import { jsonEvent } from '@eventstore/db-client';
import { StubNode } from '../../../test/support/esdb-gateway/stub-node.js';
import { connectionTo } from './connection.js';
import { channelTo, secureContextOf } from './node-address.js';
import { parseConnection } from './connection-string.js';
import { openEventStoreDb } from './open.js';

const pem = (name: string): string =>
  join(__dirname, '..', '..', '..', 'test', 'support', 'esdb-gateway', `localhost.${name}.pem`);

describe('TLS to EventStoreDB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  const otherAuthority = join(folder, 'other.pem');
  let secure: StubNode;
  let insecure: StubNode;

  beforeAll(async () => {
    writeFileSync(otherAuthority, rootCertificates[0] ?? '');
    secure = await StubNode.start({ tls: { key: readFileSync(pem('key')), certificate: readFileSync(pem('cert')) } });
    insecure = await StubNode.start();
  });
  beforeEach(() => {
    secure.authorizations.length = 0;
  });
  afterAll(() => {
    secure.kill();
    insecure.kill();
    rmSync(folder, { recursive: true });
  });

  const resolve = async (): Promise<readonly string[]> => ['127.0.0.1'];
  const appendAt = async (url: string): Promise<void> => {
    const connection = connectionTo(url, { resolve });
    await connection
      .run((client) => client.appendToStream('a', [jsonEvent({ type: 'A', data: {} })]))
      .finally(() => connection.close());
  };

  describe.each(['esdb', 'esdb+discover', 'kdb'])('with the scheme %s', (scheme) => {
    it.each([
      ['an unknown authority', () => `${secure.port}`, /unknown authority\. Add tlsCAFile=<PEM file/],
      ['another authority', () => `${secure.port}?tlsCAFile=${otherAuthority}`, /tlsCAFile did not issue/],
      ['tls=false and a server with TLS', () => `${secure.port}?tls=false`, /requires TLS\. Remove tls=false/],
      ['TLS and a server without it', () => `${insecure.port}`, /does not use TLS\. Add tls=false/],
    ])('refuses %s at once', async (_case, portAndOptions, why) => {
      const opening = openEventStoreDb({ connection: `${scheme}://localhost:${portAndOptions()}` });
      await expect(opening).rejects.toMatchObject({
        code: 'store-failed',
        message: expect.stringMatching(why) as string,
      });
      await expect(opening).rejects.toThrow(/^The event store at localhost:\d+ /);
    });

    it('refuses a certificate for another name than the one written', async () => {
      const url = `${scheme}://nodes.example:${secure.port}?tlsCAFile=${pem('cert')}`;
      await expect(appendAt(url)).rejects.toThrow(/certificate for another name/);
    });
  });

  it.each(['localhost', '127.0.0.1'])('checks the certificate against the name as written: %s', async (host) => {
    await expect(appendAt(`esdb://${host}:${secure.port}?tlsCAFile=${pem('cert')}`)).resolves.toBeUndefined();
  });

  it.each([
    ['the name as written', 'localhost', 'localhost'],
    ['no IP address, as RFC 6066 requires', '127.0.0.1', false],
  ])('sends %s in the handshake', async (_, host, serverName) => {
    const server = createServer({ key: readFileSync(pem('key')), cert: readFileSync(pem('cert')) });
    const secured = once(server, 'secureConnection');
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const settings = parseConnection(`esdb://${host}:${port}?tlsCAFile=${pem('cert')}`);
    const channel = channelTo({ host, port, address: '127.0.0.1' }, secureContextOf(settings), settings);
    channel.getConnectivityState(true);
    const [socket] = (await secured) as [TLSSocket & { readonly servername: string | false }];
    expect(socket.servername).toBe(serverName);
    channel.close();
    socket.destroy();
    server.close();
  });

  it('tries again if one node of several has no TLS while the others elect a leader, and names it', async () => {
    const before = secure.members;
    secure.members = [{ host: 'localhost', port: secure.port, role: 'unknown' }];
    const url = `esdb://localhost:${insecure.port},localhost:${secure.port}?tlsCAFile=${pem('cert')}`;
    const connection = connectionTo(url, { resolve });
    const append = () => connection.run((client) => client.appendToStream('a', [jsonEvent({ type: 'A', data: {} })]));
    await expect(append()).rejects.toMatchObject({
      type: 'unavailable',
      message: expect.stringMatching(/does not use TLS.*it knows no leader/s) as string,
    });
    secure.members = [{ host: 'localhost', port: secure.port, role: 'leader' }];
    await append();
    connection.close();
    secure.members = before;
  });

  it('refuses at once if all nodes have no TLS', async () => {
    const opening = openEventStoreDb({ connection: `esdb://localhost:${insecure.port},127.0.0.1:${insecure.port}` });
    await expect(opening).rejects.toMatchObject({ code: 'store-failed' });
  });

  it('sends the user and password of the connection string, and no others', async () => {
    await appendAt(`esdb://ops:s3%40cret@localhost:${secure.port}?tlsCAFile=${pem('cert')}`);
    await appendAt(`esdb://localhost:${secure.port}?tlsCAFile=${pem('cert')}`);
    expect(secure.authorizations).toEqual([`Basic ${Buffer.from('ops:s3@cret').toString('base64')}`, undefined]);
  });
});
