import { CommitFailed, decode, WrongExpectedRevision } from '@ledgerdesk/event-store';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller, Reply } from '../support/http/caller.js';
import { fetchDescription, routesIn, schemaIn } from '../support/http/openapi-description.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';

const BULK = '/v1/desk/bulk-actions';
const DUE = '2026-11-27T11:30:00.000Z';

interface Item {
  readonly ticketId: string;
  readonly etag: string | null;
  readonly ticket: Body | null;
  readonly problem: Body | null;
}

const itemsOf = ({ body }: Reply): readonly Item[] => body['items'] as readonly Item[];
const replayedIn = ({ headers }: Reply): string | null => headers.get('idempotency-replayed');
const codeOf = ({ problem }: Item): unknown => problem && String(problem['type']).split(':').at(-1);

describe('bulk actions', () => {
  let engine: TestEngine;
  let aiko: Caller;
  let kenji: Caller;
  let yuki: Caller;

  beforeAll(async () => {
    engine = await TestEngine.open();
    const acme = await withAcme(engine);
    ({ aiko, kenji } = acme);
    yuki = await engine.as({ kind: 'agent', subject: 'yuki' });
    for (const agentId of ['kenji', 'yuki'])
      await acme.operator.post('/v1/desk/agents', { agentId, name: agentId, languages: ['en'], products: ['dropbox'] });
  });
  afterAll(() => engine.close());

  const openTicket = async (): Promise<string> => String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']);
  const several = (count: number): Promise<string[]> => Promise.all(Array.from({ length: count }, openTicket));
  const eventsOf = async (ticketId: string) => (await engine.engine.store.readStream(`ticket-${ticketId}`)).map(decode);
  const typesOf = async (ticketId: string): Promise<string[]> =>
    (await eventsOf(ticketId)).slice(2).map(({ type }) => type);
  /** Makes appends to these tickets fail until the spy is restored. */
  const failing = (errors: Readonly<Record<string, Error>>): jest.SpyInstance => {
    const { store } = engine.engine;
    const append = store.append.bind(store);
    return jest.spyOn(store, 'append').mockImplementation((stream, ...rest) => {
      const error = errors[stream.replace('ticket-', '')];
      return error ? Promise.reject(error) : append(stream, ...rest);
    });
  };
  const keyed = (caller: Caller, key = 'k-1'): Caller => caller.with({ 'idempotency-key': key });

  it.each<[string, object, object, readonly string[]]>([
    ['claim', {}, { assignedTo: 'kenji' }, ['TicketAssigned']],
    ['assign', { agentId: 'yuki' }, { assignedTo: 'yuki' }, ['TicketAssigned']],
    ['hold', { reason: 'Waiting for the vendor.' }, { status: 'on-hold' }, ['TicketHeld']],
    [
      'answer',
      { body: 'It is back.' },
      { response: { state: 'met', dueAt: null, breachedAt: null, answeredAt: '2026-11-27T07:30:00.000Z' } },
      ['TicketAnswered', 'ResponseClockStopped'],
    ],
    ['note', { body: 'The outage.' }, { status: 'open', responseDueAt: DUE }, ['InternalNoteAdded']],
    ['solve', {}, { status: 'solved' }, ['ResponseClockStopped', 'TicketSolved']],
    [
      'solve',
      { body: 'It is back.' },
      { status: 'solved' },
      ['TicketAnswered', 'ResponseClockStopped', 'TicketSolved'],
    ],
    ['close', {}, { status: 'closed' }, ['ResponseClockStopped', 'TicketSolved', 'TicketClosed']],
  ])('%s applies to each ticket, with %p', async (action, fields, after, types) => {
    const ticketIds = await several(3);
    const reply = await kenji.post(BULK, { action, ticketIds, ...fields });
    expect(reply.status).toBe(201);
    expect(itemsOf(reply).map(({ ticketId }) => ticketId)).toEqual(ticketIds);
    for (const { ticketId, etag, ticket, problem } of itemsOf(reply)) {
      expect({ ticket, problem }).toMatchObject({ ticket: { ticketId, ...after }, problem: null });
      expect(await typesOf(ticketId)).toEqual(types);
      expect(etag).toBe(`"${1 + types.length}"`);
    }
  });

  it.each([
    ['hold', { reason: 'Waiting for the vendor.' }, 'resume', 'TicketResumed'],
    ['solve', { body: 'Done.' }, 'reopen', 'TicketReopened'],
    ['assign', { agentId: 'yuki' }, 'unassign', 'TicketUnassigned'],
  ])('undoes %s with %p by %s', async (action, fields, back, type) => {
    const ticketIds = await several(3);
    await kenji.post(BULK, { action, ticketIds, ...fields });
    const items = itemsOf(await kenji.post(BULK, { action: back, ticketIds }));
    expect(items.map(({ ticket }) => ticket?.['status'])).toEqual(['open', 'open', 'open']);
    for (const ticketId of ticketIds) expect((await typesOf(ticketId)).at(-1)).toBe(type);
  });

  it('returns an ETag for each ticket, and the last Ledger-Position', async () => {
    const ticketIds = await several(3);
    const reply = await kenji.post(BULK, { action: 'claim', ticketIds });
    const [first] = itemsOf(reply);
    expect(reply.headers.get('etag')).toBeNull();
    expect(reply.headers.get('ledger-position')).toBe(await engine.engine.store.head());
    expect(
      (
        await kenji
          .with({ 'if-match': first?.etag ?? '' })
          .post(`/v1/desk/tickets/${first?.ticketId ?? ''}/notes`, { body: 'Mine.' })
      ).status,
    ).toBe(201);
    const { body } = await kenji
      .with({ 'ledger-position': reply.headers.get('ledger-position') ?? '' })
      .get('/v1/desk/queue?assignedTo=kenji');
    expect((body['items'] as Body[]).map(({ ticketId }) => ticketId)).toEqual(expect.arrayContaining(ticketIds));
  });

  it('V3 V4 reports refused tickets as the single route does, and acts on the others', async () => {
    const [open, solved, closed, claimed] = (await several(4)) as [string, string, string, string];
    await kenji.post(BULK, { action: 'solve', ticketIds: [solved, closed], body: 'Done.' });
    await kenji.post(BULK, { action: 'close', ticketIds: [closed] });
    await yuki.post(`/v1/desk/tickets/${claimed}/claim`);
    const ticketIds = [closed, claimed, 'none', solved, open];
    const items = itemsOf(await kenji.post(BULK, { action: 'claim', ticketIds }));
    for (const { ticketId, problem, ticket, etag } of items.slice(0, 4)) {
      const {
        body: { instance: _, ...alone },
      } = await kenji.post(`/v1/desk/tickets/${ticketId}/claim`);
      expect({ problem, ticket, etag }).toEqual({ problem: alone, ticket: null, etag: null });
    }
    expect(items.map(codeOf)).toEqual([
      'ticket-not-open',
      'ticket-claimed',
      'ticket-not-found',
      'ticket-not-open',
      null,
    ]);
    expect(items.map(({ problem }) => problem?.['rule'])).toEqual(['V3', undefined, 'V4', 'V3', undefined]);
    expect(items.at(-1)?.ticket).toMatchObject({ ticketId: open, assignedTo: 'kenji' });
  });

  it('refuses to assign to an unknown agent, for each ticket as its own route does', async () => {
    const ticketIds = await several(2);
    const items = itemsOf(await kenji.post(BULK, { action: 'assign', ticketIds, agentId: 'ghost' }));
    expect(items.map(codeOf)).toEqual(['assignee-not-found', 'assignee-not-found']);
    const alone = await kenji.post(`/v1/desk/tickets/${ticketIds[0] ?? ''}/assignment`, { agentId: 'ghost' });
    expectProblem(alone);
    expect(alone.body).toMatchObject({ status: 404, type: 'urn:ledgerdesk:problem:assignee-not-found' });
    for (const ticketId of ticketIds) expect(await typesOf(ticketId)).toEqual([]);
  });

  it('omits Ledger-Position if it recorded nothing', async () => {
    const reply = await kenji.post(BULK, { action: 'note', ticketIds: ['none', 'nothing'], body: 'Lost.' });
    expect([reply.status, itemsOf(reply).map(codeOf), reply.headers.get('ledger-position')]).toEqual([
      201,
      ['ticket-not-found', 'ticket-not-found'],
      null,
    ]);
  });

  it('assigns each ticket to one of several agents that claim it concurrently', async () => {
    const ticketIds = await several(12);
    const agents = [kenji, yuki, await engine.as({ kind: 'agent', subject: 'tom' })];
    const replies = await Promise.all(
      agents.map((agent, n) =>
        agent.post(BULK, { action: 'claim', ticketIds: [...ticketIds.slice(n * 4), ...ticketIds.slice(0, n * 4)] }),
      ),
    );
    const won = replies.flatMap((reply) =>
      itemsOf(reply)
        .filter(({ problem }) => problem === null)
        .map(({ ticketId }) => ticketId),
    );
    expect(won.sort()).toEqual([...ticketIds].sort());
    for (const ticketId of ticketIds) expect(await typesOf(ticketId)).toEqual(['TicketAssigned']);
  });

  it('acts once on each ticket for concurrent requests under one key', async () => {
    const ticketIds = await several(5);
    const replies = await Promise.all(
      [1, 2, 3].map(() => keyed(kenji).post(BULK, { action: 'answer', ticketIds, body: 'It is back.' })),
    );
    for (const { body } of replies) expect(body).toEqual(replies[0]?.body);
    for (const ticketId of ticketIds)
      expect((await typesOf(ticketId)).filter((type) => type === 'TicketAnswered')).toHaveLength(1);
  });

  it('reports an internal error as the problem of its ticket, and acts on the others', async () => {
    const [contended, broken, well] = (await several(3)) as [string, string, string];
    const errors = failing({
      [contended]: new WrongExpectedRevision(`ticket-${contended}`, 1, 2),
      [broken]: new Error('boom'),
    });
    const reply = await kenji.post(BULK, { action: 'claim', ticketIds: [contended, broken, well] });
    errors.mockRestore();
    expect(itemsOf(reply).map(codeOf)).toEqual(['stream-busy', 'fault', null]);
    expect(itemsOf(reply).map(({ problem }) => problem?.['status'])).toEqual([503, 500, undefined]);
    expect(JSON.stringify(reply.body)).not.toContain('boom');
  });

  it('returns 503 with Retry-After while the log cannot be written', async () => {
    const ticketIds = await several(2);
    const errors = failing(Object.fromEntries(ticketIds.map((ticketId) => [ticketId, new CommitFailed('disk full')])));
    const reply = await kenji.post(BULK, { action: 'claim', ticketIds });
    errors.mockRestore();
    expectProblem(reply);
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '5']);
  });

  it('retries refused tickets when it is repeated under its key', async () => {
    const [claimed, free] = (await several(2)) as [string, string];
    await yuki.post(`/v1/desk/tickets/${claimed}/claim`);
    const request = { action: 'claim', ticketIds: [claimed, free] };
    expect(itemsOf(await keyed(kenji).post(BULK, request)).map(codeOf)).toEqual(['ticket-claimed', null]);
    await yuki.post(`/v1/desk/tickets/${claimed}/assignment`, { agentId: 'kenji' });
    expect(itemsOf(await keyed(kenji).post(BULK, request)).map(codeOf)).toEqual([null, null]);
  });

  it('refuses a different request under the same key, and records nothing of it', async () => {
    const [first, second, third] = (await several(3)) as [string, string, string];
    await keyed(kenji).post(BULK, { action: 'note', ticketIds: [first, second], body: 'The outage.' });
    const head = await engine.engine.store.head();
    for (const other of [
      { action: 'note', ticketIds: [third, first], body: 'The outage.' },
      { action: 'note', ticketIds: [first, second], body: 'Another.' },
      { action: 'claim', ticketIds: [third, second] },
    ]) {
      const reply = await keyed(kenji).post(BULK, other);
      expectProblem(reply);
      expect(reply.body).toMatchObject({ status: 422, type: 'urn:ledgerdesk:problem:idempotency-key-reused' });
    }
    expect(await engine.engine.store.head()).toBe(head);
    expect(
      itemsOf(await keyed(kenji, 'k-2').post(BULK, { action: 'claim', ticketIds: [third, first] })).map(codeOf),
    ).toEqual([null, null]);
  });

  it('records the correlation and causation id of the request on every event', async () => {
    const ticketIds = await several(2);
    await keyed(kenji).with({ 'correlation-id': 'outage-7' }).post(BULK, { action: 'claim', ticketIds });
    const [one, other] = await Promise.all(
      ticketIds.map(async (ticketId) => (await eventsOf(ticketId)).at(-1)?.metadata),
    );
    expect([one?.correlationId, other?.correlationId]).toEqual(['outage-7', 'outage-7']);
    expect(one?.causationId).toBe(other?.causationId);
    expect(one?.commandId).not.toBe(other?.commandId);
    expect(one?.actor).toEqual({ kind: 'agent', id: 'kenji' });
  });

  it('accepts a hundred tickets', async () => {
    const ticketIds = [...(await several(20)), ...Array.from({ length: 80 }, (_, n) => `none-${n}`)];
    const items = itemsOf(await kenji.post(BULK, { action: 'solve', ticketIds, body: 'It is back.' }));
    expect(items.map(({ ticketId }) => ticketId)).toEqual(ticketIds);
    expect(items.filter(({ problem }) => problem === null)).toHaveLength(20);
  });

  it('are documented by one schema for each set of fields, without preconditions', async () => {
    const description = await fetchDescription(kenji);
    const route = routesIn(description).find(({ name }) => name === `POST ${BULK}`);
    expect(route?.parameters.map(({ name }) => name)).toEqual(['Idempotency-Key', 'Correlation-Id', 'Ledger-Position']);
    const shapes = (route?.body?.oneOf ?? []).map((shape) => schemaIn(description, shape));
    expect(shapes.flatMap(({ properties }) => properties?.['action']?.enum ?? []).sort()).toEqual([
      'answer',
      'assign',
      'claim',
      'close',
      'hold',
      'note',
      'reclassify',
      'reopen',
      'resume',
      'solve',
      'unassign',
    ]);
    expect(
      shapes.map(({ required = [] }) => required.filter((field) => !['action', 'ticketIds'].includes(field))),
    ).toEqual([[], ['agentId'], ['reason'], ['reason'], [], ['body']]);
  });

  describe('refuses the whole request for', () => {
    const some = { ticketIds: ['t-1', 't-2'] };

    it.each<[string, object, readonly string[]]>([
      ['no action', some, ['action']],
      ['an unknown action', { ...some, action: 'merge', body: 'x' }, ['action']],
      ['an action named constructor', { ...some, action: 'constructor' }, ['action']],
      ['an action that is not a string', { ...some, action: ['claim'] }, ['action']],
      ['no tickets', { action: 'claim' }, ['ticketIds']],
      ['an empty list', { action: 'claim', ticketIds: [] }, ['ticketIds']],
      ['a ticket named twice', { action: 'claim', ticketIds: ['t-1', 't-1'] }, ['ticketIds']],
      ['an invalid id', { action: 'claim', ticketIds: ['a.b'] }, ['ticketIds']],
      ['an object for an array', { action: 'claim', ticketIds: { 0: 't-1', length: 1 } }, ['ticketIds']],
      [
        'more than a hundred tickets',
        { action: 'claim', ticketIds: Array.from({ length: 101 }, (_, n) => `t-${n}`) },
        ['ticketIds'],
      ],
      ['a missing agent', { ...some, action: 'assign' }, ['agentId']],
      ['a missing reason', { ...some, action: 'hold' }, ['reason']],
      ['a missing answer', { ...some, action: 'answer' }, ['body']],
      ['a blank note', { ...some, action: 'note', body: ' ' }, ['body']],
      ['null for an optional answer', { ...some, action: 'solve', body: null }, ['body']],
      ['an answer over 64 KiB', { ...some, action: 'answer', body: 'x'.repeat(65_537) }, ['body']],
      ['a field of another action', { ...some, action: 'claim', agentId: 'yuki' }, ['agentId']],
      [
        'fields of other actions',
        { ...some, action: 'hold', reason: 'Vendor.', body: 'x', agentId: 'yuki' },
        ['agentId', 'body'],
      ],
      ['an unknown field', { ...some, action: 'close', priority: 'high' }, ['priority']],
    ])('%s, and names the field', async (_, body, fields) => {
      const head = await engine.engine.store.head();
      const reply = await kenji.post(BULK, body);
      expectProblem(reply);
      expect(reply.body).toMatchObject({ status: 400, type: 'urn:ledgerdesk:problem:invalid-input' });
      expect((reply.body['errors'] as { readonly field: string }[]).map(({ field }) => field).sort()).toEqual(fields);
      expect(await engine.engine.store.head()).toBe(head);
    });

    it.each<[string, unknown]>([
      ['no body', undefined],
      ['an array', '[]'],
      ['null', 'null'],
      ['a number', '7'],
    ])('%s', async (_, body) => {
      const reply = await kenji.post(BULK, body);
      expectProblem(reply);
      expect(reply.status).toBe(400);
    });

    it('an If-Match', async () => {
      const [ticketId] = await several(1);
      const reply = await kenji.with({ 'if-match': '"1"' }).post(BULK, { action: 'claim', ticketIds: [ticketId] });
      expectProblem(reply);
      expect(reply.body).toMatchObject({
        status: 400,
        type: 'urn:ledgerdesk:problem:malformed-header',
        detail: expect.stringContaining('If-Match') as string,
      });
    });
  });

  it('replays the first response to a repeated key without acting again, also after a restart', async () => {
    const ticketIds = await several(5);
    const request = { action: 'note', ticketIds, body: 'The outage.' };
    const first = await keyed(kenji).post(BULK, request);
    await kenji.post(BULK, { action: 'close', ticketIds });
    await engine.restart('2026-11-27T08:00:00.000Z');
    const again = await keyed(kenji).post(BULK, request);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('ledger-position')).toBe(first.headers.get('ledger-position'));
    expect([first, again].map(replayedIn)).toEqual([null, 'true']);
    for (const ticketId of ticketIds)
      expect((await typesOf(ticketId)).filter((type) => type === 'InternalNoteAdded')).toHaveLength(1);
  });

  it('completes an interrupted request when it is repeated under its key', async () => {
    const ticketIds = await several(6);
    const errors = failing(
      Object.fromEntries(ticketIds.slice(3).map((ticketId) => [ticketId, new CommitFailed('power cut')])),
    );
    const request = { action: 'note', ticketIds, body: 'The outage.' };
    const first = await keyed(kenji).post(BULK, request);
    errors.mockRestore();
    expect(itemsOf(first).map(codeOf)).toEqual([
      null,
      null,
      null,
      'store-unavailable',
      'store-unavailable',
      'store-unavailable',
    ]);
    await engine.restart('2026-11-27T09:00:00.000Z');
    const again = await keyed(kenji).post(BULK, request);
    expect(itemsOf(again).map(codeOf)).toEqual([null, null, null, null, null, null]);
    expect(itemsOf(again).slice(0, 3)).toEqual(itemsOf(first).slice(0, 3));
    const third = await keyed(kenji).post(BULK, request);
    expect([first, again, third].map(replayedIn)).toEqual([null, null, 'true']);
    for (const ticketId of ticketIds) expect(await typesOf(ticketId)).toEqual(['InternalNoteAdded']);
  });
});

it('counts a bulk action by its tickets against the rate limit', async () => {
  const engine = await TestEngine.open(undefined, { RATE_LIMIT: '5' });
  const claim = async (subject: string, count: number): Promise<Reply> =>
    (await engine.as({ kind: 'agent', subject })).post(BULK, {
      action: 'claim',
      ticketIds: Array.from({ length: count }, (_, n) => `t-${n}`),
    });
  expect((await claim('kenji', 10)).status).toBe(201);
  const refused = await claim('yuki', 11);
  expectProblem(refused);
  expect([refused.status, refused.headers.has('retry-after')]).toEqual([429, true]);
  await engine.close();
});
