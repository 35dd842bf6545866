import { Webhook as Verifier } from 'standardwebhooks';
import { exportLog } from '../../apps/cli/export/export-log.js';
import { replayReadModel } from '../../apps/cli/replay/replay-read-model.js';
import { TICKET, withAcme, withTeam } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { EventSource } from '../support/http/event-source.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';
import { type Received, WebhookReceiver } from '../support/http/webhook-receiver.js';

const NOW = new Date();
const minutesLater = (minutes: number): string => new Date(NOW.getTime() + minutes * 60_000).toISOString();

const verified = (secret: unknown, { headers, body }: Received): unknown =>
  new Verifier(String(secret)).verify(body, headers as Record<string, string>);

describe('webhooks over HTTP', () => {
  let receiver: WebhookReceiver;
  let engine: TestEngine;
  let aiko: Caller;
  let kenji: Caller;
  let service: Caller;

  const open = async (
    settings: Readonly<Record<string, string>> = { WEBHOOK_PRIVATE_ADDRESSES: 'true' },
  ): Promise<void> => {
    engine = await TestEngine.open(NOW.toISOString(), settings);
    ({ aiko, kenji } = await withAcme(engine));
    service = await engine.as({ kind: 'service', subject: 'console' });
  };
  const register = async (types: readonly string[] = ['TicketOpened', 'InternalNoteAdded']) =>
    (await service.post('/v1/webhooks', { url: receiver.url, types })).body;
  const openTicket = async () => String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']);
  const advanceMinutes = async (minutes: number): Promise<void> => {
    await engine.advanceTo(minutesLater(minutes));
  };
  const deliveries = async (webhookId: unknown, state: string) =>
    (await service.get(`/v1/webhooks/${String(webhookId)}/deliveries?state=${state}`)).body['items'];

  beforeEach(async () => {
    receiver = await WebhookReceiver.open();
  });
  afterEach(async () => {
    await engine.close();
    await receiver.close();
  });

  it('send the subscribed events, signed as Standard Webhooks, with personal fields masked', async () => {
    await open();
    const { secret } = await register();
    const ticketId = await openTicket();
    await kenji.post(`/v1/desk/tickets/${ticketId}/notes`, { body: 'A secret between us.' });
    await kenji.post(`/v1/desk/tickets/${ticketId}/answers`, { body: 'Try this.' });
    await advanceMinutes(1);
    await receiver.waitFor(2);
    expect([...receiver.types].sort()).toEqual(['InternalNoteAdded', 'TicketOpened']);
    const [note, first] = receiver.received.toSorted(({ body: a }, { body: b }) => (a < b ? -1 : 1));
    if (!first || !note) throw new Error('No delivery was received.');
    expect(verified(secret, first)).toMatchObject({
      type: 'TicketOpened',
      stream: `ticket-${ticketId}`,
      data: { teamId: 'acme', subject: '•••' },
    });
    expect(note.body).not.toContain('secret between us');
    expect(() => verified(secret, { ...first, body: first.body.replace('acme', 'globex') })).toThrow();
  });

  it('receive the events of the teams that they name, also when they are replayed', async () => {
    await open();
    const { operator } = await withTeam(engine, 'globex');
    const carla = await engine.member('globex', 'aiko');
    const scoped = await engine.as({ kind: 'service', subject: 'console', scope: 'webhooks' });
    const all = await engine.as({ kind: 'service', subject: 'console', scope: 'webhooks webhooks:all-teams' });
    const body = { url: receiver.url, types: ['TicketOpened', 'AgentRegistered'] };

    const refused = await Promise.all([
      scoped.post('/v1/webhooks', body),
      scoped.post('/v1/webhooks', { ...body, teams: [] }),
      all.post('/v1/webhooks', { ...body, teams: ['*', 'acme'] }),
      scoped.post('/v1/webhooks', { ...body, teams: ['*'] }),
    ]);
    for (const reply of refused) expectProblem(reply);
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 403]);

    const named = await scoped.post('/v1/webhooks', { ...body, teams: ['acme'] });
    expect(named).toMatchObject({ status: 201, body: { teams: ['acme'] } });
    await aiko.post('/v1/tickets', TICKET);
    await carla.post('/v1/tickets', TICKET);
    await operator.post('/v1/desk/agents', { agentId: 'mia', name: 'Mia', languages: ['en'], products: ['dropbox'] });
    const teamsReceived = () =>
      receiver.received.map(({ body: text }) => (JSON.parse(text) as { data: { teamId?: string } }).data.teamId);
    await advanceMinutes(1);
    await receiver.waitFor(1);
    expect(teamsReceived()).toEqual(['acme']);
    await scoped.post(`/v1/webhooks/${String(named.body['webhookId'])}/replays`, { after: '0' });
    await advanceMinutes(2);
    await receiver.waitFor(2);
    expect(teamsReceived()).toEqual(['acme', 'acme']);

    const every = await all.post('/v1/webhooks', { ...body, teams: ['*'] });
    expect(every).toMatchObject({ status: 201, body: { teams: null } });
    await carla.post('/v1/tickets', TICKET);
    await advanceMinutes(3);
    await receiver.waitFor(3);
    expect(teamsReceived().slice(2)).toEqual(['globex']);
  });

  it('use the query of their URL, and show it to nobody', async () => {
    await open();
    const url = `${receiver.url}?token=s3cret`;
    const { body } = await service.post('/v1/webhooks', { url, types: ['TicketOpened'] });
    const path = `/v1/webhooks/${String(body['webhookId'])}`;
    await openTicket();
    await advanceMinutes(1);
    await receiver.waitFor(1);
    expect(receiver.received.map(({ path: to }) => to)).toEqual(['/in?token=s3cret']);

    const [analyst, auditor] = [await engine.as({ kind: 'analyst' }), await engine.as({ kind: 'auditor' })];
    const answers = [
      { body },
      await service.get('/v1/webhooks'),
      await service.get(`${path}/deliveries`),
      await service.post(`${path}/replays`, { after: '0' }),
      await service.post(`${path}/secrets`),
      await analyst.get('/v1/log/events?stream=webhook-'),
      await auditor.get('/v1/log/events?stream=webhook-'),
      await analyst.get('/v1/read-models/webhooks'),
      await auditor.get('/v1/read-models/webhooks'),
      await service.delete(path),
    ];
    const live = await EventSource.open(`${engine.url}/v1/log/events/live?after=0&stream=webhook-`, auditor);
    await live.waitFor(1);
    live.close();
    const written: unknown[] = [];
    const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.push(text);
      return true;
    });
    await exportLog(engine.engine.store, { format: 'jsonl', after: '0', stream: 'webhook-' });
    stdout.mockRestore();
    written.push(
      await replayReadModel(engine.engine.store, { projection: 'webhooks', by: 'recorded', format: 'json' }),
    );

    for (const shown of [...answers.map((answer) => answer.body), live.events, written])
      expect(JSON.stringify(shown)).not.toContain('s3cret');
    expect(JSON.stringify([answers, live.events, written]).match(/in\?•••/g)?.length).toBeGreaterThan(10);
  });

  it('name who caused the event, and for whom', async () => {
    await open();
    await register(['TicketOpened', 'TicketAnswered']);
    const ticketId = await openTicket();
    await kenji.post(`/v1/desk/tickets/${ticketId}/answers`, { body: 'Try this.' });
    const acting = await engine.as({ kind: 'service', subject: 'console', scope: 'act' });
    const asked = await acting.with({ 'Ledger-On-Behalf-Of': 'acme/aiko' }).post('/v1/tickets', TICKET);
    expect(asked.status).toBe(201);
    await advanceMinutes(1);
    await receiver.waitFor(3);
    const bodies = receiver.received.map(({ body }) => JSON.parse(body) as Readonly<Record<string, unknown>>);
    const member = { kind: 'member', id: 'acme.aiko' };
    expect(bodies.map(({ type, actor, onBehalfOf }) => ({ type, actor, onBehalfOf }))).toEqual(
      expect.arrayContaining([
        { type: 'TicketOpened', actor: member, onBehalfOf: undefined },
        { type: 'TicketAnswered', actor: { kind: 'agent', id: 'kenji' }, onBehalfOf: undefined },
        { type: 'TicketOpened', actor: { kind: 'service', id: 'console' }, onBehalfOf: member },
      ]),
    );
  });

  it('are changed: the new URL, types and teams apply from then on', async () => {
    await open();
    const { webhookId } = await register(['TicketOpened']);
    const path = `/v1/webhooks/${String(webhookId)}`;
    const found = await service.get(path);
    expect(found).toMatchObject({ status: 200, body: { webhookId, types: ['TicketOpened'], pausedAt: null } });
    const etag = String(found.headers.get('etag'));
    const changed = await service
      .with({ 'If-Match': etag })
      .send('PATCH', path, { url: `${receiver.url}?token=s3cret`, types: ['InternalNoteAdded'], teams: ['acme'] });
    expect(changed).toMatchObject({
      status: 200,
      body: { url: `${receiver.url}?•••`, types: ['InternalNoteAdded'], teams: ['acme'] },
    });
    expect((await service.with({ 'If-Match': etag }).send('PATCH', path, { types: [] })).status).toBe(412);
    const ticketId = await openTicket();
    await kenji.post(`/v1/desk/tickets/${ticketId}/notes`, { body: 'A note.' });
    await advanceMinutes(1);
    await receiver.waitFor(1);
    expect(receiver.received.map(({ path: to, body }) => [to, body.includes('InternalNoteAdded')])).toEqual([
      ['/in?token=s3cret', true],
    ]);
    const refusals = await Promise.all(
      [{ url: `${receiver.url}?•••` }, { url: 'ftp://a.example' }, { types: ['TicketLost'] }, { teams: ['*', 'acme'] }]
        .map((body) => service.send('PATCH', path, body))
        .concat([null, 'x'].map((paused) => service.send('PATCH', path, { paused }))),
    );
    for (const reply of refusals) expectProblem(reply);
    expect(refusals.map(({ status }) => status)).toEqual(Array(6).fill(400));
    const other = await engine.as({ kind: 'service', subject: 'another' });
    expect([(await other.get(path)).status, (await other.send('PATCH', path, {})).status]).toEqual([404, 404]);
    const scoped = await engine.as({ kind: 'service', subject: 'console', scope: 'webhooks' });
    expect((await scoped.send('PATCH', path, { teams: ['*'] })).body).toMatchObject({
      status: 403,
      scope: 'webhooks:all-teams',
    });
    expect((await service.get(path)).body).toMatchObject({ types: ['InternalNoteAdded'], teams: ['acme'] });
  });

  it('queue nothing while they are paused, and keep what waits', async () => {
    await open();
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

  it('show the attempts of a delivery with the answers of the receiver, and replay one from the list', async () => {
    await open();
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

  it('are tested by a signed sample event, sent once', async () => {
    await open();
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

  it('have a catalogue of the events that they can receive, each with a sample', async () => {
    await open();
    const { items } = (await service.get('/v1/webhook-event-types')).body as {
      readonly items: readonly { readonly type: string; readonly sample: { readonly data: object } }[];
    };
    const types = items.map(({ type }) => type);
    expect(types).toEqual(types.toSorted());
    expect(types).not.toContain('WebhookRegistered');
    expect((await service.post('/v1/webhooks', { url: receiver.url, types })).status).toBe(201);
    expect(items.find(({ type }) => type === 'TicketOpened')).toMatchObject({
      masked: expect.arrayContaining(['subject', 'body']) as unknown,
      sample: { type: 'TicketOpened', test: true, data: { subject: '•••', product: expect.any(String) as unknown } },
    });
  });

  it('have their deliveries listed and retried by operators', async () => {
    await open();
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
    await open();
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
    await open();
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
    await open();
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

  it('replay events after a position, with the same id for a repeated event', async () => {
    await open();
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

  it('end when removed, and when the receiver responds with 410', async () => {
    await open();
    const { webhookId } = await register();
    await openTicket();
    await advanceMinutes(1);
    await receiver.waitFor(1);
    expect((await service.delete(`/v1/webhooks/${String(webhookId)}`)).body).toMatchObject({ removed: 'removed' });
    receiver.answers.push(410);
    const gone = await register();
    await openTicket();
    await advanceMinutes(2);
    await receiver.waitFor(2);
    await engine.waitForEvents(`webhook-${String(gone['webhookId'])}`, 2);
    await engine.settled();
    expect((await service.get('/v1/webhooks')).body).toEqual({ items: [] });
    await openTicket();
    await advanceMinutes(3);
    expect(receiver.received).toHaveLength(2);
  });

  it('lose their waiting and dead deliveries when removed, and the engine continues', async () => {
    await open();
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

  it('run one replay at a time', async () => {
    await open();
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

  it('sign with both secrets after a rotation', async () => {
    await open();
    const { webhookId, secret: old } = await register();
    const {
      body: { secret },
    } = await service.post(`/v1/webhooks/${String(webhookId)}/secrets`);
    expect(secret).not.toBe(old);
    await openTicket();
    await advanceMinutes(1);
    await receiver.waitFor(1);
    const [first] = receiver.received;
    if (!first) throw new Error('No delivery was received.');
    for (const known of [secret, old]) expect(verified(known, first)).toMatchObject({ type: 'TicketOpened' });
  });

  it('refuse private addresses by default', async () => {
    await open({});
    const { webhookId } = await register();
    await openTicket();
    await advanceMinutes(1);
    await engine.waitForAttempts(async () =>
      JSON.stringify(await deliveries(webhookId, 'waiting')).includes('private IP address'),
    );
    expect(receiver.received).toEqual([]);
  });

  it('show a service its own webhooks only, and refuse invalid URLs and types', async () => {
    await open();
    const { webhookId } = await register();
    const other = await engine.as({ kind: 'service', subject: 'other' });
    await engine.settled();
    expect((await service.get('/v1/webhooks')).body).toMatchObject({ items: [{ webhookId }] });
    expect((await other.get('/v1/webhooks')).body).toEqual({ items: [] });
    for (const [method, path] of [
      ['GET', '/deliveries'],
      ['POST', '/secrets'],
      ['DELETE', ''],
    ] as const) {
      expect((await other.send(method, `/v1/webhooks/${String(webhookId)}${path}`)).status).toBe(404);
    }
    expect((await other.post(`/v1/webhooks/${String(webhookId)}/replays`, { after: '0' })).status).toBe(404);
    expect((await service.post('/v1/webhooks', { url: 'ftp://console.example' })).body).toMatchObject({
      status: 400,
      type: expect.stringContaining('webhook-url-invalid') as unknown,
    });
    expect((await service.post('/v1/webhooks', { url: receiver.url, types: ['TicketLost'] })).body).toMatchObject({
      status: 400,
    });
    expect((await aiko.get('/v1/webhooks')).status).toBe(403);
  });
});
