import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHAT, TEAM, TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller, Reply } from '../support/http/caller.js';
import { fetchDescription, routesIn } from '../support/http/openapi-description.js';
import { TestEngine } from '../support/http/test-engine.js';

const ticketsIn = ({ body }: Reply): readonly Body[] => body['items'] as readonly Body[];

describe('the desk over HTTP', () => {
  let engine: TestEngine;
  let aiko: Caller;
  let agents: readonly Caller[];
  let kenji: Caller;

  beforeAll(async () => {
    engine = await TestEngine.open();
    ({ aiko, kenji } = await withAcme(engine));
    agents = [kenji, ...(await Promise.all(['yuki', 'tom'].map((subject) => engine.as({ kind: 'agent', subject }))))];
  });
  afterAll(() => engine.close());

  const openTicket = async (): Promise<string> => String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']);

  it('assigns a ticket to one of several concurrent claimants, and names them to the others', async () => {
    const ticketId = await openTicket();
    const replies = await Promise.all(agents.map((agent) => agent.post(`/v1/desk/tickets/${ticketId}/claim`)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const owner = replies.find(({ status }) => status === 201)?.body['assignedTo'];
    for (const { body } of replies.filter(({ status }) => status === 409))
      expect(body).toMatchObject({ type: 'urn:ledgerdesk:problem:ticket-claimed', assignedTo: owner });
  });

  it('unassigns a ticket, which then waits for an agent again', async () => {
    const ticketId = await openTicket();
    await kenji.post(`/v1/desk/tickets/${ticketId}/claim`);
    const [, yuki] = agents as [Caller, Caller, Caller];
    const unassigned = await yuki.delete(`/v1/desk/tickets/${ticketId}/assignment`);
    expect(unassigned).toMatchObject({ status: 200, body: { ticketId, assignedTo: null } });
    const { body } = await yuki
      .with({ 'ledger-position': unassigned.headers.get('ledger-position') ?? '' })
      .get('/v1/desk/queue?unassigned=true');
    expect((body['items'] as Body[]).map((item) => item['ticketId'])).toContain(ticketId);
  });

  it('E11 moves a ticket to another product for queue and dashboard, and keeps its promise', async () => {
    const { body: ticket } = await aiko.post('/v1/tickets', TICKET);
    const ticketId = String(ticket['ticketId']);
    await engine.settled();
    const before = (await aiko.get('/v1/hub/dashboard')).body;
    const route = `/v1/desk/tickets/${ticketId}/classification`;
    const move = { product: 'dash', issueType: 'how_to', reason: 'It is about search.' };
    const moved = await kenji.put(route, move);
    const { openedAt, responseDueAt, response, entitlement } = ticket;
    expect(moved).toMatchObject({
      status: 200,
      body: { product: 'dash', issueType: 'how_to', openedAt, responseDueAt, response, entitlement },
    });
    const at = { 'ledger-position': moved.headers.get('ledger-position') ?? '' };
    const { body: queue } = await kenji.with(at).get('/v1/desk/queue?product=dash');
    expect((queue['items'] as Body[]).map((item) => item['ticketId'])).toContain(ticketId);
    const shown = (await aiko.with(at).get(`/v1/tickets/${ticketId}`)).body;
    expect(shown).toMatchObject({ product: 'dash', issueType: 'how_to' });
    expect(JSON.stringify(shown)).not.toContain(move.reason);
    const after = (await aiko.with(at).get('/v1/hub/dashboard')).body;
    expect(after).toMatchObject({ open: before['open'], total: before['total'] });
    expect(after['products']).toContainEqual(expect.objectContaining({ product: 'dash', count: 1 }));
    expect(await kenji.put(route, { ...move, product: 'fax' })).toMatchObject({ status: 400 });
  });

  it('R4 opens a ticket for a requester, on behalf of whom the agent is recorded', async () => {
    const request = { ...TICKET, teamId: 'acme', requesterId: 'ben' };
    const opened = await kenji.with({ 'idempotency-key': 'phone-1' }).post('/v1/desk/tickets', request);
    expect(opened).toMatchObject({ status: 201, body: { response: { state: 'running' } } });
    const again = await kenji.with({ 'idempotency-key': 'phone-1' }).post('/v1/desk/tickets', request);
    expect(again).toMatchObject({ status: 201, body: { ticketId: opened.body['ticketId'] } });
    const answered = await kenji.post('/v1/desk/tickets', { ...request, answer: { body: 'As discussed.' } });
    expect(answered).toMatchObject({ status: 201, body: { status: 'open', response: { state: 'none' } } });

    const ben = await engine.member('acme', 'ben');
    const at = { 'ledger-position': answered.headers.get('ledger-position') ?? '' };
    const shown = await ben.with(at).get(`/v1/tickets/${String(answered.body['ticketId'])}`);
    expect(shown.body['messages']).toMatchObject([
      { author: { kind: 'member', id: 'ben' }, body: TICKET.body },
      { author: { kind: 'agent', id: 'kenji' }, body: 'As discussed.' },
    ]);
    const auditor = await engine.as({ kind: 'auditor' });
    const { body } = await auditor.get(`/v1/log/events?stream=ticket-${String(opened.body['ticketId'])}`);
    expect((body['items'] as Body[])[0]).toMatchObject({
      type: 'TicketOpened',
      metadata: { actor: { kind: 'agent', id: 'kenji' }, onBehalfOf: { kind: 'member', id: 'acme.ben' } },
    });
    const nobody = await kenji.post('/v1/desk/tickets', { ...request, requesterId: 'nobody' });
    expect(nobody).toMatchObject({ status: 403, body: { rule: 'E2' } });
  });

  it('D2 D3 merges tickets of one requester, who can read both and replies to the one that goes on', async () => {
    const [first, second] = [await openTicket(), await openTicket()];
    await engine.settled();
    const before = (await aiko.get('/v1/hub/dashboard')).body;
    await kenji.post(`/v1/desk/tickets/${second}/notes`, { body: 'The same case.' });
    const merged = await kenji.post(`/v1/desk/tickets/${second}/merge`, { into: first });
    expect(merged).toMatchObject({
      status: 201,
      body: { ticketId: second, status: 'closed', mergedInto: first, response: { state: 'merged', dueAt: null } },
    });
    const at = { 'ledger-position': merged.headers.get('ledger-position') ?? '' };
    const after = (await aiko.with(at).get('/v1/hub/dashboard')).body;
    expect(after).toMatchObject({ open: Number(before['open']) - 1, total: Number(before['total']) - 1 });
    expect((await aiko.with(at).get(`/v1/tickets/${second}`)).body).toMatchObject({
      status: 'closed',
      mergedInto: first,
      messages: [{ body: TICKET.body }],
    });
    const { body: shown } = await kenji.with(at).get(`/v1/desk/tickets/${first}`);
    expect(shown).toMatchObject({ mergedFrom: [second], status: 'open', response: { state: 'running', clock: 1 } });
    expect(await aiko.post(`/v1/tickets/${second}/replies`, { body: 'Hello?' })).toMatchObject({
      status: 409,
      body: { type: 'urn:ledgerdesk:problem:ticket-merged', mergedInto: first },
    });
    expect(await aiko.post(`/v1/tickets/${first}/replies`, { body: 'Hello?' })).toMatchObject({ status: 201 });
    expect(await kenji.post(`/v1/desk/tickets/${first}/merge`, { into: second })).toMatchObject({
      status: 409,
      body: { type: 'urn:ledgerdesk:problem:merge-target-not-open' },
    });
  });

  it('V4 refuses to merge tickets of different requesters', async () => {
    const ben = await engine.member('acme', 'ben');
    const theirs = String((await ben.post('/v1/tickets', TICKET)).body['ticketId']);
    expect(await kenji.post(`/v1/desk/tickets/${await openTicket()}/merge`, { into: theirs })).toMatchObject({
      status: 409,
      body: { type: 'urn:ledgerdesk:problem:merge-of-other-requester', rule: 'V4' },
    });
  });

  it('returns a ticket in full, with an ETag for the next command', async () => {
    const ticketId = await openTicket();
    await kenji.post(`/v1/desk/tickets/${ticketId}/notes`, { body: 'The known proxy case.' });
    const { headers } = await kenji.post(`/v1/desk/tickets/${ticketId}/hold`, { reason: 'Waiting for the vendor.' });
    const held = await kenji
      .with({ 'ledger-position': headers.get('ledger-position') ?? '' })
      .get(`/v1/desk/tickets/${ticketId}`);
    expect(held.body).toMatchObject({
      ticketId,
      teamId: 'acme',
      requesterId: 'aiko',
      subject: TICKET.subject,
      status: 'on-hold',
      holdReason: 'Waiting for the vendor.',
      closesAt: null,
      assignedTo: null,
      entitlement: { level: 'essentials' },
      messages: [
        { body: TICKET.body, audience: 'public' },
        { body: 'The known proxy case.', audience: 'desk' },
      ],
    });
    const solved = await kenji
      .with({ 'if-match': held.headers.get('etag') ?? '' })
      .post(`/v1/desk/tickets/${ticketId}/solution`, {});
    expect(solved.status).toBe(201);
    const { body } = await kenji
      .with({ 'ledger-position': solved.headers.get('ledger-position') ?? '' })
      .get(`/v1/desk/tickets/${ticketId}`);
    expect(body).toMatchObject({ status: 'solved', holdReason: null, closesAt: '2026-12-11T07:30:00.000Z' });
    expect((await kenji.get('/v1/desk/tickets/none')).body).toMatchObject({
      status: 404,
      type: 'urn:ledgerdesk:problem:ticket-not-found',
    });
  });

  it('V4 hides notes and hold reasons on every route that a requester may read', async () => {
    const chat = await aiko.post('/v1/chats', CHAT);
    const ids: Readonly<Record<string, string>> = {
      ticketId: String(chat.body['chatId']),
      chatId: String(chat.body['chatId']),
      teamId: 'acme',
      product: 'dropbox',
      name: 'mine',
      quarter: '2026-Q4',
      callbackId: 'none',
    };
    await aiko.delete(`/v1/chats/${ids['chatId'] ?? ''}`);
    await engine.settled();
    const desk = `/v1/desk/tickets/${ids['ticketId'] ?? ''}`;
    await kenji.post(`${desk}/notes`, { body: 'INTERNAL: the proxy.' });
    await kenji.post(`${desk}/reopening`);
    await kenji.post(`${desk}/hold`, { reason: 'INTERNAL: the vendor.' });
    await kenji.post('/v1/desk/bulk-actions', {
      action: 'note',
      ticketIds: [ids['ticketId']],
      body: 'INTERNAL: all of them.',
    });
    await engine.settled();
    expect(JSON.stringify((await kenji.get(desk)).body).match(/INTERNAL/g)).toHaveLength(3);

    const routes = routesIn(await fetchDescription(aiko)).filter(
      (route) => route.method === 'GET' && route['x-caller-kinds']?.includes('member'),
    );
    const responses = await Promise.all(
      routes.map(async ({ name, path }) => {
        const { body } = await aiko.get(path.replace(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? ''));
        return [name, JSON.stringify(body).includes('INTERNAL')];
      }),
    );
    expect(responses.length).toBeGreaterThan(15);
    expect(responses.filter(([, seen]) => seen)).toEqual([]);
    expect(ticketsIn(await aiko.get('/v1/tickets?q=internal'))).toEqual([]);
    expect(
      JSON.stringify((await aiko.post(`/v1/tickets/${ids['ticketId'] ?? ''}/replies`, { body: 'Hello?' })).body),
    ).not.toContain('INTERNAL');
  });

  it('V3 closes a solved ticket after two weeks unless it was reopened', async () => {
    const [left, reopened] = [await openTicket(), await openTicket()];
    for (const ticketId of [left, reopened])
      await kenji.post(`/v1/desk/tickets/${ticketId}/solution`, { body: 'Done.' });
    await kenji.post(`/v1/desk/tickets/${reopened}/reopening`);
    await engine.restart('2026-12-11T07:30:00.000Z');
    expect((await aiko.get(`/v1/tickets/${left}`)).body).toMatchObject({ status: 'closed' });
    expect((await aiko.get(`/v1/tickets/${reopened}`)).body).toMatchObject({ status: 'open' });
    expect((await kenji.post(`/v1/desk/tickets/${left}/reopening`)).body).toMatchObject({ status: 409, rule: 'V3' });
  });
});

describe('the desk queue over HTTP', () => {
  let engine: TestEngine;
  let kenji: Caller;
  let names: ReadonlyMap<unknown, string>;

  /** Opens seven tickets, one a minute, on a Friday afternoon more than an hour before the Japanese desk closes. */
  beforeAll(async () => {
    engine = await TestEngine.open('2026-11-27T06:30:00.000Z');
    const { operator, aiko, kenji: agent } = await withAcme(engine);
    kenji = agent;
    await operator.post('/v1/desk/agents', {
      agentId: 'kenji',
      name: 'Kenji Mori',
      languages: ['en'],
      products: ['dropbox'],
    });
    await operator.post('/v1/teams', { ...TEAM, teamId: 'globex' });
    await operator.post('/v1/teams/globex/members', {
      memberId: 'greta',
      name: 'Greta',
      email: 'greta@globex.example',
      language: 'en',
      roles: [],
    });
    const greta = await engine.member('globex', 'greta');
    const requests: readonly (readonly [string, Caller, object])[] = [
      ['standard', aiko, { product: 'dash' }],
      ['answered', aiko, {}],
      ['solved', aiko, {}],
      ['held', aiko, {}],
      ['due', aiko, {}],
      ['foreign', greta, {}],
      ['japanese', aiko, { language: 'ja' }],
    ];
    const ids = new Map<string, string>();
    for (const [minute, [name, who, more]] of requests.entries()) {
      await engine.advanceTo(`2026-11-27T06:3${minute}:00.000Z`);
      ids.set(name, String((await who.post('/v1/tickets', { ...TICKET, ...more })).body['ticketId']));
    }
    let second = 0;
    const act = async (name: string, path: string, body?: object) => {
      await engine.advanceTo(`2026-11-27T06:36:0${(second += 1)}.000Z`);
      return kenji.post(`/v1/desk/tickets/${ids.get(name) ?? ''}/${path}`, body);
    };
    await act('held', 'hold', { reason: 'Waiting for the vendor.' });
    await act('answered', 'answers', { body: 'Which machine?' });
    await act('answered', 'claim');
    await act('solved', 'solution', { body: 'Done.' });
    await engine.settled();
    names = new Map([...ids].map(([name, ticketId]) => [ticketId, name]));
  });
  afterAll(() => engine.close());

  it.each([
    ['', ['japanese', 'held', 'due', 'standard', 'answered', 'foreign']],
    ['team=acme', ['japanese', 'held', 'due', 'standard', 'answered']],
    ['team=globex', ['foreign']],
    ['team=nobody', []],
    ['status=on-hold', ['held']],
    ['status=past', ['solved']],
    ['unassigned=true', ['japanese', 'held', 'due', 'standard', 'foreign']],
    ['assignedTo=kenji', ['answered']],
    ['language=ja', ['japanese']],
    ['product=dash&unassigned=true', ['standard']],
    ['order=desc', ['due', 'held', 'japanese', 'foreign', 'answered', 'standard']],
    ['sort=openedAt', ['standard', 'answered', 'held', 'due', 'foreign', 'japanese']],
    ['sort=openedAt&order=desc&team=acme', ['japanese', 'due', 'held', 'answered', 'standard']],
    ['sort=breachedAt&order=desc&assignedTo=kenji', ['answered']],
    ['team=acme&requester=aiko&state=met', ['answered']],
    ['team=globex&requester=aiko', []],
    ['level=standard', ['standard', 'foreign']],
    ['level=essentials&state=running', ['japanese', 'held', 'due']],
    ['breached=true', []],
    ['breached=false&issueType=sync_upload&language=ja', ['japanese']],
    ['q=NOTHING', ['japanese', 'held', 'due', 'standard', 'answered', 'foreign']],
    ['q=nowhere', []],
    ['status=past&q=stopped', ['solved']],
    ['openedFrom=2026-11-27T06:33:00Z&openedTo=2026-11-27T06:35:00Z&sort=openedAt', ['held', 'due']],
    ['dueTo=2026-11-27T08:00:00Z', ['japanese']],
    ['dueFrom=2026-11-27T08:00:00Z&sort=openedAt&order=desc', ['due', 'held']],
    ['updatedFrom=2026-11-27T06:36:00Z&sort=updatedAt', ['japanese', 'held', 'answered']],
    ['breachedFrom=2026-11-27T00:00:00Z', []],
  ])('L3 E5 E10 lists tickets by due time, then those without one by age: "%s"', async (query, expected) => {
    expect(ticketsIn(await kenji.get(`/v1/desk/queue?${query}`)).map(({ ticketId }) => names.get(ticketId))).toEqual(
      expected,
    );
  });

  it('E5 reads the queue from its end, page by page', async () => {
    const page = async (query: string): Promise<Body> => {
      const reply = await kenji.get(`/v1/desk/queue?limit=4&${query}`);
      return { ...reply.body, items: ticketsIn(reply).map(({ ticketId }) => names.get(ticketId)) };
    };
    const last = await page('last=true');
    expect(last['items']).toEqual(['due', 'standard', 'answered', 'foreign']);
    expect(Object.keys(last)).toEqual(['items', 'previous']);
    const first = await page(`cursor=${String(last['previous'])}`);
    expect(first['items']).toEqual(['japanese', 'held']);
    expect(Object.keys(first)).toEqual(['items', 'next']);
    expect((await page(`cursor=${String(first['next'])}`))['items']).toEqual(last['items']);
    expect((await kenji.get(`/v1/desk/queue?order=desc&cursor=${String(last['previous'])}`)).status).toBe(400);
    expect((await kenji.get('/v1/desk/queue?last=maybe')).status).toBe(400);
  });

  it.each([
    ['', { open: 5, 'on-hold': 1, solved: 1, closed: 0 }],
    ['team=acme', { open: 4, 'on-hold': 1, solved: 1, closed: 0 }],
    ['assignedTo=kenji', { open: 1, 'on-hold': 0, solved: 0, closed: 0 }],
    ['unassigned=true&status=open', { open: 4, 'on-hold': 1, solved: 0, closed: 0 }],
    ['state=running', { open: 2, 'on-hold': 1, solved: 0, closed: 0 }],
    ['product=dash', { open: 1, 'on-hold': 0, solved: 0, closed: 0 }],
    ['q=nothing&status=past', { open: 0, 'on-hold': 0, solved: 1, closed: 0 }],
  ])('counts tickets by status: "%s"', async (query, byStatus) => {
    const { body } = await kenji.get(`/v1/desk/queue/counts?${query}`);
    const total = Object.values(byStatus).reduce((sum, count) => sum + count, 0);
    expect(body).toMatchObject({ total, byStatus, isComplete: true });
    expect(Object.values(body['byState'] as Record<string, number>).reduce((sum, count) => sum + count)).toBe(total);
  });

  it('shows agents the names of teams, requesters and agents, and the last message', async () => {
    const [ticket] = ticketsIn(await kenji.get('/v1/desk/queue?assignedTo=kenji'));
    expect(ticket).toMatchObject({
      team: { id: 'acme', name: 'Acme KK' },
      requester: { id: 'aiko', name: 'aiko' },
      assignedTo: 'kenji',
      assignee: { id: 'kenji', name: 'Kenji Mori' },
      breachedAt: null,
      messageCount: 2,
      lastMessage: {
        author: { kind: 'agent', id: 'kenji', name: 'Kenji Mori' },
        audience: 'public',
        excerpt: 'Which machine?',
      },
    });
    const { body } = await kenji.get(`/v1/desk/tickets/${String(ticket?.['ticketId'])}`);
    expect(body).toMatchObject({
      team: { name: 'Acme KK' },
      requester: { name: 'aiko' },
      messages: [
        { author: { kind: 'member', id: 'aiko', name: 'aiko' } },
        { author: { kind: 'agent', id: 'kenji', name: 'Kenji Mori' } },
      ],
    });
  });

  it('V4 shows requesters the names of the agent on their ticket and of authors, also as of a position', async () => {
    const aiko = await engine.member('acme', 'aiko');
    const asOf = await engine.engine.store.head();
    const author = { kind: 'agent', id: 'kenji', name: 'Kenji Mori' };
    for (const query of ['', `asOf=${asOf}`]) {
      const listed = ticketsIn(await aiko.get(`/v1/tickets?${query}`)).find(({ assignedTo }) => assignedTo === 'kenji');
      expect(listed).toMatchObject({ assignee: { id: 'kenji', name: 'Kenji Mori' } });
      const path = `/v1/tickets/${String(listed?.['ticketId'])}`;
      expect((await aiko.get(`${path}?${query}`)).body).toMatchObject({
        assignee: { id: 'kenji', name: 'Kenji Mori' },
        messages: [{ author: { kind: 'member', id: 'aiko', name: 'aiko' } }, { author }],
      });
      expect((await aiko.get(`${path}/messages?${query}`)).body).toMatchObject({ items: [{}, { author }] });
    }
  });
});

it('V3 closes a solved ticket after the time that the policy sets', async () => {
  const config = mkdtempSync(join(tmpdir(), 'ledgerdesk-config-'));
  cpSync(join(__dirname, '..', '..', 'config'), config, { recursive: true });
  const file = join(config, 'policy.json');
  writeFileSync(
    file,
    JSON.stringify({
      ...(JSON.parse(readFileSync(file, 'utf8')) as object),
      version: 'hasty',
      closeSolvedAfterDays: 0.5,
    }),
  );
  const engine = await TestEngine.open(undefined, { CONFIG_DIR: config });
  const { aiko, kenji } = await withAcme(engine);
  const ticketId = String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']);
  await kenji.post('/v1/desk/bulk-actions', { action: 'solve', ticketIds: [ticketId], body: 'Done.' });
  await engine.restart('2026-11-27T19:29:00.000Z');
  expect((await aiko.get(`/v1/tickets/${ticketId}`)).body).toMatchObject({ status: 'solved' });
  await engine.restart('2026-11-27T19:30:00.000Z');
  expect((await aiko.get(`/v1/tickets/${ticketId}`)).body).toMatchObject({ status: 'closed' });
  await engine.close();
  rmSync(config, { recursive: true, force: true });
});
