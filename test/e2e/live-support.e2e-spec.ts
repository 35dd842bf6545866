import { decode } from '@ledgerdesk/event-store';
import { CALLBACK, CHAT } from '../support/http/acme-fixture.js';
import { available, engagementOf, liveSupportScenes } from '../support/http/live-support-scene.js';

describe('live support over HTTP', () => {
  const open = liveSupportScenes();

  it('E9 L6 L7 is open to admins: with the add-on in its hours, without it in those of standard support', async () => {
    const { aiko, ben, buyDash } = await open();
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

  it('L2 L4 L6 is open for Dash in Japanese, and in English from the closing of the Japanese desk on', async () => {
    const { engine, aiko, kenji, read, typesIn, buyDash } = await open();
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
    const { engine, aiko } = await open();
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
    const { engine, operator, kenji, yuki, admin } = await open();
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

  it('V4 K4 R6 lists own chats and callbacks, waiting and past, with the position and the expected wait', async () => {
    const { engine, aiko, ben, kenji, startChat, requestCallback, admin } = await open();
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
});
