import { decode } from '@ledgerdesk/event-store';
import { instantOf, millisOf } from '@ledgerdesk/kernel';
import { CALLBACK, CHAT, TEAM, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller, Reply } from '../support/http/caller.js';
import { EventSource } from '../support/http/event-source.js';
import { TestEngine } from '../support/http/test-engine.js';

const NOW = '2026-11-27T07:30:00.000Z';
const after = (seconds: number): string => instantOf(millisOf(NOW) + seconds * 1_000);

describe('live support over HTTP', () => {
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;
  let kenji: Caller;
  let yuki: Caller;

  beforeEach(async () => {
    engine = await TestEngine.open(NOW);
    ({ operator, aiko, ben, kenji } = await withAcme(engine));
    yuki = await engine.as({ kind: 'agent', subject: 'yuki' });
    for (const agentId of ['kenji', 'yuki'])
      await operator.post('/v1/desk/agents', {
        agentId,
        name: agentId,
        languages: ['en', 'ja'],
        products: ['dropbox', 'dash'],
      });
  });
  afterEach(() => engine.close());

  const available = (agent: Caller, more: object = {}): Promise<Reply> =>
    agent.put('/v1/desk/availability', { availability: 'available', ...more });
  const engagementOf = async (agent: Caller): Promise<unknown> => (await available(agent)).body['engaged'];
  const startChat = async (): Promise<string> => String((await aiko.post('/v1/chats', CHAT)).body['chatId']);
  const requestCallback = async (): Promise<string> =>
    String((await aiko.post('/v1/callbacks', CALLBACK)).body['callbackId']);
  /** Another administrator of Acme: one requester has one callback waiting. */
  const admin = async (memberId: string): Promise<Caller> => {
    await operator.post('/v1/teams/acme/members', {
      memberId,
      name: memberId,
      email: `${memberId}@acme.example`,
      language: 'ja',
      roles: ['support_admin'],
    });
    return engine.member('acme', memberId);
  };
  const read = async (path: string): Promise<Body> => {
    await engine.settled();
    return (await aiko.get(path)).body;
  };
  const typesIn = async (stream: string): Promise<string[]> =>
    (await engine.engine.store.readStream(stream)).map(({ type }) => type);

  it('R6 answers a repeated end of a chat with the position of its ticket, like the first one', async () => {
    const chatId = await startChat();
    const end = () => aiko.with({ 'idempotency-key': 'end' }).delete(`/v1/chats/${chatId}`);
    const positions = [await end(), await end()].map(({ headers }) => headers.get('ledger-position'));
    const [ticket] = (await engine.engine.store.readStream(`ticket-${chatId}`)).slice(-1);
    expect(positions).toEqual([ticket?.position, ticket?.position]);
  });

  it('R6 turns an ended chat into a solved ticket with its transcript, and streams its updates', async () => {
    const started = await aiko.post('/v1/chats', CHAT);
    expect(started.body).toMatchObject({
      status: 'waiting',
      position: 1,
      expectedWaitSeconds: null,
      endsAt: after(900),
      ticketId: null,
    });
    const chatId = String(started.body['chatId']);
    const updates = await EventSource.open(`${engine.url}/v1/chats/${chatId}/updates`, aiko);
    const joined = await kenji.post('/v1/desk/chats/next', {});
    expect(joined.body).toMatchObject({
      chatId,
      status: 'active',
      teamId: 'acme',
      requesterId: 'aiko',
      updates: [{ kind: 'message', body: CHAT.message }, { kind: 'joined' }],
    });
    const desk = await EventSource.open(`${engine.url}/v1/chats/${chatId}/updates`, kenji, '1');
    await kenji.post(`/v1/desk/chats/${chatId}/messages`, { body: 'Restart it.' });
    await aiko.post(`/v1/chats/${chatId}/messages`, { body: 'That helped.' });
    await updates.waitFor(4);
    expect((await kenji.post(`/v1/desk/chats/${chatId}/end`)).body).toMatchObject({
      status: 'ended',
      ticketId: chatId,
    });
    await Promise.all([updates.ended, desk.ended]);
    expect(updates.events.map(({ id, event, data: { agentId, body } }) => [id, event, agentId, body])).toEqual([
      ['0', 'message', null, CHAT.message],
      ['1', 'joined', 'kenji', null],
      ['2', 'message', 'kenji', 'Restart it.'],
      ['3', 'message', null, 'That helped.'],
      ['4', 'ended', 'kenji', null],
    ]);
    expect(desk.events).toEqual(updates.events.slice(2));
    const ticket = await read(`/v1/tickets/${chatId}`);
    expect(ticket).toMatchObject({
      status: 'solved',
      cameOf: { channel: 'chat', requestId: chatId },
      response: { state: 'none', clock: null, dueAt: null, answeredAt: NOW },
      issueType: 'sync_upload',
    });
    expect(ticket['messages']).toMatchObject([
      { body: expect.stringContaining(`${NOW} Requester: That helped.`) as unknown },
      { author: { id: 'kenji' }, body: 'Restart it.' },
    ]);
    expect(await typesIn(`ticket-${chatId}`)).toEqual([
      'TicketOpened',
      'LiveSupportLinked',
      'TicketAnswered',
      'TicketSolved',
    ]);
    expect(await read('/v1/hub/dashboard')).toMatchObject({ open: 0, total: 1 });
    const [opened] = (await engine.engine.store.readStream(`ticket-${chatId}`)).map(decode);
    const ended = (await engine.engine.store.readStream(`chat-${chatId}`)).map(decode).at(-1);
    expect(opened?.metadata).toMatchObject({ causationId: ended?.id, actor: { kind: 'engine', id: 'live-tickets' } });
    expect((await aiko.post(`/v1/chats/${chatId}/messages`, { body: 'Still there?' })).body).toMatchObject({
      status: 409,
      rule: 'R6',
      ticketId: chatId,
    });
  });

  it('R6 K4 names the agent to the requester of a chat, and the requester to agents who take requests', async () => {
    const chatId = await startChat();
    const KENJI = { id: 'kenji', name: 'kenji' };
    expect((await read('/v1/chats'))['items']).toMatchObject([{ chatId, agentId: null, agent: null }]);
    const requester = {
      team: { id: 'acme', name: 'Acme KK' },
      requester: { id: 'aiko', name: expect.any(String) as unknown },
    };
    const keyed = kenji.with({ 'idempotency-key': 'take' });
    const taken = await keyed.post('/v1/desk/chats/next', {});
    expect(taken.body).toMatchObject({ ...requester, agent: KENJI, updates: [{ agent: null }, { agent: KENJI }] });
    expect((await keyed.post('/v1/desk/chats/next', {})).body).toEqual(taken.body);
    const updates = await EventSource.open(`${engine.url}/v1/chats/${chatId}/updates`, aiko);
    await updates.waitFor(2);
    expect(updates.events.map(({ data }) => data['agent'])).toEqual([null, KENJI]);
    updates.close();
    expect(await read(`/v1/chats/${chatId}`)).toMatchObject({
      agent: KENJI,
      updates: [{ agent: null }, { agent: KENJI }],
    });
    expect((await read('/v1/chats'))['items']).toMatchObject([{ chatId, agent: KENJI }]);
    await kenji.post(`/v1/desk/chats/${chatId}/end`);
    await requestCallback();
    expect((await yuki.post('/v1/desk/callbacks/next', {})).body).toMatchObject(requester);
  });

  it('R6 resumes updates after the Last-Event-ID, and returns 204 once all are received', async () => {
    const chatId = await startChat();
    await aiko.post(`/v1/chats/${chatId}/messages`, { body: 'Hello?' });
    await aiko.delete(`/v1/chats/${chatId}`);
    const path = `/v1/chats/${chatId}/updates`;
    const rest = await EventSource.open(engine.url + path, aiko, '0');
    await rest.ended;
    expect(rest.events.map(({ id, event }) => [id, event])).toEqual([
      ['1', 'message'],
      ['2', 'ended'],
    ]);
    expect((await aiko.with({ 'last-event-id': '2' }).get(path)).status).toBe(204);
    expect((await aiko.with({ 'last-event-id': 'x' }).get(path)).status).toBe(400);
    expect((await ben.get(path)).status).toBe(404);
  });

  it('ends the updates of a chat, with a last event that says so, when the engine shuts down', async () => {
    const chatId = await startChat();
    const updates = await EventSource.open(`${engine.url}/v1/chats/${chatId}/updates`, aiko);
    await updates.waitFor(1);
    await engine.restart(after(60));
    await updates.ended;
    expect(updates.events.map(({ event, data }) => data['reason'] ?? event)).toEqual(['message', 'stopping']);
    expect(await read(`/v1/chats/${chatId}`)).toMatchObject({ status: 'waiting' });
  });

  const buyDash = async (): Promise<void> => {
    const { body } = await aiko.post('/v1/teams/acme/add-ons/quotes', { product: 'dash', edition: 'essentials' });
    await aiko.post('/v1/teams/acme/add-ons', { quoteId: body['quoteId'] });
  };

  it('E9 L6 L7 is open to admins: with the add-on in its hours, without it in those of standard support', async () => {
    expect((await ben.post('/v1/chats', CHAT)).body).toMatchObject({ status: 403, rule: 'E9' });
    const standard = await aiko.post('/v1/chats', { ...CHAT, product: 'dash' });
    expect(standard).toMatchObject({ status: 201, body: { terms: 'standard', resumesAt: null } });
    await aiko.delete(`/v1/chats/${String(standard.body['chatId'])}`);
    await buyDash();
    expect((await aiko.post('/v1/chats', { ...CHAT, product: 'dash' })).body).toMatchObject({
      status: 409,
      rule: 'L6',
      opensAt: '2026-11-27T14:00:00.000Z',
    });
  });

  it('L7 K4 serves standard support after all premium requests', async () => {
    const mio = await admin('mio');
    const standard = await mio.post('/v1/callbacks', { ...CALLBACK, product: 'dash' });
    const premium = await requestCallback();
    expect(standard.body).toMatchObject({ terms: 'standard', position: 1 });
    expect((await kenji.post('/v1/desk/callbacks/next', {})).body['callbackId']).toBe(premium);
    expect((await yuki.post('/v1/desk/callbacks/next', {})).body['callbackId']).toBe(standard.body['callbackId']);
  });

  it('L2 L4 L6 is open for Dash in Japanese, and in English from the closing of the Japanese desk on', async () => {
    await buyDash();
    const { body } = await aiko.get('/v1/contact-options?product=dash');
    expect(body['options']).toMatchObject([
      { channel: 'request' },
      { channel: 'chat', offered: true, languages: ['ja'] },
      { channel: 'callback', offered: true, languages: ['ja'] },
    ]);
    const asked = await aiko.post('/v1/callbacks', { ...CALLBACK, product: 'dash', language: 'ja' });
    expect(asked).toMatchObject({ status: 201, body: { servedLanguage: 'ja', terms: 'premium', resumesAt: null } });
    const callbackId = String(asked.body['callbackId']);
    await engine.advanceTo('2026-11-27T08:00:11.000Z');
    await engine.waitForEvents(`callback-${callbackId}`, 2);
    expect(await typesIn(`callback-${callbackId}`)).toEqual(['CallbackRequested', 'CallbackLanguageChanged']);
    expect(await read(`/v1/callbacks/${callbackId}`)).toMatchObject({
      status: 'waiting',
      servedLanguage: 'en',
      position: 1,
      resumesAt: '2026-11-27T14:00:00.000Z',
    });
    expect((await kenji.post('/v1/desk/callbacks/next', {})).status).toBe(404);
    await engine.advanceTo('2026-11-27T13:59:30.000Z');
    await available(kenji);
    await engine.settled();
    expect(await engagementOf(kenji)).toBeNull();
    await engine.advanceTo('2026-11-27T14:00:11.000Z');
    await engine.waitForEvents(`callback-${callbackId}`, 3);
    expect(await engagementOf(kenji)).toEqual({ channel: 'callback', requestId: callbackId });
  });

  it('L4 serves in English what waited when the desk closed, also if the engine was down at that time', async () => {
    const asked = await aiko.post('/v1/callbacks', { ...CALLBACK, language: 'ja' });
    const stream = `callback-${String(asked.body['callbackId'])}`;
    await engine.restart('2026-11-30T01:00:00.000Z');
    await engine.waitForEvents(stream, 2);
    expect((await engine.engine.store.readStream(stream)).map(decode).at(-1)).toMatchObject({
      type: 'CallbackLanguageChanged',
      occurredAt: '2026-11-27T08:00:00.000Z',
    });
  });

  it.each([
    ['is deactivated', 'member-deactivated'],
    ['is suspended', 'member-deactivated'],
    ['loses the last role', 'live-support-lost'],
  ])('E2 E9 takes the requests of an admin who %s out of every line, with the reason', async (what, reason) => {
    const mio = await admin('mio');
    const callbackId = String((await mio.post('/v1/callbacks', CALLBACK)).body['callbackId']);
    const chatId = String((await mio.post('/v1/chats', CHAT)).body['chatId']);
    await kenji.post('/v1/desk/chats/next', {});
    if (what === 'is deactivated') await operator.delete('/v1/teams/acme/members/mio');
    else if (what === 'is suspended') await operator.put('/v1/teams/acme/members/mio/status', { status: 'suspended' });
    else await operator.put('/v1/teams/acme/members/mio/roles', { roles: [] });
    expect((await yuki.post('/v1/desk/callbacks/next', {})).status).toBe(404);
    await engine.settled();
    expect((await engine.engine.store.readStream(`callback-${callbackId}`)).map(decode).at(-1)).toMatchObject({
      type: 'CallbackCancelled',
      data: { reason },
    });
    const ticketId = reason === 'member-deactivated' ? null : chatId;
    expect((await engine.engine.store.readStream(`chat-${chatId}`)).map(decode).at(-1)).toMatchObject({
      type: 'ChatEnded',
      data: { reason, ticketId },
    });
    expect((await engine.engine.store.readStream(`ticket-${chatId}`)).length > 0).toBe(ticketId !== null);
    expect((await available(kenji)).body['engaged']).toBeNull();
    expect((await mio.delete(`/v1/callbacks/${callbackId}`)).body).toMatchObject({
      status: 'cancelled',
      cancelledFor: reason,
    });
  });

  it('K4 has one request of a requester waiting per channel, also of concurrent ones, and names it', async () => {
    const replies = await Promise.all(Array.from({ length: 5 }, () => aiko.post('/v1/callbacks', CALLBACK)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    const callbackId = replies.find(({ status }) => status === 201)?.body['callbackId'];
    expect(replies.find(({ status }) => status === 409)?.body).toMatchObject({ rule: 'K4', waiting: [callbackId] });
    await engine.settled();
    await engine.restart(after(60));
    expect((await aiko.post('/v1/callbacks', CALLBACK)).status).toBe(409);
    expect((await aiko.post('/v1/chats', CHAT)).status).toBe(201);
    await aiko.delete(`/v1/callbacks/${String(callbackId)}`);
    expect((await aiko.post('/v1/callbacks', CALLBACK)).status).toBe(201);
  });

  it('K4 matches the longest-waiting request to the longest-idle agent as soon as both exist', async () => {
    const [first, second] = [await startChat(), await requestCallback()];
    await available(kenji);
    await engine.settled();
    expect(await engagementOf(kenji)).toEqual({ channel: 'chat', requestId: first });
    await available(yuki, { channels: ['callback'] });
    await engine.settled();
    expect((await yuki.post('/v1/desk/callbacks/next', {})).body).toMatchObject({
      callbackId: second,
      status: 'taken',
      phone: '+81312345678',
    });
    const third = await requestCallback();
    expect(await read(`/v1/callbacks/${third}`)).toMatchObject({
      status: 'waiting',
      position: 1,
      expectedWaitSeconds: 0,
    });
    expect((await kenji.post('/v1/desk/callbacks/next', {})).body).toMatchObject({
      status: 409,
      type: 'urn:ledgerdesk:problem:agent-engaged',
    });
    await kenji.post(`/v1/desk/chats/${first}/end`);
    await engine.settled();
    expect(await engagementOf(kenji)).toEqual({ channel: 'callback', requestId: third });
    expect(await read(`/v1/callbacks/${third}`)).toMatchObject({ status: 'taken', position: null });
  });

  it('K4 R6 transfers a chat to an available agent, and both sides are told', async () => {
    const chatId = await startChat();
    await available(kenji);
    await engine.settled();
    const updates = await EventSource.open(`${engine.url}/v1/chats/${chatId}/updates`, aiko);
    const transfer = (caller: Caller, agentId: string) => caller.post(`/v1/desk/chats/${chatId}/transfer`, { agentId });
    expect((await transfer(kenji, 'yuki')).body).toMatchObject({
      status: 409,
      type: 'urn:ledgerdesk:problem:agent-not-available',
    });
    await available(yuki);
    expect((await transfer(yuki, 'kenji')).body['type']).toBe('urn:ledgerdesk:problem:chat-of-another-agent');
    const transferred = await transfer(kenji, 'yuki');
    expect(transferred).toMatchObject({ status: 201, body: { status: 'active', agentId: 'yuki' } });
    expect(transferred.headers.get('etag')).toBeNull();
    expect(await engagementOf(yuki)).toEqual({ channel: 'chat', requestId: chatId });
    expect(await engagementOf(kenji)).toBeNull();
    expect((await yuki.post('/v1/desk/chats/next', {})).body).toMatchObject({ chatId, requesterId: 'aiko' });
    await yuki.post(`/v1/desk/chats/${chatId}/messages`, { body: 'I take over.' });
    expect((await kenji.post(`/v1/desk/chats/${chatId}/messages`, { body: 'Me too.' })).status).toBe(409);
    await updates.waitFor(4);
    expect(updates.events.map(({ event, data }) => [event, data['agentId']])).toEqual([
      ['message', null],
      ['joined', 'kenji'],
      ['transferred', 'yuki'],
      ['message', 'yuki'],
    ]);
    await engine.settled();
    await engine.restart(after(1));
    expect(await engagementOf(yuki)).toEqual({ channel: 'chat', requestId: chatId });
    expect(await typesIn(`chat-${chatId}`)).toEqual([
      'ChatStarted',
      'ChatJoined',
      'ChatTransferred',
      'ChatMessagePosted',
    ]);
    updates.close();
  });

  it('K4 transfers a callback to the front of its queue, and not back to the agent who did it', async () => {
    const first = await requestCallback();
    await available(kenji);
    await engine.settled();
    const other = String((await (await admin('mio')).post('/v1/callbacks', CALLBACK)).body['callbackId']);
    await kenji.put('/v1/desk/availability', { availability: 'away' });
    expect((await kenji.post(`/v1/desk/callbacks/${first}/transfer`, {})).body).toMatchObject({
      status: 'waiting',
      callbackId: first,
    });
    expect(await read(`/v1/callbacks/${first}`)).toMatchObject({ status: 'waiting', position: 1 });
    await available(kenji);
    await engine.settled();
    expect(await engagementOf(kenji)).toEqual({ channel: 'callback', requestId: other });
    await kenji.post(`/v1/desk/callbacks/${other}/completion`);
    await engine.settled();
    expect(await engagementOf(kenji)).toBeNull();
    await available(yuki);
    await engine.settled();
    expect(await engagementOf(yuki)).toEqual({ channel: 'callback', requestId: first });
  });

  it('V4 K4 R6 lists own chats and callbacks, waiting and past, with the position and the expected wait', async () => {
    const ended = await startChat();
    await kenji.post('/v1/desk/chats/next', {});
    await aiko.delete(`/v1/chats/${ended}`);
    const mio = await admin('mio');
    await engine.advance(1_000);
    await mio.post('/v1/chats', CHAT);
    const [waiting, callbackId] = [await startChat(), await requestCallback()];
    await engine.settled();
    const chats = await aiko.get('/v1/chats');
    expect(chats.body).toEqual({
      items: [
        expect.objectContaining({ chatId: waiting, status: 'waiting', position: 2, expectedWaitSeconds: 0 }),
        expect.objectContaining({ chatId: ended, status: 'ended', position: null, ticketId: ended }),
      ],
    });
    expect((await aiko.get('/v1/chats?phase=past')).body['items']).toMatchObject([{ chatId: ended }]);
    const page = await aiko.get('/v1/chats?limit=1');
    expect(page.body['items']).toMatchObject([{ chatId: waiting }]);
    const next = await aiko.get(`/v1/chats?limit=1&cursor=${String(page.body['next'])}`);
    expect(next.body).toMatchObject({ items: [{ chatId: ended }] });
    const { updates: _, ...one } = (await aiko.get(`/v1/chats/${waiting}`)).body;
    expect((chats.body['items'] as readonly object[])[0]).toEqual(one);
    expect((await aiko.get('/v1/callbacks')).body['items']).toEqual([
      (await aiko.get(`/v1/callbacks/${callbackId}`)).body,
    ]);
    expect((await ben.get('/v1/callbacks')).body).toEqual({ items: [] });
    expect((await aiko.get('/v1/chats?asOf=0')).status).toBe(400);
  });

  it('K4 gives each of fifty waiting requests to one of fifty concurrent agents, pushed or pulled', async () => {
    const ids = new Set<string>();
    for (let n = 0; n < 50; n += 1)
      ids.add(String((await (await admin(`admin-${n}`)).post('/v1/callbacks', CALLBACK)).body['callbackId']));
    const agents = await Promise.all(
      Array.from({ length: 50 }, (_, n) => engine.as({ kind: 'agent', subject: `agent-${n}` })),
    );
    await Promise.all(
      agents.map((_, n) =>
        operator.post('/v1/desk/agents', {
          agentId: `agent-${n}`,
          name: 'A',
          languages: ['en'],
          products: ['dropbox'],
        }),
      ),
    );
    await Promise.all(
      agents.map((agent) => Promise.all([available(agent), agent.post('/v1/desk/callbacks/next', {})])),
    );
    await engine.settled();
    const held = await Promise.all(agents.map((agent) => agent.post('/v1/desk/callbacks/next', {})));
    expect(held.map(({ status }) => status)).toEqual(Array(50).fill(201));
    expect(new Set(held.map(({ body }) => body['callbackId']))).toEqual(ids);
    for (const id of ids) expect(await typesIn(`callback-${id}`)).toEqual(['CallbackRequested', 'CallbackTaken']);
  });

  it('K1 K2 K3 K5 offers a callback with a direct number and an urgency hint, and keeps queue order', async () => {
    const { options } = (await aiko.get('/v1/contact-options?product=dropbox')).body as {
      readonly options: readonly object[];
    };
    expect(options).toMatchObject([
      { channel: 'request' },
      { channel: 'chat', offered: true },
      { channel: 'callback', offered: true, hints: [{ rule: 'K5' }, { rule: 'K2' }] },
    ]);
    await requestCallback();
    const mio = await admin('mio');
    expect((await mio.post('/v1/callbacks', { ...CALLBACK, reason: 'URGENT! Nobody can work.' })).body).toMatchObject({
      position: 2,
    });
    expect((await aiko.post('/v1/callbacks', { ...CALLBACK, phone: '110' })).body).toMatchObject({
      status: 400,
      errors: [{ field: 'phone' }],
    });
  });

  it('K1 K2 K3 accepts a callback with nothing but a number, which may be full-width', async () => {
    await operator.post('/v1/teams', { ...TEAM, teamId: 'globex', products: ['dropbox'] });
    await operator.post('/v1/teams/globex/members', {
      memberId: 'hana',
      name: 'Hana',
      email: 'hana@globex.example',
      language: 'ja',
      roles: ['support_admin'],
    });
    await operator.put('/v1/teams/globex/members/hana/champion', { level: 'grand' });
    const hana = await engine.member('globex', 'hana');
    const requested = await hana.post('/v1/callbacks', { phone: '＋８１　３－１２３４－５６７８' });
    expect(requested).toMatchObject({ status: 201, body: { product: 'dropbox', servedLanguage: 'ja' } });
    expect((await kenji.post('/v1/desk/callbacks/next', {})).body).toMatchObject({
      callbackId: requested.body['callbackId'],
      phone: '+81312345678',
      reason: null,
    });
  });

  it('K4 requeues an unanswered callback, and turns it into a ticket with a clock after three attempts', async () => {
    const callbackId = await requestCallback();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect((await kenji.post('/v1/desk/callbacks/next', {})).body['callbackId']).toBe(callbackId);
      const resumesAt = attempt < 3 ? after(300 * attempt) : null;
      expect((await kenji.post(`/v1/desk/callbacks/${callbackId}/unanswered`)).body).toMatchObject({
        attempts: attempt,
        resumesAt,
      });
      expect((await kenji.post('/v1/desk/callbacks/next', {})).status).toBe(404);
      if (resumesAt !== null) {
        expect(await read(`/v1/callbacks/${callbackId}`)).toMatchObject({ position: 1, resumesAt });
        await engine.advanceTo(resumesAt);
      }
    }
    expect(await read(`/v1/callbacks/${callbackId}`)).toMatchObject({
      status: 'given-up',
      attempts: 3,
      ticketId: callbackId,
      position: null,
    });
    expect(await read(`/v1/tickets/${callbackId}`)).toMatchObject({
      status: 'open',
      cameOf: { channel: 'callback', requestId: callbackId },
      subject: CALLBACK.reason,
      issueType: 'other',
      response: { dueAt: '2026-11-27T11:40:00.000Z' },
    });
    expect((await kenji.post('/v1/desk/callbacks/next', {})).status).toBe(404);
  });

  it('R6 turns a chat that no agent joined in time into an open ticket with a clock', async () => {
    const chatId = await startChat();
    await engine.advanceTo(after(901));
    await engine.waitForEvents(`ticket-${chatId}`, 3);
    expect(await read(`/v1/chats/${chatId}`)).toMatchObject({
      status: 'ended',
      ticketId: chatId,
      updates: [{ kind: 'message' }, { kind: 'ended', reason: 'nobody-joined' }],
    });
    expect(await typesIn(`ticket-${chatId}`)).toEqual(['TicketOpened', 'LiveSupportLinked', 'ResponseClockStarted']);
  });

  it('K4 returns the chat of an agent without heartbeats, and gives it to the next agent', async () => {
    const [chatId, callbackId] = [await startChat(), await requestCallback()];
    await available(kenji);
    await engine.settled();
    await available(yuki);
    await engine.settled();
    await engine.advanceTo(after(80));
    expect(await engagementOf(yuki)).toEqual({ channel: 'callback', requestId: callbackId });
    await yuki.post(`/v1/desk/callbacks/${callbackId}/completion`);
    await engine.advanceTo(after(95));
    await engine.waitForEvents(`chat-${chatId}`, 4);
    expect(await typesIn(`chat-${chatId}`)).toEqual(['ChatStarted', 'ChatJoined', 'ChatReturned', 'ChatJoined']);
    expect(await engagementOf(yuki)).toEqual({ channel: 'chat', requestId: chatId });
    expect(await typesIn('agent-kenji')).toEqual([
      'AgentRegistered',
      'AgentAvailabilityChanged',
      'AgentEngaged',
      'AgentAvailabilityChanged',
      'AgentReleased',
    ]);
    expect((await kenji.post(`/v1/desk/chats/${chatId}/messages`, { body: 'Back again.' })).status).toBe(409);
  });

  it('K4 does not count downtime of the engine as missing heartbeats', async () => {
    const chatId = await startChat();
    await available(kenji);
    await engine.settled();
    await engine.restart(after(300));
    expect(await typesIn(`chat-${chatId}`)).toEqual(['ChatStarted', 'ChatJoined']);
    await engine.advanceTo(after(392));
    await engine.waitForEvents(`chat-${chatId}`, 3);
    expect(await typesIn(`chat-${chatId}`)).toEqual(['ChatStarted', 'ChatJoined', 'ChatReturned']);
  });

  it('R6 reads a long chat in pages of limited size, with cursors that continue its event stream', async () => {
    const chatId = await startChat();
    const long = 'x'.repeat(4_000);
    for (let n = 0; n < 205; n += 1)
      await aiko.post(`/v1/chats/${chatId}/messages`, { body: n < 150 ? `${n} ${long}` : `${n}` });
    const pagesFrom = async (query: string): Promise<readonly string[][]> => {
      const { body } = await aiko.get(`/v1/chats/${chatId}?${query}`);
      const page = (body['updates'] as Body[]).map((update) => String(update['body']).split(' ')[0] ?? '');
      return typeof body['next'] === 'string' ? [page, ...(await pagesFrom(`cursor=${body['next']}`))] : [page];
    };
    const pages = await pagesFrom('');
    expect(pages.map((page) => page.length)).toEqual([125, 81]);
    expect(pages.flat().slice(1)).toEqual(Array.from({ length: 205 }, (_, n) => `${n}`));
    const { next } = (await aiko.get(`/v1/chats/${chatId}?limit=200&cursor=200`)).body;
    expect(next).toBeUndefined();
    expect((await aiko.get(`/v1/chats/${chatId}?cursor=x`)).body).toMatchObject({
      type: 'urn:ledgerdesk:problem:cursor-malformed',
    });
  });
});

describe('numbers of callbacks over HTTP', () => {
  let engine: TestEngine;
  let aiko: Caller;
  beforeAll(async () => {
    engine = await TestEngine.open(NOW);
    ({ aiko } = await withAcme(engine));
  });
  afterAll(() => engine.close());

  it('K2 refuses numbers of premium rate, satellite and shared cost', async () => {
    for (const phone of ['+1 900 555 0123', '+870 773 111 632', '+49 180 5 123456'])
      expect((await aiko.post('/v1/callbacks', { ...CALLBACK, phone })).body).toMatchObject({
        status: 400,
        rule: 'K2',
      });
  });

  it.each([
    ['an extension', '+81312345678 ext. 12', 'without an extension'],
    ['letters before the number', 'abc+12312312321', 'only a plus, digits'],
    ['letters for digits', '+1 800 FLOWERS', 'only a plus, digits'],
    ['a line break', '+81 3 1234 5678\nBcc: x', 'only a plus, digits'],
    ['no country code', '03-1234-5678', 'with its country code'],
  ])('K2 refuses a number with %s, says why, and records nothing', async (_, phone, message) => {
    const head = await engine.engine.store.head();
    expect(await aiko.post('/v1/callbacks', { ...CALLBACK, phone })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'phone', message: expect.stringContaining(message) as string }] },
    });
    expect(await engine.engine.store.head()).toBe(head);
  });
});
