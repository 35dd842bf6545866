import { CALLBACK, CHAT } from '../support/http/acme-fixture.js';
import { after, available, engagementOf, liveSupportScenes } from '../support/http/live-support-scene.js';

describe('the lines of live support over HTTP', () => {
  const open = liveSupportScenes();

  it('L7 K4 serves standard support after all premium requests', async () => {
    const { kenji, yuki, requestCallback, admin } = await open();
    const mio = await admin('mio');
    const standard = await mio.post('/v1/callbacks', { ...CALLBACK, product: 'dash' });
    const premium = await requestCallback();
    expect(standard.body).toMatchObject({ terms: 'standard', position: 1 });
    expect((await kenji.post('/v1/desk/callbacks/next', {})).body['callbackId']).toBe(premium);
    expect((await yuki.post('/v1/desk/callbacks/next', {})).body['callbackId']).toBe(standard.body['callbackId']);
  });

  it('K4 has one request of a requester waiting per channel, also of concurrent ones, and names it', async () => {
    const { engine, aiko } = await open();
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
    const { engine, kenji, yuki, startChat, requestCallback, read } = await open();
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

  it('K4 gives each of fifty waiting requests to one of fifty concurrent agents, pushed or pulled', async () => {
    const { engine, operator, admin, typesIn } = await open();
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

  it('K4 returns the chat of an agent without heartbeats, and gives it to the next agent', async () => {
    const { engine, kenji, yuki, startChat, requestCallback, typesIn } = await open();
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
    const { engine, kenji, startChat, typesIn } = await open();
    const chatId = await startChat();
    await available(kenji);
    await engine.settled();
    await engine.restart(after(300));
    expect(await typesIn(`chat-${chatId}`)).toEqual(['ChatStarted', 'ChatJoined']);
    await engine.advanceTo(after(392));
    await engine.waitForEvents(`chat-${chatId}`, 3);
    expect(await typesIn(`chat-${chatId}`)).toEqual(['ChatStarted', 'ChatJoined', 'ChatReturned']);
  });
});
