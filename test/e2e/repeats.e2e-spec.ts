import { CALLBACK, TEAM, TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller, Reply } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';

const times = <T>(count: number, what: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => what(n)));
const statusesOf = (replies: readonly Reply[]): number[] => replies.map(({ status }) => status).sort();
/** An instant some minutes after the start of the engine. */
const T = (minutes: number): string =>
  new Date(Date.parse('2026-11-27T07:30:00.000Z') + minutes * 60_000).toISOString();
const expectRefusal = (reply: Reply, status: number): void => {
  expectProblem(reply);
  expect(reply.status).toBe(status);
};
const idIn = ({ body }: Reply, name: string): string => String(body[name]);

describe('repeated and concurrent commands', () => {
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;
  let kenji: Caller;

  beforeEach(async () => {
    engine = await TestEngine.open();
    ({ operator, aiko, ben, kenji } = await withAcme(engine));
  });
  afterEach(() => engine.close());

  const keyed = (caller: Caller): Caller => caller.with({ 'idempotency-key': 'k-1' });
  const lengthOf = async (stream: string): Promise<number> => (await engine.engine.store.readStream(stream)).length;

  it('records one of several concurrent requests under one key, and refuses those that differ', async () => {
    const replies = await times(9, (n) => keyed(aiko).post('/v1/tickets', { ...TICKET, subject: `Subject ${n % 3}` }));
    expect(statusesOf(replies)).toEqual([201, 201, 201, 422, 422, 422, 422, 422, 422]);
    expect(new Set(replies.filter(({ status }) => status === 201).map((reply) => idIn(reply, 'ticketId'))).size).toBe(
      1,
    );
  });

  it('registers a team once for concurrent requests', async () => {
    expect(statusesOf(await times(5, () => keyed(operator).post('/v1/teams', { ...TEAM, teamId: 'one' })))).toEqual([
      201, 201, 201, 201, 201,
    ]);
    expect(statusesOf(await times(5, () => operator.post('/v1/teams', { ...TEAM, teamId: 'two' })))).toEqual([
      201, 409, 409, 409, 409,
    ]);
    expect([await lengthOf('team-one'), await lengthOf('team-two')]).toEqual([1, 1]);
  });

  it('replays the first response after later commands and a restart', async () => {
    const first = await keyed(aiko).post('/v1/tickets', TICKET);
    await kenji.post(`/v1/desk/tickets/${idIn(first, 'ticketId')}/solution`, { body: 'Done.' });
    await engine.restart('2026-11-27T09:00:00.000Z');
    const again = await keyed(aiko).post('/v1/tickets', TICKET);
    expect(again.body).toEqual(first.body);
    expect(['etag', 'ledger-position'].map((name) => again.headers.get(name))).toEqual(
      ['etag', 'ledger-position'].map((name) => first.headers.get(name)),
    );
  });

  describe('of a command that changes nothing', () => {
    const MINUTE_LATER = '2026-11-27T07:31:00.000Z';
    const setAvailable = (key: string, available: boolean): Promise<Reply> =>
      kenji
        .with({ 'idempotency-key': key })
        .put('/v1/desk/availability', { availability: available ? 'available' : 'away' });
    const bytesOf = ({ status, body, headers }: Reply) => [
      status,
      JSON.stringify(body),
      headers.get('etag'),
      headers.get('ledger-position'),
    ];

    beforeEach(async () => {
      await operator.post('/v1/desk/agents', {
        agentId: 'kenji',
        name: 'Kenji',
        languages: ['en'],
        products: ['dropbox'],
        channels: ['chat', 'callback'],
      });
      await kenji.put('/v1/desk/availability', { availability: 'available' });
    });

    it('get the answer of the first one, whatever has happened since', async () => {
      const first = await setAvailable('k-1', true);
      await setAvailable('k-2', false);
      const length = await lengthOf('agent-kenji');
      const late = await setAvailable('k-1', true);
      expect(bytesOf(late)).toEqual(bytesOf(first));
      await engine.restart(MINUTE_LATER);
      expect(bytesOf(await setAvailable('k-1', true))).toEqual(bytesOf(first));
      expect(await lengthOf('agent-kenji')).toBe(length);
    });

    it('are refused with another request under the key', async () => {
      await setAvailable('k-1', true);
      const length = await lengthOf('agent-kenji');
      const other = await setAvailable('k-1', false);
      expectProblem(other);
      expect(other.status).toBe(422);
      expect(await lengthOf('agent-kenji')).toBe(length);
    });

    it('take effect after a day', async () => {
      await setAvailable('k-1', true);
      await setAvailable('k-2', false);
      await engine.restart('2026-11-28T07:30:01.000Z');
      const length = await lengthOf('agent-kenji');
      expect((await setAvailable('k-1', true)).body).toMatchObject({ availability: 'available' });
      expect(await lengthOf('agent-kenji')).toBe(length + 1);
    });
  });

  describe('of a retry', () => {
    let service: Caller;
    let webhookId: string;

    const add = async (id: string, channel: string, topic: string, payload: object): Promise<void> => {
      const { outbox } = engine.engine;
      await outbox.insert([{ id, channel, topic, payload: JSON.stringify(payload), createdAt: T(0) }]);
      await outbox.recordAttempt(id, { failedAt: T(0), error: 'No answer.', retryAt: null });
    };
    const requests = () => ({
      delivery: { caller: service, path: `/v1/webhooks/${webhookId}/deliveries/d-1/retry`, id: 'd-1' },
      mail: { caller: operator, path: '/v1/mails/m-1/retry', id: 'm-1' },
    });

    beforeEach(async () => {
      service = await engine.as({ kind: 'service', subject: 'console' });
      const hook = await service.post('/v1/webhooks', { url: 'https://console.example/', types: ['TicketOpened'] });
      webhookId = idIn(hook, 'webhookId');
      const event = { eventId: 'e-1', stream: 'ticket-none', revision: 0 };
      await add('d-1', 'webhook', webhookId, { webhookId, ...event });
      await add('m-1', 'mail', 'answer', { occasion: 'answer', teamId: 'acme', memberId: 'aiko', ...event });
    });

    it.each(['delivery', 'mail'] as const)('get the first response, whatever has become of the %s', async (kind) => {
      const { caller, path, id } = requests()[kind];
      const replies = await times(5, () => keyed(caller).post(path));
      const [first] = replies;
      expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
      expect(first?.body).toMatchObject({ state: 'waiting', attempts: 0, dueAt: T(0), lastError: 'No answer.' });
      const { outbox } = engine.engine;
      for (const outcome of [{ failedAt: T(1), error: 'Again.', retryAt: null }, undefined]) {
        if (outcome) await outbox.recordAttempt(id, outcome);
        else await outbox.deleteEnded('dead', T(2), 10);
        for (const { status, body } of [...replies, await keyed(caller).post(path)])
          expect({ status, body }).toEqual({ status: 201, body: first?.body });
        if (outcome) expect(await outbox.message(id)).toMatchObject({ state: 'dead', lastError: 'Again.' });
      }
      expectRefusal(await keyed(caller).post(path, { other: true }), 422);
      const other = await caller.with({ 'idempotency-key': 'k-2' }).post(path);
      expectRefusal(other, 404);
      expectRefusal(await caller.with({ 'if-match': '*' }).post(path), 400);
    });

    it('are executed again if the first one was refused', async () => {
      const { caller, path, id } = requests().mail;
      await engine.engine.outbox.requeue(id, T(9));
      expectRefusal(await keyed(caller).post(path), 409);
      await engine.engine.outbox.recordAttempt(id, { failedAt: T(1), error: 'Again.', retryAt: null });
      expect((await keyed(caller).post(path)).status).toBe(201);
    });

    it('are those of one caller: no other gets the response', async () => {
      const { path } = requests().delivery;
      expect((await keyed(service).post(path)).status).toBe(201);
      const stranger = await engine.as({ kind: 'service', subject: 'stranger' });
      expectRefusal(await keyed(stranger).post(path), 404);
    });
  });

  it('scopes a key to one caller and one route', async () => {
    const mine = await keyed(aiko).post('/v1/tickets', TICKET);
    const others = await keyed(ben).post('/v1/tickets', TICKET);
    const acting = (await engine.as({ kind: 'service', scope: 'act' })).with({ 'ledger-on-behalf-of': 'acme/aiko' });
    const served = await keyed(acting).post('/v1/tickets', TICKET);
    const replied = await keyed(aiko).post(`/v1/tickets/${idIn(mine, 'ticketId')}/replies`, { body: 'More.' });
    expect(statusesOf([mine, others, served, replied])).toEqual([201, 201, 201, 201]);
    expect(new Set([mine, others, served].map((reply) => idIn(reply, 'ticketId'))).size).toBe(3);
  });

  it('recognizes a repeat however its path is encoded', async () => {
    const ticketId = idIn(await aiko.post('/v1/tickets', TICKET), 'ticketId');
    const encoded = `%${ticketId.charCodeAt(0).toString(16)}${ticketId.slice(1)}`;
    const paths = [
      `/v1/desk/tickets/${ticketId}/notes`,
      `/v1/desk/tickets/${ticketId}/%6eotes`,
      `/v1/%64esk/tickets/${encoded}/notes`,
      `/v1/desk/tickets/${ticketId}/notes?`,
    ];
    const replies: Reply[] = [];
    for (const path of paths) replies.push(await keyed(kenji).post(path, { body: 'Once.' }));
    expect(replies.map(({ status, headers }) => [status, headers.get('etag')])).toEqual(
      paths.map(() => [201, replies[0]?.headers.get('etag')]),
    );
    expect(await lengthOf(`ticket-${ticketId}`)).toBe(3);
    expect((await keyed(kenji).post(paths[1] ?? '', { body: 'Another.' })).status).toBe(422);
  });

  it('runs a refused command again when it is repeated under its key', async () => {
    expect((await keyed(ben).post('/v1/callbacks', CALLBACK)).body).toMatchObject({ status: 403, rule: 'E9' });
    await operator.put('/v1/teams/acme/members/ben/roles', { roles: ['support_admin'] });
    expect((await keyed(ben).post('/v1/callbacks', CALLBACK)).status).toBe(201);
  });

  it('K4 returns the same callback to a repeated request, also once it is completed', async () => {
    const first = await aiko.post('/v1/callbacks', CALLBACK);
    await operator.put('/v1/teams/acme/members/ben/roles', { roles: ['support_admin'] });
    await ben.post('/v1/callbacks', CALLBACK);
    const taken = await keyed(kenji).post('/v1/desk/callbacks/next', {});
    await kenji.post(`/v1/desk/callbacks/${idIn(first, 'callbackId')}/completion`);
    expect((await keyed(kenji).post('/v1/desk/callbacks/next', {})).body).toEqual(taken.body);
    expect((await keyed(kenji).post('/v1/desk/callbacks/next', { products: ['dropbox'] })).status).toBe(422);
    expect(idIn(taken, 'callbackId')).toBe(idIn(first, 'callbackId'));
  });

  it('K4 returns the same callback to a late repeat of a request that changed nothing', async () => {
    await aiko.post('/v1/callbacks', CALLBACK);
    await operator.put('/v1/teams/acme/members/ben/roles', { roles: ['support_admin'] });
    const waiting = await ben.post('/v1/callbacks', CALLBACK);
    const held = await kenji.post('/v1/desk/callbacks/next', {});
    expect((await keyed(kenji).post('/v1/desk/callbacks/next', {})).body).toEqual(held.body);
    await kenji.post(`/v1/desk/callbacks/${idIn(held, 'callbackId')}/completion`);
    expect((await keyed(kenji).post('/v1/desk/callbacks/next', {})).body).toEqual(held.body);
    expect((await ben.get(`/v1/callbacks/${idIn(waiting, 'callbackId')}`)).body).toMatchObject({ status: 'waiting' });
  });

  it('K4 gives each of many concurrent agents a different callback', async () => {
    for (let n = 0; n < 10; n += 1) {
      const memberId = `admin-${n}`;
      const member = { memberId, name: 'A', email: `${memberId}@acme.example`, language: 'en', roles: ['team_admin'] };
      await operator.post('/v1/teams/acme/members', member);
      await (await engine.member('acme', memberId)).post('/v1/callbacks', CALLBACK);
    }
    const agents = await times(12, (n) => engine.as({ kind: 'agent', subject: `agent-${n}` }));
    const taken = await Promise.all(agents.map((agent) => agent.post('/v1/desk/callbacks/next', {})));
    expect(statusesOf(taken)).toEqual([...Array<number>(10).fill(201), 404, 404]);
    expect(new Set(taken.filter(({ status }) => status === 201).map((reply) => idIn(reply, 'callbackId'))).size).toBe(
      10,
    );
  });

  it('accepts one of many concurrent commands with the same If-Match', async () => {
    const opened = await aiko.post('/v1/tickets', TICKET);
    const seen = kenji.with({ 'if-match': opened.headers.get('etag') ?? '' });
    const replies = await times(10, (n) =>
      seen.post(`/v1/desk/tickets/${idIn(opened, 'ticketId')}/notes`, { body: `note ${n}` }),
    );
    expect(statusesOf(replies)).toEqual([201, ...Array<number>(9).fill(412)]);
  });

  it('buys once when a quote is confirmed concurrently', async () => {
    const quote = await aiko.post('/v1/teams/acme/add-ons/quotes', { product: 'dash', edition: 'essentials' });
    const replies = await times(10, () => aiko.post('/v1/teams/acme/add-ons', { quoteId: quote.body['quoteId'] }));
    expect(statusesOf(replies)).toEqual(Array(10).fill(201));
    expect(await lengthOf('addOn-acme.dash')).toBe(2);
  });
});

it('limits the rate of each caller separately', async () => {
  const engine = await TestEngine.open(undefined, { RATE_LIMIT: '5' });
  const [busy, calm] = [
    await engine.as({ kind: 'agent', subject: 'busy' }),
    await engine.as({ kind: 'agent', subject: 'calm' }),
  ];
  const replies = await times(40, () => busy.get('/v1/desk/queue'));
  const refused = replies.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  refused.forEach(expectProblem);
  expect(refused.every(({ headers }) => headers.has('retry-after'))).toBe(true);
  expect((await calm.get('/v1/desk/queue')).status).toBe(200);
  await engine.close();
});
