import { once } from 'node:events';
import { createServer, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startOf } from './response-start.js';

describe('the start of a response', () => {
  let server: Server;
  let answer: (response: ServerResponse) => void;
  beforeEach(async () => {
    server = createServer((_, response) => answer(response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const read = (): Promise<string | null> =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      request({ port, host: '127.0.0.1' }, (response) => resolve(startOf(response)))
        .on('error', reject)
        .end();
    });

  it('is the whole of a short body, and null without one', async () => {
    answer = (response) => response.end('ok');
    expect(await read()).toBe('ok');
    answer = (response) => response.writeHead(204).end();
    expect(await read()).toBeNull();
  });

  it('is at most 1,024 bytes, without an incomplete last character', async () => {
    answer = (response) => response.end(`x${'é'.repeat(2_000)}`);
    expect(await read()).toBe(`x${'é'.repeat(511)}`);
  });

  it('is text, whatever the bytes', async () => {
    answer = (response) => response.end(Buffer.from([0x61, 0xff, 0x00, 0x62]));
    expect(await read()).toBe('a\ufffd\u0000b');
  });

  it('is what has arrived, if the rest does not or the connection breaks', async () => {
    answer = (response) => void response.write('Wait');
    expect(await read()).toBe('Wait');
    answer = (response) => void response.write('Bye', () => response.destroy());
    expect(await read()).toBe('Bye');
  });
});
