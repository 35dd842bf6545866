import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { EventSource } from '../support/http/event-source.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { RawConnection } from '../support/http/raw-connection.js';
import { TestEngine } from '../support/http/test-engine.js';
import { until } from '../support/http/until.js';

const PER_ADDRESS = 8;
const HEAD = 'POST /v1/tickets HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n';

const statusesIn = (text: string): readonly string[] =>
  [...text.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => status ?? '');

describe('clients that send and read slowly', () => {
  let engine: TestEngine;
  let aiko: Caller;
  const connections: RawConnection[] = [];

  const open = (): RawConnection => {
    const connection = new RawConnection(engine.url);
    connections.push(connection);
    return connection;
  };
  const authorization = (): string => `Authorization: Bearer ${aiko.token}\r\n`;

  beforeAll(async () => {
    engine = await TestEngine.open(undefined, {
      HEADER_SECONDS: '1',
      BODY_SECONDS: '1',
      CONNECTIONS_PER_ADDRESS: `${PER_ADDRESS}`,
      EVENT_STREAMS_PER_CALLER: '4',
    });
    ({ aiko } = await withAcme(engine));
  });
  afterEach(() => {
    for (const connection of connections.splice(0)) connection.close();
  });
  afterAll(() => engine.close());

  it('ends a connection without a request', async () => {
    const connection = open();
    await connection.closed;
    expect(statusesIn(connection.text)).toEqual(['408']);
  });

  it('ends requests that come byte by byte, whatever the engine responds to them', async () => {
    const json = `${HEAD}${authorization()}\r\n{`;
    const slow: readonly (readonly [string, string])[] = [
      ['GET /health/live HTTP/1.1\r\nHost: x\r\nA: ', '408'],
      [json, '408'],
      [json.replace('Content-Length: 9', 'Transfer-Encoding: chunked').replace('{', '400\r\n{'), '408'],
      [json.replace('tickets', 'none'), '408'],
      [`${HEAD}\r\n{`, '401'],
      [json.replace('POST', 'GET').replace('/v1/tickets', '/health/live'), '200'],
      [json.replace('POST', 'GET').replace('/v1/tickets', '/v1/hub/updates'), '200'],
    ];
    const ended = slow.map(async ([bytes]) => {
      const connection = open();
      connection.send(bytes);
      connection.trickle('x', 300);
      await connection.closed;
      return connection.text;
    });
    expect((await Promise.all(ended)).map((text) => statusesIn(text).join())).toEqual(slow.map(([, status]) => status));
  });

  it('gives a large body time, as long as it arrives', async () => {
    const body = JSON.stringify({ ...TICKET, body: 'x'.repeat(4_000) });
    const connection = open();
    connection.send(`${HEAD.replace('9', `${body.length}`)}${authorization()}\r\n`);
    for (let sent = 0; sent < body.length; sent += 1_000) {
      connection.send(body.slice(sent, sent + 1_000));
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(statusesIn(await connection.receive('HTTP/1.1'))).toEqual(['201']);
  });

  it('closes a connection without a request to make room for a new one from the same address', async () => {
    const slow = Array.from({ length: PER_ADDRESS * 2 }, () => open());
    for (const connection of slow) connection.send(`${HEAD}${authorization()}\r\n{`);
    expect((await aiko.get('/v1/tickets')).status).toBe(200);
    await until(() => slow.filter(({ isOpen }) => isOpen).length < PER_ADDRESS);
  });

  it('limits the event streams of a caller, and the connections in use of an address', async () => {
    const auditor = await engine.as({ kind: 'auditor' });
    const follow = (caller: Caller, path: string) =>
      Promise.all(Array.from({ length: 4 }, () => EventSource.open(engine.url + path, caller)));
    const streams = await follow(aiko, '/v1/hub/updates');
    const refused = await aiko.get('/v1/hub/updates');
    expectProblem(refused);
    expect(refused).toMatchObject({
      status: 429,
      body: { type: 'urn:ledgerdesk:problem:too-many-event-streams', max: 4 },
    });
    expect(refused.headers.get('retry-after')).toBe('5');

    streams.push(...(await follow(auditor, '/v1/log/events/live')));
    await until(async () => statusesIn(await open().receive('HTTP'))[0] === '429');
    for (const stream of streams) stream.close();
    await Promise.all(streams.map(({ ended }) => ended));
    await until(async () => (await aiko.get('/health/live').catch(() => ({ status: 0 }))).status === 200);
  });
});
