import { decode } from '@ledgerdesk/event-store';
import { collect } from '../support/collect.js';
import { CHAT } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { EventSource } from '../support/http/event-source.js';
import { after, available, engagementOf, liveSupportScenes, NOW } from '../support/http/live-support-scene.js';

describe('chats over HTTP', () => {
  const open = liveSupportScenes();

  it('R6 answers a repeated end of a chat with the position of its ticket, like the first one', async () => {
    const { engine, aiko, startChat } = await open();
    const chatId = await startChat();
    const end = () => aiko.with({ 'idempotency-key': 'end' }).delete(`/v1/chats/${chatId}`);
    const positions = [await end(), await end()].map(({ headers }) => headers.get('ledger-position'));
    const [ticket] = (await engine.engine.store.readStream(`ticket-${chatId}`)).slice(-1);
    expect(positions).toEqual([ticket?.position, ticket?.position]);
  });

  it('R6 turns an ended chat into a solved ticket with its transcript, and streams its updates', async () => {
    const { engine, aiko, kenji, read, typesIn } = await open();
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
    const { engine, aiko, kenji, yuki, startChat, requestCallback, read } = await open();
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
    const { engine, aiko, ben, startChat } = await open();
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
    const { engine, aiko, startChat, read } = await open();
    const chatId = await startChat();
    const updates = await EventSource.open(`${engine.url}/v1/chats/${chatId}/updates`, aiko);
    await updates.waitFor(1);
    await engine.restart(after(60));
    await updates.ended;
    expect(updates.events.map(({ event, data }) => data['reason'] ?? event)).toEqual(['message', 'stopping']);
    expect(await read(`/v1/chats/${chatId}`)).toMatchObject({ status: 'waiting' });
  });

  it('K4 R6 transfers a chat to an available agent, and both sides are told', async () => {
    const { engine, aiko, kenji, yuki, startChat, typesIn } = await open();
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

  it('R6 turns a chat that no agent joined in time into an open ticket with a clock', async () => {
    const { engine, startChat, read, typesIn } = await open();
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

  it('R6 reads a long chat in pages of limited size, with cursors that continue its event stream', async () => {
    const { aiko, startChat } = await open();
    const chatId = await startChat();
    const long = 'x'.repeat(4_000);
    for (let n = 0; n < 205; n += 1)
      await aiko.post(`/v1/chats/${chatId}/messages`, { body: n < 150 ? `${n} ${long}` : `${n}` });
    const chat = await collect(aiko.client().pages('/v1/chats/{chatId}', { path: { chatId } }));
    const pages = chat.map(({ updates }) => updates.map(({ body }) => body?.split(' ')[0]));
    expect(pages.map((page) => page.length)).toEqual([125, 81]);
    expect(pages.flat().slice(1)).toEqual(Array.from({ length: 205 }, (_, n) => `${n}`));
    const { next } = (await aiko.get(`/v1/chats/${chatId}?limit=200&cursor=200`)).body;
    expect(next).toBeUndefined();
    expect((await aiko.get(`/v1/chats/${chatId}?cursor=x`)).body).toMatchObject({
      type: 'urn:ledgerdesk:problem:cursor-malformed',
    });
  });
});
