import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { trackUnusedConnections } from './unused-connections.js';

it('connections on which nothing was asked yet are ended, and no others', async () => {
  const server = createServer((_, reply) => void reply.end('here'));
  const endSilentConnections = trackUnusedConnections(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const [silent, asking] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
  asking.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(asking, 'data');

  endSilentConnections();
  await once(silent.resume(), 'close');
  asking.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  expect(String(await once(asking, 'data'))).toContain('200 OK');
  asking.destroy();
  server.close();
});
