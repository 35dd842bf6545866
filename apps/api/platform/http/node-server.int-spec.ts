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

describe('requests that Node takes, but HTTP does not allow', () => {
  let server: Server;
  beforeEach(async () => {
    server = createNodeServer((_, response) => response.end('handled'));
    await once(server.listen({ port: 0, host: '127.0.0.1' }), 'listening');
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  /** All that the server sends on a connection until it closes it. */
  const responseTo = async (request: string): Promise<string> => {
    const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
    let response = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      response += text;
    });
    socket.write(request);
    await once(socket, 'close');
    return response;
  };

  it.each(['Host: b', 'host: a', 'Authorization: Bearer x', 'content-type: text/plain'])(
    'are refused for a second header: %s',
    async (second) => {
      const first = ['Host: a', 'Authorization: Bearer x', 'Content-Type: application/json'];
      const response = await responseTo(`POST / HTTP/1.1\r\n${[...first, second].join('\r\n')}\r\n\r\n`);
      expect(response).toMatch(/^HTTP\/1\.1 400 .*malformed-request/s);
      expect(response).toMatch(/request-id: /i);
    },
  );

  it('are handled with other headers that occur twice', async () => {
    const headers = ['Host: a', 'Accept: a/b', 'Accept: a/c', 'Connection: close'];
    expect(await responseTo(`GET / HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`)).toMatch(/handled$/);
  });

  it('are answered with a problem for CONNECT, also if the client vanishes', async () => {
    const request = 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n';
    const response = await responseTo(request);
    expect(response).toMatch(/^HTTP\/1\.1 405 .*application\/problem\+json.*method-not-allowed/s);
    expect(response).toMatch(/x-content-type-options: nosniff/i);
    const vanishing = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
    vanishing.write(request, () => vanishing.resetAndDestroy());
    await once(vanishing, 'close');
    expect(await responseTo('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).toMatch(/handled$/);
  });
});
