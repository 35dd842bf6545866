import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Connections } from './connections.js';
import { createNodeServer } from './node-server.js';
import { RequestQueue } from './request-queue.js';

const BURST = 200;

describe('a burst of new connections, each with a request', () => {
  let server: Server;
  let sockets: Socket[];
  let refused: number;
  let refusedBeforeHealth: number | undefined;

  beforeEach(async () => {
    sockets = [];
    refused = 0;
    refusedBeforeHealth = undefined;
    const connections = new Connections(undefined, () => (refused += 1));
    const elapsed = () => 0;
    server = createNodeServer(
      (request, response) => {
        if (request.url !== '/health/live') return;
        refusedBeforeHealth = refused;
        response.end('live');
      },
      connections,
      new RequestQueue({ active: 1, waiting: 1 }, elapsed),
    );
    await once(server.listen({ port: 0, host: '127.0.0.1', backlog: 1_024 }), 'listening');
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  /** Opens a connection that sends one request. Resolves with the first line of the response. */
  const ask = (path: string): Promise<string> => {
    const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
    sockets.push(socket);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
    return new Promise((resolve) => socket.once('data', (data) => resolve(data.toString().split('\r\n')[0] ?? '')));
  };

  it('does not delay a health check that comes last by the refusals of the others', async () => {
    const answers = Array.from({ length: BURST }, () => ask('/v1/tickets'));
    expect(await ask('/health/live')).toBe('HTTP/1.1 200 OK');
    expect(refusedBeforeHealth).toBeLessThan(BURST / 2);
    const first = await Promise.all(answers.slice(2));
    expect(new Set(first)).toEqual(new Set(['HTTP/1.1 503 Service Unavailable']));
    expect(refused).toBe(BURST - 2);
  });
});
