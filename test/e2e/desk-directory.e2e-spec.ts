import { CALLBACK, CHAT, TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';

const NOW = '2026-11-27T07:30:00.000Z';

describe('agents and customers, for the desk', () => {
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;
  let kenji: Caller;
  let mia: Caller;

  beforeEach(async () => {
    engine = await TestEngine.open(NOW);
    ({ operator, aiko, ben, kenji } = await withAcme(engine));
    mia = await engine.as({ kind: 'agent', subject: 'mia' });
    await operator.post('/v1/desk/agents', {
      agentId: 'kenji',
      name: 'Kenji Mori',
      languages: ['en', 'ja'],
      products: ['dropbox'],
    });
  });
  afterEach(() => engine.close());

  const read = async (caller: Caller, path: string): Promise<Body> => {
    await engine.settled();
    const { status, body } = await caller.get(path);
    expect({ path, status }).toEqual({ path, status: 200 });
    return body;
  };

  it('K4 tell an agent the own state without a probe, also one who is not registered', async () => {
    expect(await read(kenji, '/v1/desk/me')).toEqual({
      agentId: 'kenji',
      name: 'Kenji Mori',
      erased: false,
      registered: true,
      retired: false,
      languages: ['en', 'ja'],
      products: ['dropbox'],
      channels: ['callback', 'chat'],
      availability: 'away',
      takes: [],
      engaged: null,
      heartbeatSeconds: expect.any(Number) as number,
      lastSeenAt: null,
    });
    expect(await read(mia, '/v1/desk/me')).toMatchObject({
      agentId: 'mia',
      name: null,
      registered: false,
      availability: 'away',
      engaged: null,
    });
  });

  it('K4 tell an agent after a reload which chat they work on, and with whom', async () => {
    const { chatId } = (await aiko.post('/v1/chats', CHAT)).body;
    await engine.settled();
    await kenji.post('/v1/desk/chats/next', {});
    expect(await read(kenji, '/v1/desk/me')).toMatchObject({
      engaged: {
        channel: 'chat',
        requestId: chatId,
        product: 'dropbox',
        servedLanguage: 'en',
        team: { id: 'acme', name: 'Acme KK' },
        requester: { id: 'aiko', name: 'aiko' },
      },
      lastSeenAt: NOW,
    });
    expect(await read(operator, '/v1/desk/agents/kenji')).toMatchObject({
      name: 'Kenji Mori',
      engaged: { channel: 'chat', requestId: chatId },
      engagedSince: NOW,
    });
  });

  it('K4 list agents by name with their presence, which reading is no part of', async () => {
    await operator.post('/v1/desk/agents', { agentId: 'yuki', name: 'Yuki', languages: ['ja'], products: ['dash'] });
    await kenji.put('/v1/desk/availability', { availability: 'available' });
    await mia.get('/v1/desk/me');
    const agents = async (query = '') =>
      ((await read(mia, `/v1/desk/agents${query}`))['items'] as readonly Body[]).map(
        ({ agentId, availability, lastSeenAt }) => [agentId, availability, lastSeenAt],
      );
    const [present, absent] = [
      ['kenji', 'available', NOW],
      ['yuki', 'away', null],
    ];
    expect(await agents()).toEqual([present, absent]);
    expect(await agents('?availability=available')).toEqual([present]);
    expect(await agents('?language=ja&product=dash')).toEqual([absent]);
    expect(await agents('?q=MORI&channel=chat')).toEqual([present]);
    expect(await agents('?q=mia')).toEqual([]);
  });

  it('have the ETag of an agent that commands give', async () => {
    const { headers } = await kenji.put('/v1/desk/availability', { availability: 'available', channels: ['chat'] });
    await engine.settled();
    const reply = await mia.get('/v1/desk/agents/kenji');
    expect(reply.headers.get('etag')).toBe(headers.get('etag'));
    expect((await mia.with({ 'if-none-match': String(headers.get('etag')) }).get('/v1/desk/agents/kenji')).status).toBe(
      304,
    );
  });

  it('K4 L7 show the live queues with their waits and free agents', async () => {
    expect(await read(kenji, '/v1/desk/live')).toEqual({ queues: [], truncated: false, idleAgents: 0 });
    await aiko.post('/v1/callbacks', CALLBACK);
    await aiko.post('/v1/chats', { ...CHAT, product: 'dash' });
    await engine.settled();
    await kenji.put('/v1/desk/availability', { availability: 'available', channels: ['chat'] });
    const queue = { waiting: 1, held: 0, oldestRequestedAt: NOW, expectedWaitSeconds: null, idleAgents: 0 };
    expect(await read(operator, '/v1/desk/live')).toMatchObject({
      queues: [
        { channel: 'callback', product: { id: 'dropbox', name: 'Dropbox' }, premium: 1, standard: 0, ...queue },
        { channel: 'chat', product: { id: 'dash', name: 'Dropbox Dash' }, premium: 0, standard: 1, ...queue },
      ],
      idleAgents: 1,
    });
  });

  it('C1 P13 show a customer with team, add-ons and tickets', async () => {
    const { ticketId } = (await aiko.post('/v1/tickets', TICKET)).body;
    await engine.advance(60_000);
    await aiko.post('/v1/tickets', { ...TICKET, subject: 'A second one' });
    await ben.post('/v1/tickets', TICKET);
    await operator.put('/v1/teams/acme/members/aiko/champion', { level: 'epic' });
    await kenji.post(`/v1/desk/tickets/${String(ticketId)}/claim`);
    const first = await read(kenji, '/v1/desk/customers/acme/aiko?limit=1');
    expect(first).toMatchObject({
      team: {
        id: 'acme',
        name: 'Acme KK',
        timeZone: 'Asia/Tokyo',
        products: [{ id: 'dropbox' }, { id: 'dash', name: 'Dropbox Dash' }],
        addOns: [{ product: { id: 'dropbox', name: 'Dropbox' }, edition: 'essentials', state: 'active' }],
      },
      member: { id: 'aiko', name: 'aiko', email: 'aiko@acme.example', champion: { level: 'epic', addOn: 'dropbox' } },
      tickets: { items: [{ subject: 'A second one', assignedTo: null }], next: expect.any(String) as string },
    });
    const { next } = first['tickets'] as { readonly next: string };
    expect(await read(kenji, `/v1/desk/customers/acme/aiko?limit=1&cursor=${next}`)).toMatchObject({
      tickets: { items: [{ ticketId, status: 'open', assignedTo: { id: 'kenji', name: 'Kenji Mori' } }] },
    });
  });

  it('refuse what has no past, and who is not known', async () => {
    await engine.settled();
    for (const [path, status, code] of [
      [`/v1/desk/me?asOf=${NOW}`, 400, 'no-past'],
      ['/v1/desk/agents?asOf=0', 400, 'no-past'],
      ['/v1/desk/live?asOf=0', 400, 'no-past'],
      ['/v1/desk/live?asOf=yesterday', 400, 'invalid-input'],
      ['/v1/desk/agents?availability=busy', 400, 'invalid-input'],
      ['/v1/desk/agents/mia', 404, 'agent-not-found'],
      ['/v1/desk/customers/acme/nobody', 404, 'member-not-found'],
      ['/v1/desk/customers/globex/aiko', 404, 'member-not-found'],
      ['/v1/desk/customers/acme/aiko?limit=201', 400, 'invalid-input'],
    ] as const) {
      const reply = await kenji.with({ 'accept-language': 'ja' }).get(path);
      expectProblem(reply);
      expect(reply.body).toMatchObject({ status, type: `urn:ledgerdesk:problem:${code}` });
    }
  });
});
