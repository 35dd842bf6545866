import { TICKET, withTeam } from '../support/http/acme-fixture.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { verified, webhookScenes } from '../support/http/webhook-scene.js';

describe('webhooks over HTTP', () => {
  const open = webhookScenes();

  it('send the subscribed events, signed as Standard Webhooks, with personal fields masked', async () => {
    const { receiver, kenji, register, openTicket, advanceMinutes } = await open();
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
    const { receiver, engine, aiko, advanceMinutes } = await open();
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
    const path = `/v1/webhooks/${String(every.body['webhookId'])}`;
    for (const change of [{ url: `${receiver.url}?elsewhere` }, { types: [] }, { teams: ['*'] }])
      expect(await scoped.patch(path, change)).toMatchObject({ status: 403, body: { scope: 'webhooks:all-teams' } });
    expect(await all.get(path)).toMatchObject({ body: { url: receiver.url, types: body.types, teams: null } });
    expect((await scoped.patch(path, { paused: false })).status).toBe(200);
    await carla.post('/v1/tickets', TICKET);
    await advanceMinutes(3);
    await receiver.waitFor(3);
    expect(teamsReceived().slice(2)).toEqual(['globex']);
    expect((await scoped.patch(path, { url: receiver.url, teams: ['acme'] })).status).toBe(200);
    expect((await scoped.patch(path, { types: [] })).status).toBe(200);
  });

  it('name who caused the event, and for whom', async () => {
    const { receiver, engine, kenji, register, openTicket, advanceMinutes } = await open();
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
    const { receiver, engine, kenji, service, register, openTicket, advanceMinutes } = await open();
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

  it('have a catalogue of the events that they can receive, each with a sample', async () => {
    const { receiver, service } = await open();
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

  it('end when removed, and when the receiver responds with 410', async () => {
    const { receiver, engine, service, register, openTicket, advanceMinutes } = await open();
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

  it('sign with both secrets after a rotation', async () => {
    const { receiver, service, register, openTicket, advanceMinutes } = await open();
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
    const { receiver, engine, register, openTicket, advanceMinutes, deliveries } = await open({});
    const { webhookId } = await register();
    await openTicket();
    await advanceMinutes(1);
    await engine.waitForAttempts(async () =>
      JSON.stringify(await deliveries(webhookId, 'waiting')).includes('private IP address'),
    );
    expect(receiver.received).toEqual([]);
  });

  it('are limited to 100 of a service, without those that were deleted', async () => {
    const { receiver, engine, service } = await open();
    const body = { url: receiver.url, types: ['TicketOpened'] };
    const keyed = service.with({ 'idempotency-key': 'first' });
    const first = await keyed.post('/v1/webhooks', body);
    const others = await Promise.all(Array.from({ length: 99 }, () => service.post('/v1/webhooks', body)));
    expect(new Set([first, ...others].map(({ status }) => status))).toEqual(new Set([201]));
    await engine.settled();
    const refused = await service.post('/v1/webhooks', body);
    expectProblem(refused);
    expect(refused.body).toMatchObject({ status: 409, type: expect.stringMatching(/too-many-webhooks$/) as unknown });
    expect(await keyed.post('/v1/webhooks', body)).toMatchObject({ status: 201, body: first.body });
    expect((await (await engine.as({ kind: 'service', subject: 'other' })).post('/v1/webhooks', body)).status).toBe(
      201,
    );
    await service.delete(`/v1/webhooks/${String(first.body['webhookId'])}`);
    await engine.settled();
    expect((await service.post('/v1/webhooks', body)).status).toBe(201);
  });

  it('show a service its own webhooks only, and refuse invalid URLs and types', async () => {
    const { receiver, engine, aiko, service, register } = await open();
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
