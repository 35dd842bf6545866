import { expectProblem } from '../support/http/expect-problem.js';
import { verified, webhookScenes } from '../support/http/webhook-scene.js';

describe('replays and tests of webhooks over HTTP', () => {
  const open = webhookScenes();

  it('are tested by a signed sample event, sent once', async () => {
    const { receiver, engine, service, register, advanceMinutes, deliveries } = await open();
    const { webhookId, secret } = await register(['TicketSolved']);
    const path = `/v1/webhooks/${String(webhookId)}`;
    receiver.answers.push(404);
    const test = await service.post(`${path}/tests`, {});
    expect(test).toMatchObject({
      status: 201,
      body: { kind: 'test', type: 'TicketSolved', stream: 'sample-1', revision: 0, state: 'waiting' },
    });
    expect((await service.post(`${path}/tests`, {})).body).toMatchObject({
      status: 409,
      type: expect.stringContaining('test-running') as unknown,
    });
    expectProblem(await service.post(`${path}/tests`, { type: 'TicketLost' }));
    await advanceMinutes(1);
    await receiver.waitFor(1);
    const [received] = receiver.received;
    if (!received) throw new Error('No delivery was received.');
    expect(verified(secret, received)).toMatchObject({
      type: 'TicketSolved',
      id: test.body['eventId'],
      test: true,
      actor: { kind: 'agent' },
    });
    await engine.waitForAttempts(async () => ((await deliveries(webhookId, 'dead')) as unknown[]).length === 1);
    expect(await deliveries(webhookId, 'dead')).toMatchObject([
      { kind: 'test', lastAnswer: { status: 404, body: null } },
    ]);
    await advanceMinutes(60);
    expect(receiver.received).toHaveLength(1);
  });

  it('replay events after a position, with the same id for a repeated event', async () => {
    const { receiver, service, register, openTicket, advanceMinutes } = await open();
    await openTicket();
    const { webhookId } = await register(['TicketOpened']);
    await openTicket();
    await advanceMinutes(1);
    await receiver.waitFor(1);
    expect((await service.post(`/v1/webhooks/${String(webhookId)}/replays`, { after: '0' })).status).toBe(201);
    await advanceMinutes(2);
    await receiver.waitFor(3);
    const [first, ...again] = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(again).size).toBe(2);
    expect(again).toContain(first);
  });

  it('run one replay at a time', async () => {
    const { receiver, engine, service, register, openTicket, advanceMinutes } = await open();
    const { webhookId } = await register(['TicketOpened']);
    const other = await register(['TicketOpened']);
    await openTicket();
    await advanceMinutes(1);
    await receiver.waitFor(2);
    receiver.answers.push(...Array.from({ length: 4 }, () => 500));
    const replay = (id: unknown) => service.post(`/v1/webhooks/${String(id)}/replays`, { after: '0' });
    const running = { status: 409, type: expect.stringContaining('replay-running') as unknown };
    const [first, second] = [await replay(webhookId), await replay(webhookId)];
    expect(first.status).toBe(201);
    expect(second.body).toMatchObject(running);
    expect((await replay(other['webhookId'])).status).toBe(201);
    await advanceMinutes(2);
    await receiver.waitFor(6);
    await engine.settled();
    expect((await replay(webhookId)).body).toMatchObject(running);
    await advanceMinutes(60);
    await receiver.waitFor(8);
    await engine.waitForAttempts(
      async () => !(await engine.engine.outbox.hasWaiting('webhook-replay', String(webhookId))),
    );
    expect((await replay(webhookId)).status).toBe(201);
  });
});
