import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { securityHeaders } from '../../apps/api/platform/http/security-headers.js';
import { CALLBACK, TEAM, TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller, Reply } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { fetchDescription, type Route, routesIn } from '../support/http/openapi-description.js';
import { TestEngine } from '../support/http/test-engine.js';

/** A cursor of the queue in its default order. */
const QUEUE_CURSOR = btoa('["sortKey asc","2026","t-1"]');

/** Routes that search the log, queues and the past, and who may call them. */
const SEARCHES: readonly (readonly ['auditor' | 'kenji' | 'aiko', string])[] = [
  ['auditor', '/v1/log/events'],
  ['auditor', '/v1/log/events/{eventId}/links'],
  ['auditor', '/v1/read-models/{name}'],
  ['auditor', '/v1/read-models/{name}/lineage'],
  ['auditor', '/v1/read-models/{name}/rows/{key}/lineage'],
  ['auditor', '/v1/read-models/{name}/diff'],
  ['auditor', '/v1/reports/agent-load'],
  ['auditor', '/v1/reports/backlog'],
  ['auditor', '/v1/reports/charges'],
  ['auditor', '/v1/reports/chats'],
  ['auditor', '/v1/reports/responses'],
  ['auditor', '/v1/reports/{name}/facts'],
  ['kenji', '/v1/desk/queue'],
  ['kenji', '/v1/desk/queue/counts'],
  ['kenji', '/v1/desk/tickets/{ticketId}'],
  ['kenji', '/v1/desk/tickets/{ticketId}/history'],
  ['aiko', '/v1/tickets'],
  ['aiko', '/v1/tickets/{ticketId}/history'],
  ['aiko', '/v1/chats'],
];
/** Values of query parameters, percent-encoded. */
const HOSTILE = [
  '',
  '%00',
  '%ED%A0%80',
  '__proto__',
  "'%20OR%20'1'='1",
  '-1',
  '1e999',
  '9'.repeat(400),
  'x'.repeat(4_000),
  '2026-02-30T00:00:00Z',
  'member:acme.aiko:x',
  'agent:..%2F..',
  'TicketOpened,,',
] as const;

describe('bad input', () => {
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let kenji: Caller;
  let auditor: Caller;
  let service: Caller;
  let ticketId: string;
  let routes: readonly Route[];

  beforeAll(async () => {
    engine = await TestEngine.open();
    ({ operator, aiko, kenji } = await withAcme(engine));
    auditor = await engine.as({ kind: 'auditor' });
    service = await engine.as({ kind: 'service', scope: 'act' });
    ticketId = String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']);
    routes = routesIn(await fetchDescription(operator));
  });
  afterAll(() => engine.close());

  const raw = (text: string | Uint8Array): Promise<Reply> => aiko.send('POST', '/v1/tickets', text);
  const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;

  it.each<[string, number, () => Promise<Reply>]>([
    ['malformed JSON', 400, () => raw('{"subject":')],
    ['no body', 400, () => aiko.post('/v1/tickets')],
    ['an array for an object', 400, () => raw('[]')],
    ['a number for an object', 400, () => raw('7')],
    ['null', 400, () => raw('null')],
    ['wrong types', 400, () => aiko.post('/v1/tickets', { ...TICKET, subject: 7, body: ['x'] })],
    ['an unknown field', 400, () => aiko.post('/v1/tickets', { ...TICKET, priority: 'high' })],
    ['a missing field', 400, () => aiko.post('/v1/tickets', { ...TICKET, subject: undefined })],
    ['blank text', 400, () => aiko.post('/v1/tickets', { ...TICKET, subject: '   ' })],
    ['a string over 64 KiB', 400, () => aiko.post('/v1/tickets', { ...TICKET, body: 'é'.repeat(32_769) })],
    ['a body over 256 KiB', 413, () => aiko.post('/v1/tickets', { ...TICKET, body: 'x'.repeat(262_144) })],
    ['invalid UTF-8', 400, () => raw(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]))],
    ['an unpaired surrogate', 400, () => raw(JSON.stringify({ ...TICKET, subject: 'X' }).replace('X', '\\ud800'))],
    ['U+0000', 400, () => raw(JSON.stringify({ ...TICKET, subject: 'X' }).replace('X', '\\u0000'))],
    ['a prototype key', 400, () => raw('{"__proto__":{"a":1}}')],
    [
      'an unknown field named constructor',
      400,
      () => raw(JSON.stringify({ ...TICKET, x: 1 }).replace('"x"', '"constructor"')),
    ],
    [
      'an object for a string, with a field named toString',
      400,
      () => raw(JSON.stringify({ ...TICKET, body: { toString: 1 } })),
    ],
    ['a field given twice', 400, () => raw(JSON.stringify(TICKET).replace('{', '{"subject":"Another",'))],
    [
      'a field given twice, once with an escape',
      400,
      () => raw(JSON.stringify(TICKET).replace('{', '{"\\u0062ody":"",')),
    ],
    [
      'a field given twice in an object inside the body',
      400,
      () =>
        operator.send(
          'POST',
          '/v1/teams',
          JSON.stringify({ ...TEAM, teamId: 't2' }).replace('"billing":{', '"billing":{"seats":1,'),
        ),
    ],
    ['null for an optional string', 400, () => kenji.post(`/v1/desk/tickets/${ticketId}/solution`, { body: null })],
    ['null for an optional id', 400, () => aiko.post('/v1/tickets', { ...TICKET, followUpOf: null })],
    ['a number out of range', 400, () => raw(JSON.stringify({ ...TICKET, x: 1 }).replace(/1}$/, '1e999}'))],
    ['deep nesting', 400, () => raw(deep)],
    [
      'an unsupported content type',
      415,
      () => aiko.with({ 'content-type': 'text/plain' }).send('POST', '/v1/tickets', 'hello'),
    ],
    [
      'a compressed body',
      415,
      () => aiko.with({ 'content-encoding': 'gzip' }).send('POST', '/v1/tickets', gzipSync(JSON.stringify(TICKET))),
    ],
    [
      'a body that is compressed twice',
      415,
      () => aiko.with({ 'content-encoding': 'identity, br' }).post('/v1/tickets', TICKET),
    ],
    ['a compressed upload', 415, () => aiko.with({ 'content-encoding': 'deflate' }).upload('a', 'a.txt')],
    ['an unsupported method', 405, () => aiko.send('PATCH', '/v1/tickets', {})],
    ['an unknown path', 404, () => aiko.get('/v1/nothing')],
    [
      'a date that does not exist',
      400,
      () =>
        operator.post('/v1/teams', { ...TEAM, teamId: 't2', billing: { ...TEAM.billing, periodStart: '2026-02-30' } }),
    ],
    [
      'a year beyond the calendar',
      400,
      () =>
        operator.post('/v1/teams', { ...TEAM, teamId: 't2', billing: { ...TEAM.billing, periodStart: '99999-01-01' } }),
    ],
    ['a country in lower case', 400, () => operator.post('/v1/teams', { ...TEAM, teamId: 't2', country: 'jp' })],
    [
      'a currency in lower case',
      400,
      () => operator.post('/v1/teams', { ...TEAM, teamId: 't2', billing: { ...TEAM.billing, currency: 'jpy' } }),
    ],
    [
      'half a seat',
      400,
      () => operator.post('/v1/teams', { ...TEAM, teamId: 't2', billing: { ...TEAM.billing, seats: 0.5 } }),
    ],
    ['a team without products', 400, () => operator.post('/v1/teams', { ...TEAM, teamId: 't2', products: [] })],
    [
      'an object for an array',
      400,
      () => operator.post('/v1/teams', { ...TEAM, teamId: 't2', products: { 0: 'dropbox', length: 1 } }),
    ],
    [
      'an unknown time zone',
      400,
      () => operator.post('/v1/teams', { ...TEAM, teamId: 't2', timeZone: 'Mars/Olympus' }),
    ],
    ['an id with a dot', 400, () => operator.post('/v1/teams', { ...TEAM, teamId: 'a.b' })],
    ['an invalid id in the path', 404, () => aiko.get('/v1/tickets/a.b')],
    ['an Idempotency-Key with spaces', 400, () => aiko.with({ 'idempotency-key': 'a b' }).post('/v1/tickets', TICKET)],
    [
      'an Idempotency-Key of 256 characters',
      400,
      () => aiko.with({ 'idempotency-key': 'k'.repeat(256) }).post('/v1/tickets', TICKET),
    ],
    ['an If-Match without quotes', 400, () => aiko.with({ 'if-match': '3' }).post('/v1/tickets', TICKET)],
    ['an If-None-Match without quotes', 400, () => aiko.with({ 'if-none-match': 'x' }).get(`/v1/tickets/${ticketId}`)],
    ['an invalid Ledger-Position', 400, () => aiko.with({ 'ledger-position': '-1' }).get('/v1/tickets')],
    [
      'a Ledger-Position beyond the head',
      400,
      () => aiko.with({ 'ledger-position': '9'.repeat(19) }).get('/v1/tickets'),
    ],
    ['a position beyond the log', 400, () => auditor.get(`/v1/log/events?after=${'9'.repeat(19)}`)],
    ['a Correlation-Id with spaces', 400, () => aiko.with({ 'correlation-id': 'a b' }).post('/v1/tickets', TICKET)],
    [
      'an invalid Ledger-On-Behalf-Of',
      400,
      () => service.with({ 'ledger-on-behalf-of': 'acme/aiko/x' }).get('/v1/tickets'),
    ],
    ['a cursor of a different list', 400, () => aiko.get(`/v1/tickets?cursor=${btoa('["a","b","c"]')}`)],
    ['an invalid cursor', 400, () => aiko.get('/v1/tickets?cursor=%00')],
    ['a limit out of range', 400, () => aiko.get('/v1/tickets?limit=201')],
    ['a queue both assigned and unassigned', 400, () => kenji.get('/v1/desk/queue?assignedTo=kenji&unassigned=true')],
    ['an unknown status', 400, () => kenji.get('/v1/desk/queue?status=waiting')],
    ['a requester without a team', 400, () => kenji.get('/v1/desk/queue?requester=aiko')],
    ['an unknown response state', 400, () => kenji.get('/v1/desk/queue/counts?state=overdue')],
    ['an order of counts', 400, () => kenji.get('/v1/desk/queue/counts?sort=dueAt')],
    ['an unknown order of the queue', 400, () => kenji.get('/v1/desk/queue?sort=subject')],
    [
      'a cursor of another order of the queue',
      400,
      () => kenji.get(`/v1/desk/queue?order=desc&cursor=${QUEUE_CURSOR}`),
    ],
    ['a search for nothing', 400, () => kenji.get('/v1/desk/queue?q=')],
    ['a time that is none', 400, () => kenji.get('/v1/desk/queue?dueFrom=tomorrow')],
    ['an unknown query parameter', 400, () => aiko.get('/v1/tickets?colour=red')],
    ['a parameter given twice', 400, () => aiko.get('/v1/tickets?product=a&product=b')],
    ['an unknown time zone of a report', 400, () => auditor.get('/v1/reports/responses?timeZone=Asia/Edo')],
    ['a malformed time zone of a report', 400, () => auditor.get('/v1/reports/charges?timeZone=%2B09:00')],
    ['a time zone of a report without months', 400, () => auditor.get('/v1/reports/digests?timeZone=Asia/Tokyo')],
    ['an unknown grouping', 400, () => auditor.get('/v1/reports/responses?groupBy=team,colour')],
    ['a grouping that charges do not have', 400, () => auditor.get('/v1/reports/charges?groupBy=agent')],
    ['a grouping named twice', 400, () => auditor.get('/v1/reports/responses?groupBy=team,team')],
    ['groupings given twice', 400, () => auditor.get('/v1/reports/responses?groupBy=team&groupBy=agent')],
    ['no grouping', 400, () => auditor.get('/v1/reports/responses?groupBy=')],
    ['an unknown bucket', 400, () => auditor.get('/v1/reports/charges?bucket=year')],
    [
      'more items than a report has',
      400,
      () => auditor.get('/v1/reports/responses?bucket=hour&from=0001-01-01T00:00:00Z&to=9999-12-31T00:00:00Z'),
    ],
    ['an hour of the week of a backlog', 400, () => auditor.get('/v1/reports/backlog?groupBy=hourOfWeek')],
    ['a team of a load of agents', 400, () => auditor.get('/v1/reports/agent-load?team=acme')],
    ['four groupings', 400, () => auditor.get('/v1/reports/add-ons?groupBy=team,product,edition,team')],
    ['an unknown time zone of patterns', 400, () => auditor.get('/v1/reports/patterns?timeZone=Asia/Edo')],
    ['K2 an invalid phone number', 400, () => aiko.post('/v1/callbacks', { ...CALLBACK, phone: '+1 23' })],
    [
      'P8 a quote without a valid signature',
      400,
      () => aiko.post('/v1/teams/acme/add-ons', { quoteId: 'e30.e30.e30' }),
    ],
    ['R4 an unknown issue type', 400, () => aiko.post('/v1/tickets', { ...TICKET, issueType: 'none' })],
  ])('%s is refused with %i and records nothing', async (_, status, request) => {
    const head = await engine.engine.store.head();
    const reply = await request();
    expect(reply.status).toBe(status);
    expectProblem(reply);
    expect(await engine.engine.store.head()).toBe(head);
  });

  it.each(SEARCHES)(
    'of a query is answered or refused as such, and records nothing, for %s at %s',
    async (who, path) => {
      const caller = { aiko, auditor, kenji }[who];
      const [event] = await engine.engine.store.readStream(`ticket-${ticketId}`, { limit: 1 });
      const ids: Readonly<Record<string, string>> = { ticketId, name: 'ticket-list', eventId: event?.id ?? '' };
      const url = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');
      const route = routes.find(({ name }) => name === `GET ${path}`);
      const names = (route?.parameters ?? []).flatMap((one) => (one.in === 'query' ? one.name : []));
      const head = await engine.engine.store.head();
      for (const name of [...names, 'unknown'])
        for (const value of HOSTILE) {
          const reply = await caller.get(`${url}?${name}=${value}`);
          expect({
            name,
            value,
            status: reply.status,
            isExpected: [200, 400, 404].includes(reply.status),
          }).toMatchObject({ isExpected: true });
          if (reply.status !== 200) expectProblem(reply);
        }
      expect(await engine.engine.store.head()).toBe(head);
    },
  );

  it.each(['/v1/updates', '/v1/desk/updates', '/v1/log/events/live'])(
    'in Last-Event-ID of %s is refused',
    async (path) => {
      const caller = { '/v1/updates': aiko, '/v1/desk/updates': kenji }[path] ?? auditor;
      for (const value of ['-1', 'x', '1.5', '1e9', '9'.repeat(40), '__proto__', '0x10']) {
        const reply = await caller.with({ 'last-event-id': value }).get(path);
        expect({ value, status: reply.status }).toEqual({ value, status: 400 });
        expectProblem(reply);
      }
    },
  );

  it('accepts Content-Encoding: identity, and says so where it refuses another', async () => {
    const send = (coding: string) => aiko.with({ 'content-encoding': coding }).post('/v1/tickets', TICKET);
    expect((await send('Identity')).status).toBe(201);
    const refused = await send('gzip');
    expect(refused.body).toMatchObject({ type: 'urn:ledgerdesk:problem:unsupported-content-encoding' });
    expect(refused.headers.get('accept-encoding')).toBe('identity');
    expect((await aiko.with({ 'content-encoding': 'gzip' }).get('/v1/tickets')).status).toBe(200);
  });

  it('lists the allowed methods of a path with a 405', async () => {
    expect((await aiko.send('PATCH', '/v1/tickets', {})).headers.get('allow')).toBe('GET, HEAD, POST');
  });

  /** Sends text over a TCP connection and returns the response once the engine closes it. */
  const sendRaw = async (text: string): Promise<string> => {
    const socket = connect(Number(new URL(engine.url).port), '127.0.0.1');
    socket.end(text);
    let answer = '';
    for await (const chunk of socket.setEncoding('utf8')) answer += String(chunk);
    return answer;
  };

  it.each([
    ['a request that is not HTTP', 400, 'malformed-request', '\0\0nonsense\r\n\r\n'],
    ['an unknown method', 400, 'malformed-request', 'DANCE / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a request without Host', 400, 'malformed-request', 'GET /v1/tickets HTTP/1.1\r\nConnection: close\r\n\r\n'],
    [
      'an unsupported Expect',
      417,
      'unsupported-expectation',
      'GET /v1/tickets HTTP/1.1\r\nHost: x\r\nExpect: a-miracle\r\n\r\n',
    ],
    ['an address that is not UTF-8', 400, 'malformed-request', 'GET /v1/%ff HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['an unsupported method of a route', 405, 'method-not-allowed', 'DELETE /v1/tickets HTTP/1.1\r\nHost: x\r\n\r\n'],
    [
      'a body shorter than its Content-Length',
      400,
      'malformed-request',
      'POST /v1/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{}',
    ],
    [
      'both Content-Length and Transfer-Encoding',
      400,
      'malformed-request',
      'POST /v1/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'a compressed Transfer-Encoding',
      501,
      'unsupported-transfer-encoding',
      'POST /v1/tickets HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'headers over the size limit',
      431,
      'headers-too-large',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    ],
  ])('responds to %s with a problem document and keeps serving: %i %s', async (_, status, code, text) => {
    const answer = await sendRaw(
      text.replace('Host: x', `Host: x\r\nContent-Type: application/json\r\nAuthorization: Bearer ${aiko.token ?? ''}`),
    );
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    const headers = new Headers(
      head
        .split('\r\n')
        .slice(1)
        .map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
    );
    expectProblem({ status, headers, body: JSON.parse(body) as Body });
    expect(JSON.parse(body)).toMatchObject({ type: `urn:ledgerdesk:problem:${code}` });
    expect(Object.fromEntries(headers)).toMatchObject({
      ...securityHeaders({ isBehindTls: false }),
      'content-language': 'en',
    });
    expect(JSON.parse(body)).toMatchObject({ instance: headers.get('request-id') });
    expect((await aiko.get('/health/live')).status).toBe(200);
  });

  it('responds with 404 to paths below /docs that name no file', async () => {
    const pathsToNothing = [
      '/docs/../../../etc/passwd',
      '/docs/../package.json',
      '/docs/%2e%2e/package.json',
      '/docs/..%2f..%2fpackage.json',
      '/docs/..%5cpackage.json',
      '/docs/%00',
      '/docs/index.css%00.js',
      '/docs//index.css',
      '/docs/./index.css',
      '/docs/INDEX.CSS',
      '/docs/index.css/x',
      `/docs/${'x'.repeat(5_000)}`,
      '/docs/nothing',
    ];
    for (const path of pathsToNothing) {
      const [response] = (await once(request(engine.url, { path }).end(), 'response')) as [IncomingMessage];
      expect([path, response.statusCode, JSON.parse(await text(response))]).toEqual([
        path,
        404,
        expect.objectContaining({ type: 'urn:ledgerdesk:problem:no-such-route' }),
      ]);
    }
  });

  it('records each of 100 concurrent commands on one ticket once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, n) => kenji.post(`/v1/desk/tickets/${ticketId}/notes`, { body: `note ${n}` })),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array(100).fill(201));
    await engine.settled();
    const { body: thread } = await kenji.get(`/v1/desk/tickets/${ticketId}/messages?limit=200`);
    const notes = (thread['items'] as { body: string }[])
      .map((message) => message.body)
      .filter((text) => text.startsWith('note'));
    expect(new Set(notes).size).toBe(100);
    expect(notes).toHaveLength(100);
  });
});
