import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { trackUnusedConnections } from './unused-connections.js';

it('closes connections without a request and keeps the others', async () => {
  const server = createServer((_, reply) => void reply.end('here'));
  const closeUnused = trackUnusedConnections(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const [unused, used] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
  used.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(used, 'data');

  closeUnused();
  await once(unused.resume(), 'close');
  used.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  expect(String(await once(used, 'data'))).toContain('200 OK');
  used.destroy();
  server.close();
});
