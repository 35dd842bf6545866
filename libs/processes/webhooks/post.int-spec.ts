import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postWebhook, WebhookRefused } from './post.js';

describe('a webhook request', () => {
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

  const send = (to = url, allowPrivate = true) => postWebhook(to, {}, '{}', allowPrivate);
  /** Writes raw bytes to the connection, HTTP or not. */
  const writing =
    (words: string) =>
    ({ socket }: IncomingMessage): void =>
      void socket.write(words);

  it('succeeds with a 2xx, and fails with a redirect', async () => {
    answer = (_, response) => response.writeHead(204).end();
    await send();
    answer = (_, response) => response.writeHead(302, { location: url }).end();
    await expect(send()).rejects.toEqual(new WebhookRefused(302));
  });

  it.each([
    ['white space around it', (valid: string) => `  ${valid}\t`],
    ['a scheme in upper case', (valid: string) => valid.replace('http', 'HTTP')],
    ['a line break in it', (valid: string) => valid.replace('http', 'ht\ntp')],
  ])('is sent to what a URL with %s means', async (_, written) => {
    answer = (_request, response) => response.writeHead(204).end();
    await send(written(url));
    await expect(send(written('https://127.0.0.1/'), false)).rejects.toThrow(/private|meta/);
  });

  it.each(['?token=s3cr%2Fet', 's3cr%2Fet', 's3cr/et'])('notes answers without %s of the URL', async (secret) => {
    answer = (_, response) => response.end(`The token is not ${secret}, says v1.`);
    const noted: unknown[] = [];
    await postWebhook(`${url}?token=s3cr%2Fet&v=1`, {}, '{}', true, ({ body }) => noted.push(body));
    expect(noted).toHaveLength(1);
    expect(JSON.stringify(noted)).toMatch(/is not .*•••, says v1\./);
    expect(JSON.stringify(noted)).not.toContain('s3cr');
  });

  it('fails with the time that the receiver asks for in Retry-After', async () => {
    answer = (_, response) => response.writeHead(429, { 'retry-after': '120' }).end();
    await expect(send()).rejects.toEqual(new WebhookRefused(429, 120_000));
    answer = (_, response) => response.writeHead(503, { 'retry-after': 'later' }).end();
    await expect(send()).rejects.toEqual(new WebhookRefused(503));
  });

  it.each([
    [
      'switches to another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n',
    ],
    ['does not speak HTTP', 'Hello.\r\n\r\n'],
    ['sends headers that are too large', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`],
  ])('fails if the receiver %s', async (_, words) => {
    answer = writing(words);
    await expect(send()).rejects.toThrow();
  });

  it('closes the connection on a response body that does not end', async () => {
    const closedAfter = new Promise((resolve) => {
      let sent = 0;
      answer = (_, response) => {
        const more = (): void => {
          do sent += 65_536;
          while (response.write('x'.repeat(65_536)));
        };
        response
          .on('drain', more)
          .on('close', () => resolve(sent))
          .writeHead(200);
        more();
      };
    });
    await send();
    // The socket buffers of both sides may hold some more.
    expect(await closedAfter).toBeLessThan(33_554_432);
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
  ])('is never sent to %s unless private addresses are allowed', async (host) => {
    const onRequest = jest.fn();
    answer = onRequest;
    await expect(send(url.replace('127.0.0.1', host), false)).rejects.toThrow(/private|meta/);
    expect(onRequest).not.toHaveBeenCalled();
  });
});
