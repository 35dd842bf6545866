import { withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { RawConnection } from '../support/http/raw-connection.js';
import { TestEngine } from '../support/http/test-engine.js';

const SIZE = 300_000;
const BOUNDARY = 'b';

const part = (head: string, bytes = SIZE): string =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${'x'.repeat(bytes)}\r\n--${BOUNDARY}--\r\n`;
const FILE = part('name="file"; filename="a.txt"');

describe('bodies that the engine refuses before they are read', () => {
  let engine: TestEngine;
  let aiko: Caller;
  let kenji: Caller;

  beforeAll(async () => {
    engine = await TestEngine.open(undefined, { SHUTDOWN_SECONDS: '2' });
    ({ aiko, kenji } = await withAcme(engine));
  });

  const post = (path: string, caller: Caller | undefined, type: string, body: string, length = body.length): string =>
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n` +
    `${caller ? `Authorization: Bearer ${caller.token}\r\n` : ''}\r\n${body}`;
  const multipart = `multipart/form-data; boundary=${BOUNDARY}`;

  it.each<[string, string, () => string]>([
    ['an upload that is no form', '415', () => post('/v1/uploads', aiko, 'application/json', FILE)],
    ['an upload without a boundary', '400', () => post('/v1/uploads', aiko, 'multipart/form-data', FILE)],
    ['an upload in another field', '400', () => post('/v1/uploads', aiko, multipart, part('name="x"; filename="a"'))],
    ['an upload without a name', '400', () => post('/v1/uploads', aiko, multipart, part('name="file"; filename=""'))],
    ['an upload of a field', '400', () => post('/v1/uploads', aiko, multipart, part('name="file"'))],
    ['an upload of a refused type', '415', () => post('/v1/uploads', aiko, multipart, FILE.replace('xx', 'MZ'))],
    ['an upload without a token', '401', () => post('/v1/uploads', undefined, multipart, FILE)],
    ['a form for a route of JSON', '415', () => post('/v1/tickets', aiko, multipart, FILE)],
    ['a body that is too large', '413', () => post('/v1/tickets', aiko, 'application/json', FILE)],
    ['a body for a route of others', '403', () => post('/v1/tickets', kenji, 'application/json', FILE)],
    ['a body that is compressed', '415', () => post('/v1/tickets', aiko, 'a/b\r\nContent-Encoding: gzip', FILE)],
  ])('leave the connection usable or close it: %s', async (_, status, request) => {
    const connection = new RawConnection(engine.url);
    connection.send(request());
    const first = await connection.receive('\r\n\r\n');
    expect(first).toMatch(`HTTP/1.1 ${status} `);
    connection.send('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
    const both = await connection.receive('HTTP/1.1 200 OK');
    if (connection.isOpen) expect(both).toContain('HTTP/1.1 200 OK');
    connection.close();
  });

  it('do not keep the engine from stopping within its time', async () => {
    const open = [post('/v1/uploads', aiko, multipart, FILE.slice(0, 9), 99_999_999), 'GET / HTTP/1.1\r\n', ''].map(
      (bytes) => {
        const connection = new RawConnection(engine.url);
        connection.send(bytes);
        connection.trickle('x', 100);
        return connection;
      },
    );
    await aiko.get('/v1/tickets');
    const startedAt = performance.now();
    await engine.close();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await Promise.all(open.map(({ closed }) => closed));
  });
});
