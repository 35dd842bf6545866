import fc from 'fast-check';
import { connect } from 'node:net';
import { CALLBACK, TEAM, TICKET, withAcme } from './api/acme.js';
import type { Caller, Reply } from './api/caller.js';
import { TestEngine } from './api/test-engine.js';

describe('bad input gets a clear refusal and loses nothing', () => {
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let kenji: Caller;

  beforeAll(async () => {
    engine = await TestEngine.open();
    ({ operator, aiko, kenji } = await withAcme(engine));
  });
  afterAll(() => engine.close());

  const isProblem = ({ status, body, headers }: Reply): void => {
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({ type: expect.stringMatching(/^urn:ledgerdesk:problem:[a-z-]+$/) as string, title: expect.any(String) as string, status, detail: expect.any(String) as string });
  };
  const raw = (text: string | Uint8Array): Promise<Reply> => aiko.send('POST', '/v1/tickets', text);
  const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;

  it.each<[string, number, () => Promise<Reply>]>([
    ['malformed JSON', 400, () => raw('{"subject":')],
    ['no body', 400, () => aiko.post('/v1/tickets')],
    ['a list for an object', 400, () => raw('[]')],
    ['a number for an object', 400, () => raw('7')],
    ['null', 400, () => raw('null')],
    ['wrong types', 400, () => aiko.post('/v1/tickets', { ...TICKET, subject: 7, body: ['x'] })],
    ['an unknown field', 400, () => aiko.post('/v1/tickets', { ...TICKET, priority: 'high' })],
    ['a missing field', 400, () => aiko.post('/v1/tickets', { ...TICKET, subject: undefined })],
    ['blank text', 400, () => aiko.post('/v1/tickets', { ...TICKET, subject: '   ' })],
    ['a text over 64 KiB', 400, () => aiko.post('/v1/tickets', { ...TICKET, body: 'é'.repeat(32_769) })],
    ['a body over 256 KiB', 413, () => aiko.post('/v1/tickets', { ...TICKET, body: 'x'.repeat(262_144) })],
    ['invalid UTF-8', 400, () => raw(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]))],
    ['half a surrogate pair', 400, () => raw(JSON.stringify({ ...TICKET, subject: 'X' }).replace('X', '\\ud800'))],
    ['U+0000', 400, () => raw(JSON.stringify({ ...TICKET, subject: 'X' }).replace('X', '\\u0000'))],
    ['a prototype key', 400, () => raw('{"__proto__":{"a":1}}')],
    ['deep nesting', 400, () => raw(deep)],
    ['another content type', 415, () => aiko.with({ 'content-type': 'text/plain' }).send('POST', '/v1/tickets', 'hello')],
    ['a method that is not there', 405, () => aiko.send('PATCH', '/v1/tickets', {})],
    ['a path that is not there', 404, () => aiko.get('/v1/nothing')],
    ['a date that does not exist', 400, () => operator.post('/v1/teams', { ...TEAM, teamId: 't2', billing: { ...TEAM.billing, periodStart: '2026-02-30' } })],
    ['a year beyond the calendar', 400, () => operator.post('/v1/teams', { ...TEAM, teamId: 't2', billing: { ...TEAM.billing, periodStart: '99999-01-01' } })],
    ['a zone that is none', 400, () => operator.post('/v1/teams', { ...TEAM, teamId: 't2', timeZone: 'Mars/Olympus' })],
    ['an id with a dot', 400, () => operator.post('/v1/teams', { ...TEAM, teamId: 'a.b' })],
    ['an id in the path that can be none', 404, () => aiko.get('/v1/tickets/a.b')],
    ['an Idempotency-Key with spaces', 400, () => aiko.with({ 'idempotency-key': 'a b' }).post('/v1/tickets', TICKET)],
    ['an Idempotency-Key of 256 characters', 400, () => aiko.with({ 'idempotency-key': 'k'.repeat(256) }).post('/v1/tickets', TICKET)],
    ['an If-Match that is no ETag', 400, () => aiko.with({ 'if-match': 'W/"x"' }).post('/v1/tickets', TICKET)],
    ['a Ledger-Position that is none', 400, () => aiko.with({ 'ledger-position': '-1' }).get('/v1/tickets')],
    ['a cursor that is none', 400, () => aiko.get('/v1/tickets?cursor=%00')],
    ['a limit out of range', 400, () => aiko.get('/v1/tickets?limit=201')],
    ['a query that is not there', 400, () => aiko.get('/v1/tickets?colour=red')],
    ['a parameter given twice', 400, () => aiko.get('/v1/tickets?product=a&product=b')],
    ['K2 a phone number that is none', 400, () => aiko.post('/v1/callbacks', { ...CALLBACK, phone: '+1 23' })],
    ['P8 a quote that is not ours', 400, () => aiko.post('/v1/teams/acme/add-ons', { quoteId: 'e30.e30.e30' })],
    ['R4 an issue type that is not there', 400, () => aiko.post('/v1/tickets', { ...TICKET, issueType: 'none' })],
  ])('%s: %i', async (_, status, request) => {
    const head = await engine.engine.store.head();
    const reply = await request();
    expect(reply.status).toBe(status);
    isProblem(reply);
    expect(await engine.engine.store.head()).toBe(head);
  });

  it('says which methods a path takes', async () => {
    expect((await aiko.send('PATCH', '/v1/tickets', {})).headers.get('allow')).toBe('GET, HEAD, POST');
  });

  it('survives a request that is no HTTP', async () => {
    const socket = connect(Number(new URL(engine.url).port), '127.0.0.1');
    socket.write('\0\0nonsense\r\n\r\n');
    await new Promise((resolve) => socket.once('close', resolve).once('error', resolve).resume());
    expect((await aiko.get('/health/live')).status).toBe(200);
  });

  it('takes 100 commands at once on one ticket, each once and in some order', async () => {
    const { body } = await aiko.post('/v1/tickets', TICKET);
    const ticketId = String(body['ticketId']);
    const replies = await Promise.all(Array.from({ length: 100 }, (_, n) => kenji.post(`/v1/desk/tickets/${ticketId}/notes`, { body: `note ${n}` })));
    expect(replies.map(({ status }) => status)).toEqual(Array(100).fill(201));
    await engine.settled();
    const { body: thread } = await kenji.get(`/v1/desk/tickets/${ticketId}/messages`);
    const notes = (thread['items'] as { body: string }[]).map((message) => message.body).filter((text) => text.startsWith('note'));
    expect(new Set(notes).size).toBe(100);
    expect(notes).toHaveLength(100);
  });

  interface Operation { readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>> } }

  it('answers whatever comes to any route of /openapi.json without a fault, and refuses by problem documents', async () => {
    const { body: document } = await aiko.get('/openapi.json');
    const schemas = (document['components'] as { schemas: Record<string, { properties?: Record<string, object> }> }).schemas;
    const operations = Object.entries(document['paths'] as Record<string, Record<string, Operation>>)
      .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })))
      .filter(({ path }) => path.startsWith('/v1/'));
    const fieldsOf = ({ requestBody }: Operation): readonly string[] =>
      Object.keys(schemas[requestBody?.content['application/json']?.schema.$ref?.split('/').at(-1) ?? '']?.properties ?? {});
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('acme', 'aiko', 'dropbox', 'en', '+81 3-1234-5678', ''), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string(), { maxLength: 3 }), fc.object({ maxDepth: 1 }));
    const callers = [operator, aiko, kenji, await engine.as({ kind: 'sales' }), await engine.as({ kind: 'auditor' }), await engine.as()];
    const request = fc.constantFrom(...operations).chain(({ path, method, operation }) => fc.record({
      method: fc.constant(method),
      path: fc.constantFrom('acme', 'aiko', 'x'.repeat(80), '%F0%9F', 'a%00').map((id) => path.replaceAll(/\{\w+\}/g, id)),
      body: method === 'GET' ? fc.constant(undefined) : fc.record(Object.fromEntries(fieldsOf(operation).map((field) => [field, value])), { requiredKeys: [] }),
      caller: fc.nat(callers.length - 1),
    }));
    await fc.assert(fc.asyncProperty(request, async ({ method, path, body, caller }) => {
      const reply = await (callers[caller] ?? operator).send(method, path, body);
      expect(reply.status).toBeLessThan(500);
      if (reply.status >= 400) isProblem(reply);
    }), { numRuns: 400, seed: 20_261_122 });
  }, 60_000);
});
