import { CALLBACK, TEAM, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { after, available, engagementOf, liveSupportScenes, NOW } from '../support/http/live-support-scene.js';
import { TestEngine } from '../support/http/test-engine.js';

describe('callbacks over HTTP', () => {
  const open = liveSupportScenes();

  it('K4 transfers a callback to the front of its queue, and not back to the agent who did it', async () => {
    const { engine, kenji, yuki, requestCallback, admin, read } = await open();
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

  it('K1 K2 K3 K5 offers a callback with a direct number and an urgency hint, and keeps queue order', async () => {
    const { aiko, requestCallback, admin } = await open();
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
    const { engine, operator, kenji } = await open();
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
    const { engine, kenji, requestCallback, read } = await open();
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
