import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { post } from './post.js';

describe('a posted body', () => {
  let server: Server;
  let port: number;
  const seen: IncomingHttpHeaders[] = [];
  const body = { contentType: 'text/plain', body: 'note', signal: new AbortController().signal };

  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request.headers);
      response.end('ok');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => server.close());

  it('goes with the user and password of the URL in a header', async () => {
    expect((await post(`http://auditor:p%40ss@127.0.0.1:${port}/`, body)).status).toBe(200);
    await post(`http://127.0.0.1:${port}/`, body);
    expect(seen.map(({ authorization }) => authorization)).toEqual([
      `Basic ${Buffer.from('auditor:p@ss').toString('base64')}`,
      undefined,
    ]);
  });

  it('that nobody takes gives an error without the password', async () => {
    const failed = post('http://auditor:p%40ss@127.0.0.1:1/', body);
    await expect(failed).rejects.toMatchObject({ code: 'no-reply' });
    await expect(failed).rejects.not.toThrow(/p%40ss|p@ss|auditor/);
  });
});
