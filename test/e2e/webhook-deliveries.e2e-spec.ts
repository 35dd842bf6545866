import { expectProblem } from '../support/http/expect-problem.js';
import { minutesLater, NOW, verified, webhookScenes } from '../support/http/webhook-scene.js';

describe('deliveries of webhooks over HTTP', () => {
  const open = webhookScenes();

  it('queue nothing while they are paused, and keep what waits', async () => {
    const { receiver, engine, service, register, openTicket, advanceMinutes, deliveries } = await open();
    const { webhookId } = await register(['TicketOpened']);
    const path = `/v1/webhooks/${String(webhookId)}`;
    receiver.answers.push(500, 500);
    await openTicket();
    await advanceMinutes(1);
    await receiver.waitFor(2);
    await engine.waitForAttempts(async () =>
      JSON.stringify(await deliveries(webhookId, 'waiting')).includes('"attempts":2'),
    );
    const paused = await service.send('PATCH', path, { paused: true });
    expect(paused).toMatchObject({ status: 200, body: { pausedAt: expect.any(String) as unknown } });
    await openTicket();
    await advanceMinutes(30);
    await engine.settled();
    expect(receiver.received).toHaveLength(2);
    expect(await deliveries(webhookId, 'waiting')).toMatchObject([{ attempts: 2 }]);
    const waiting = ((await deliveries(webhookId, 'waiting')) as readonly { readonly deliveryId: string }[])[0];
    const refused = await Promise.all([
      service.post(`${path}/replays`, { after: '0' }),
      service.post(`${path}/deliveries/${waiting?.deliveryId}/replay`),
    ]);
    for (const reply of refused) expectProblem(reply);
    expect(refused.map(({ status }) => status)).toEqual([409, 409]);
    expect((await service.post(`${path}/tests`, {})).status).toBe(201);
    await advanceMinutes(31);
    await receiver.waitFor(3);
    expect((await service.send('PATCH', path, { paused: false })).body).toMatchObject({ pausedAt: null });
    await openTicket();
    await advanceMinutes(40);
    await receiver.waitFor(5);
    await engine.settled();
    expect(receiver.received).toHaveLength(5);
  });

  it('are looked at once an hour in a long pause, and sent at once when it ends', async () => {
    const { receiver, engine, service, register, openTicket, advanceMinutes, deliveries } = await open();
    const { webhookId } = await register(['TicketOpened']);
    const path = `/v1/webhooks/${String(webhookId)}`;
    receiver.answers.push(500, 500);
    await openTicket();
    await advanceMinutes(1);
    await receiver.waitFor(2);
    const waiting = async () => (await deliveries(webhookId, 'waiting')) as readonly { readonly dueAt: string }[];
    await engine.waitForAttempts(async () => JSON.stringify(await waiting()).includes('"attempts":2'));
    await service.patch(path, { paused: true });
    await advanceMinutes(15);
    await engine.waitForAttempts(async () => ((await waiting())[0]?.dueAt ?? '') > minutesLater(60));
    expect(receiver.received).toHaveLength(2);
    await service.patch(path, { paused: false });
    expect((await waiting())[0]?.dueAt).toBe(minutesLater(15));
    await advanceMinutes(16);
    await receiver.waitFor(3);
  });

  it('are not replayed one by one while 1,000 wait, nor tests while one runs', async () => {
    const { engine, service, register } = await open();
    const { webhookId } = await register(['TicketOpened']);
    const path = `/v1/webhooks/${String(webhookId)}`;
    const message = (id: string, channel: string, more: object = {}) => ({
      id,
      channel,
      topic: String(webhookId),
      payload: JSON.stringify({
        webhookId,
        eventId: 'e-1',
        stream: 'ticket-1',
        revision: 0,
        type: 'TicketOpened',
        ...more,
      }),
      createdAt: minutesLater(60),
    });
    const waiting = Array.from({ length: 999 }, (_, number) => message(`waiting-${number}`, 'webhook'));
    await engine.engine.outbox.insert(waiting);
    expect((await service.post(`${path}/deliveries/waiting-1/replay`)).status).toBe(201);
    const refused = await service.post(`${path}/deliveries/waiting-1/replay`);
    expectProblem(refused);
    expect(refused.body).toMatchObject({ status: 409, type: expect.stringMatching(/deliveries-waiting$/) as unknown });
    await engine.engine.outbox.insert([message('test-1', 'webhook-test', { test: true })]);
    for (const send of [service.post(`${path}/deliveries/test-1/replay`), service.post(`${path}/tests`, {})])
      expect((await send).body).toMatchObject({ status: 409, type: expect.stringMatching(/test-running$/) as unknown });
  });

  it('show the attempts of a delivery with the answers of the receiver, and replay one from the list', async () => {
    const { receiver, engine, service, openTicket, advanceMinutes, deliveries } = await open();
    const url = `${receiver.url}?token=s3cret`;
    const { webhookId } = (await service.post('/v1/webhooks', { url, types: ['TicketOpened'] })).body;
    const path = `/v1/webhooks/${String(webhookId)}/deliveries`;
    receiver.text = `Not now: token=s3cret. ${'é'.repeat(2_000)}`;
    receiver.answers.push(503);
    await openTicket();
    await advanceMinutes(1);
    await receiver.waitFor(2);
    await engine.waitForAttempts(async () => ((await deliveries(webhookId, 'sent')) as unknown[]).length === 1);
    const body = expect.stringMatching(/^Not now: •••\. é{400,512}$/u) as string;
    const durationMs = expect.any(Number) as number;
    const [listed] = (await deliveries(webhookId, 'sent')) as readonly Readonly<Record<string, unknown>>[];
    expect(listed).toMatchObject({
      webhookId,
      kind: 'event',
      type: 'TicketOpened',
      attempts: 1,
      lastAnswer: { status: 200, durationMs, body },
    });
    expect(listed).not.toHaveProperty('history');
    const deliveryId = String(listed?.['deliveryId']);
    expect((await service.get(`${path}/${deliveryId}`)).body).toMatchObject({
      ...listed,
      history: [
        { error: 'The receiver responded with status 503.', answer: { status: 503, durationMs, body } },
        { error: null, answer: { status: 200 } },
      ],
    });
    expect((await service.get(`${path}/none`)).body).toMatchObject({ status: 404 });

    const keyed = service.with({ 'Idempotency-Key': 'again' });
    const again = await keyed.post(`${path}/${deliveryId}/replay`);
    expect(again).toMatchObject({
      status: 201,
      body: { kind: 'event', state: 'waiting', eventId: listed?.['eventId'] },
    });
    expect(again.body['deliveryId']).not.toBe(deliveryId);
    await advanceMinutes(2);
    await receiver.waitFor(3);
    expect((await keyed.post(`${path}/${deliveryId}/replay`)).body).toEqual(again.body);
    await advanceMinutes(3);
    await engine.settled();
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(receiver.received).toHaveLength(3);
  });

  it('have their deliveries listed and retried by operators', async () => {
    const { receiver, engine, kenji, register, openTicket } = await open();
    const operator = await engine.as({ kind: 'operator' });
    const [one, other] = [await register(['TicketOpened']), await register(['InternalNoteAdded'])];
    receiver.answers.push(...Array.from({ length: 10 }, () => 500));
    const ticketId = await openTicket();
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await engine.restart(minutesLater(attempt * 24 * 60));
      await receiver.waitFor(attempt);
    }
    await kenji.post(`/v1/desk/tickets/${ticketId}/notes`, { body: 'A note.' });
    await engine.restart(minutesLater(241 * 60));
    await receiver.waitFor(11);
    const list = async (query: string) =>
      (await operator.get(`/v1/webhook-deliveries${query}`)).body['items'] as readonly Readonly<
        Record<string, unknown>
      >[];
    await engine.waitForAttempts(async () => (await list('?state=sent')).length === 1);
    expect((await list('')).map(({ webhookId }) => webhookId)).toEqual([other['webhookId'], one['webhookId']]);
    expect(await list(`?webhook=${String(other['webhookId'])}&state=dead`)).toEqual([]);
    const [dead] = await list('?state=dead');
    expect(dead).toMatchObject({ webhookId: one['webhookId'], type: 'TicketOpened', attempts: 10 });
    const path = `/v1/webhook-deliveries/${String(dead?.['deliveryId'])}`;
    const { history } = (await operator.get(path)).body as { readonly history: readonly object[] };
    expect(history).toHaveLength(10);
    expect((await operator.post(`${path}/retry`)).body).toMatchObject({ state: 'waiting', attempts: 0 });
    expect((await operator.post(`${path}/retry`)).body).toMatchObject({ status: 409 });
    await engine.restart(minutesLater(242 * 60));
    await receiver.waitFor(12);
    expect((await operator.get('/v1/webhook-deliveries/none')).body).toMatchObject({ status: 404 });
  });

  it('retry a failed delivery with the same id, and send each event once', async () => {
    const { receiver, engine, register, openTicket, advanceMinutes, deliveries } = await open();
    receiver.answers.push(500, 503);
    const { webhookId, secret } = await register();
    await openTicket();
    await advanceMinutes(1);
    await receiver.waitFor(2);
    await advanceMinutes(10);
    await receiver.waitFor(3);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    await engine.waitForAttempts(async () =>
      JSON.stringify(await deliveries(webhookId, 'sent')).includes('"attempts":2'),
    );
    await engine.restart(minutesLater(20));
    await openTicket();
    await advanceMinutes(25);
    await receiver.waitFor(4);
    expect(receiver.received).toHaveLength(4);
    for (const each of receiver.received) expect(verified(secret, each)).toMatchObject({ type: 'TicketOpened' });
  });

  it('list a delivery as dead after ten failed attempts, and retry it on request', async () => {
    const { receiver, engine, service, register, openTicket, deliveries } = await open();
    receiver.answers.push(...Array.from({ length: 10 }, () => 500));
    const { webhookId } = await register();
    await openTicket();
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await engine.restart(minutesLater(attempt * 24 * 60));
      await receiver.waitFor(attempt);
    }
    await engine.waitForAttempts(async () =>
      JSON.stringify(await deliveries(webhookId, 'dead')).includes('responded with status 500.'),
    );
    const [dead] = (await deliveries(webhookId, 'dead')) as readonly { readonly deliveryId: string }[];
    const path = `/v1/webhooks/${String(webhookId)}/deliveries/${dead?.deliveryId}/retry`;
    expect((await service.post(path)).body).toMatchObject({ state: 'waiting', attempts: 0 });
    expect((await service.post(path)).body).toMatchObject({
      status: 409,
      type: expect.stringContaining('delivery-not-dead') as unknown,
    });
    await engine.restart(minutesLater(11 * 24 * 60));
    await receiver.waitFor(11);
    await engine.waitForAttempts(async () => ((await deliveries(webhookId, 'sent')) as unknown[]).length === 1);
  });

  it.each([429, 503])('are all held back until the Retry-After of a response with %i', async (status) => {
    const { receiver, engine, service, register, openTicket, advanceMinutes, deliveries } = await open();
    [receiver.retryAfter, receiver.answers[0]] = ['3600', status];
    const { webhookId } = await register();
    await openTicket();
    await advanceMinutes(1);
    await receiver.waitFor(1);
    await engine.waitForAttempts(async () =>
      JSON.stringify(await deliveries(webhookId, 'waiting')).includes(`${status}`),
    );
    for (let n = 0; n < 3; n += 1) await openTicket();
    await service.post(`/v1/webhooks/${String(webhookId)}/replays`, { after: '0' });
    await advanceMinutes(30);
    await engine.restart(minutesLater(40));
    await advanceMinutes(50);
    const waiting = (await deliveries(webhookId, 'waiting')) as readonly Readonly<Record<string, unknown>>[];
    expect(waiting.map(({ attempts }) => attempts).toSorted()).toEqual([...Array<number>(7).fill(0), 1]);
    for (const { dueAt } of waiting) expect(String(dueAt) >= minutesLater(60)).toBe(true);
    expect(receiver.received).toHaveLength(1);
    await advanceMinutes(62);
    await receiver.waitFor(9);
    await engine.waitForAttempts(async () => ((await deliveries(webhookId, 'sent')) as unknown[]).length === 8);
  });

  it('lose their waiting and dead deliveries when removed, and the engine continues', async () => {
    const { receiver, engine, service, register, advanceMinutes } = await open();
    const { webhookId } = await register(['TicketOpened']);
    const { outbox } = engine.engine;
    const backlog = Array.from({ length: 20_000 }, (_, number) => ({
      id: `backlog-${number}`,
      channel: number % 2 === 0 ? 'webhook' : 'webhook-replay',
      topic: String(webhookId),
      payload: JSON.stringify({ webhookId, eventId: `e-${number}`, stream: 'ticket-none', revision: 0 }),
      createdAt: minutesLater(60),
    }));
    await outbox.insert(backlog);
    await outbox.recordAttempt('backlog-1', { failedAt: NOW.toISOString(), error: 'gone', retryAt: null });
    expect((await service.delete(`/v1/webhooks/${String(webhookId)}`)).status).toBe(200);
    await engine.settled();
    expect(await outbox.messages({ topic: String(webhookId) }, { limit: 1 })).toEqual([]);
    // As if another process had added deliveries meanwhile.
    await outbox.insert(backlog);
    await advanceMinutes(61);
    expect(await outbox.messages({ topic: String(webhookId) }, { limit: 1 })).toEqual([]);
    expect((await service.get('/v1/webhooks')).status).toBe(200);
    expect(receiver.received).toEqual([]);
  });
});
