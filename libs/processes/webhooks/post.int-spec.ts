import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { post, WebhookRefused } from './post.js';

describe('a webhook on its way', () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  beforeEach(async () => {
    server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const send = (to = url, allowPrivate = true) => post(to, {}, '{}', allowPrivate);
  /** Words on the wire as they stand, HTTP or not. */
  const saying =
    (words: string) =>
    ({ socket }: IncomingMessage): void =>
      void socket.write(words);

  it('has arrived with a 2xx, and with nothing else', async () => {
    answer = (_, response) => response.writeHead(204).end();
    await send();
    answer = (_, response) => response.writeHead(302, { location: url }).end();
    await expect(send()).rejects.toEqual(new WebhookRefused(302));
  });

  it.each([
    [
      'switches to another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n',
    ],
    ['speaks no HTTP', 'Hello.\r\n\r\n'],
    ['has too much to say about its answer', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`],
  ])('has failed where the other side %s', async (_, words) => {
    answer = saying(words);
    await expect(send()).rejects.toThrow();
  });

  it('listens to no answer that does not end', async () => {
    const hungUpAfter = new Promise((resolve) => {
      let said = 0;
      answer = (_, response) => {
        const more = (): void => {
          do said += 65_536;
          while (response.write('x'.repeat(65_536)));
        };
        response
          .on('drain', more)
          .on('close', () => resolve(said))
          .writeHead(200);
        more();
      };
    });
    await send();
    // What the sockets of both sides hold may be on its way.
    expect(await hungUpAfter).toBeLessThan(33_554_432);
  });

  it.each([
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::]',
    '0.0.0.0',
    'localhost',
    '10.0.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '[fd00::1]',
    '[fe80::1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
  ])('never sets out for %s, unless private addresses are allowed', async (host) => {
    const came = jest.fn();
    answer = came;
    await expect(send(url.replace('127.0.0.1', host), false)).rejects.toThrow(/private|meta/);
    expect(came).not.toHaveBeenCalled();
  });
});
