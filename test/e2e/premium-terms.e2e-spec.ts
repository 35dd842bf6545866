import { CALLBACK, removeAddOn, TEAM, TICKET, withTeam } from '../support/http/acme-fixture.js';
import type { Body, Caller } from '../support/http/caller.js';
import { enginesOfFile } from '../support/http/shared-engine.js';
import type { TestEngine } from '../support/http/test-engine.js';

const QUOTE = { product: 'dash', edition: 'essentials' };

describe('the terms of premium support over HTTP', () => {
  const engines = enginesOfFile();
  let engine: TestEngine;
  let teamId: string;
  let team: string;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;
  let kenji: Caller;
  let sales: Caller;

  const use = async (next: TestEngine): Promise<void> => {
    engine = next;
    teamId = engines.newTeamId();
    team = `/v1/teams/${teamId}`;
    ({ operator, aiko, ben, kenji } = await withTeam(engine, teamId));
    sales = await engine.as({ kind: 'sales' });
  };
  beforeEach(() => use(engines.shared));

  const buy = async (buyer: Caller, product: string, edition: string): Promise<Body> => {
    const quote = await buyer.post(`${team}/add-ons/quotes`, { product, edition });
    return (await buyer.post(`${team}/add-ons`, { quoteId: quote.body['quoteId'] })).body;
  };
  /** Registers another team with one admin and no add-on, and signs the admin in. */
  const anotherTeam = async (differing: object = {}): Promise<Caller> => {
    await operator.post('/v1/teams', { ...TEAM, teamId: 'globex', ...differing });
    await operator.post('/v1/teams/globex/members', {
      memberId: 'hank',
      name: 'Hank',
      email: 'hank@globex.example',
      language: 'en',
      roles: ['team_admin'],
    });
    return engine.member('globex', 'hank');
  };

  it('P4 refuses self-service to a team with an account manager, until it has none', async () => {
    await operator.put(`${team}/account-manager`, { accountManager: 'am-7' });
    expect((await aiko.post(`${team}/add-ons/quotes`, QUOTE)).body).toMatchObject({ status: 403, rule: 'P4' });
    expect((await aiko.post(`${team}/add-ons/dropbox/removal/preview`)).body).toMatchObject({
      status: 403,
      rule: 'P4',
    });
    await operator.put(`${team}/account-manager`, { accountManager: null });
    expect((await aiko.post(`${team}/add-ons/quotes`, QUOTE)).status).toBe(201);
  });

  it('P8 checks everything again when a quote is confirmed', async () => {
    const {
      body: { quoteId },
    } = await aiko.post(`${team}/add-ons/quotes`, QUOTE);
    expect((await ben.post(`${team}/add-ons`, { quoteId })).body).toMatchObject({ status: 403, rule: 'P6' });
    const hank = await anotherTeam();
    expect((await hank.post('/v1/teams/globex/add-ons', { quoteId })).body).toMatchObject({ status: 400, rule: 'P8' });
    await operator.put(`${team}/account-manager`, { accountManager: 'am-7' });
    expect((await aiko.post(`${team}/add-ons`, { quoteId })).body).toMatchObject({ status: 403, rule: 'P4' });
    expect(await engine.engine.store.readStream(`addOn-${teamId}.dash`)).toEqual([]);
  });

  it('P8 refuses an expired quote', async () => {
    await use(await engines.alone());
    const { body } = await aiko.post(`${team}/add-ons/quotes`, QUOTE);
    await engine.restart('2026-11-28T15:00:00.000Z');
    expect((await aiko.post(`${team}/add-ons`, { quoteId: body['quoteId'] })).body).toMatchObject({
      status: 409,
      rule: 'P8',
    });
  });

  it('P8 P14 gives different quotes to requests under one Idempotency-Key', async () => {
    const bySales = sales.with({ 'Idempotency-Key': 'quote' });
    const quoted = async (edition: string): Promise<Body> =>
      (await bySales.post(`${team}/add-ons/quotes`, { ...QUOTE, edition })).body;
    const { quoteId } = await quoted('essentials');
    expect((await sales.post(`${team}/add-ons`, { quoteId })).body).toMatchObject({ edition: 'essentials' });
    const upgrade = await quoted('enhanced');
    expect((await sales.post(`${team}/add-ons`, { quoteId: upgrade['quoteId'] })).body).toMatchObject({
      edition: 'enhanced',
      charge: upgrade['amount'],
    });
  });

  it('P3 E6 targets a response within one hour once sales has sold Enhanced', async () => {
    expect(await buy(sales, 'dash', 'enhanced')).toMatchObject({ product: 'dash', edition: 'enhanced' });
    expect((await aiko.post('/v1/tickets', { ...TICKET, product: 'dash' })).body).toMatchObject({
      responseDueAt: '2026-11-27T08:30:00.000Z',
      entitlement: { level: 'enhanced' },
    });
  });

  it('E7 E8 applies the target of the add-on to members without a role', async () => {
    expect((await ben.post('/v1/tickets', TICKET)).body).toMatchObject({ responseDueAt: '2026-11-27T11:30:00.000Z' });
  });

  it('L2 L3 L4 serves Japanese during office hours with its own target, and in English outside them', async () => {
    await use(await engines.alone());
    expect((await aiko.post('/v1/tickets', { ...TICKET, language: 'ja' })).body).toMatchObject({
      servedLanguage: 'ja',
      responseDueAt: '2026-11-27T11:30:00.000Z',
    });
    await engine.restart('2026-11-27T08:00:00.000Z');
    expect((await aiko.post('/v1/tickets', { ...TICKET, language: 'ja' })).body).toMatchObject({
      servedLanguage: 'en',
      responseDueAt: '2026-11-27T12:00:01.000Z',
    });
    await engine.restart('2026-11-30T00:00:00.000Z');
    expect((await aiko.post('/v1/tickets', { ...TICKET, language: 'ja' })).body).toMatchObject({
      servedLanguage: 'ja',
      responseDueAt: '2026-11-30T01:00:01.000Z',
    });
  });

  it('E5 L3 E10 V4 explains the due time of a ticket to its requester, or that there is none', async () => {
    const clocksOf = async (caller: Caller, ticket: Body): Promise<Body> =>
      (await caller.get(`/v1/tickets/${String(ticket['ticketId'])}/clock`)).body;
    const { body: japanese } = await aiko.post('/v1/tickets', { ...TICKET, language: 'ja' });
    expect(await clocksOf(aiko, japanese)).toMatchObject({
      entitlement: { addOn: 'dropbox', source: 'team', level: 'essentials', targetMinutes: 240 },
      clocks: [
        {
          servedLanguage: 'ja',
          decidedBy: 'edition',
          dueAt: japanese['responseDueAt'],
          legs: [
            {
              target: 'edition',
              rule: 'E5',
              minutes: 240,
              dueAt: '2026-11-27T11:30:00.000Z',
              counted: [{ minutes: 240, local: null }],
            },
            {
              target: 'japanese-desk',
              rule: 'L3',
              minutes: 60,
              dueAt: '2026-11-30T00:30:00.000Z',
              counted: [
                {
                  minutes: 30,
                  local: { zone: 'Asia/Tokyo', from: '2026-11-27T16:30:00.000', to: '2026-11-27T17:00:00.000' },
                },
                {
                  minutes: 30,
                  local: { zone: 'Asia/Tokyo', from: '2026-11-30T09:00:00.000', to: '2026-11-30T09:30:00.000' },
                },
              ],
            },
          ],
          incidents: [{ what: 'started', at: '2026-11-27T07:30:00.000Z' }],
        },
      ],
    });
    const { body: standard } = await aiko.post('/v1/tickets', { ...TICKET, product: 'dash' });
    expect(await clocksOf(aiko, standard)).toEqual({ ticketId: standard['ticketId'], entitlement: null, clocks: [] });
    expect(await clocksOf(ben, japanese)).toMatchObject({ status: 404, rule: 'V4' });
  });

  it('P11 E11 ends the terms with the add-on, and keeps them for open tickets', async () => {
    await use(await engines.alone());
    await engine.restart('2026-11-30T14:00:00.000Z');
    const before = await aiko.post('/v1/tickets', TICKET);
    await removeAddOn(aiko, teamId, 'dropbox');
    await engine.restart('2026-11-30T15:00:00.000Z');
    expect((await aiko.post('/v1/tickets', TICKET)).body).toMatchObject({ responseDueAt: null, entitlement: null });
    expect((await aiko.get('/v1/hub/dashboard')).body).toMatchObject({
      status: 403,
      rule: 'H2',
      supportPage: '/v1/tickets',
    });
    await engine.restart('2026-11-30T19:00:00.000Z');
    const { body } = await aiko.get(`/v1/tickets/${String(before.body['ticketId'])}`);
    expect(body['response']).toMatchObject({ breachedAt: '2026-11-30T18:00:01.000Z' });
  });

  it('D6 R2 omits product patterns and implies the product for a team that uses one', async () => {
    await operator.put(`${team}/products`, { products: ['dropbox'] });
    const { product: _, ...unnamed } = TICKET;
    expect((await aiko.post('/v1/tickets', unnamed)).body).toMatchObject({ product: 'dropbox' });
    await engine.settled();
    expect(Object.keys((await aiko.get('/v1/hub/dashboard')).body).sort()).toEqual(['issueTypes', 'open', 'total']);
  });

  it('V4 H5 closes the hub to a former admin, and keeps their ticket list open', async () => {
    await aiko.post('/v1/tickets', TICKET);
    await operator.put(`${team}/members/aiko/roles`, { roles: [] });
    await engine.settled();
    expect((await aiko.get('/v1/hub/dashboard')).body).toMatchObject({
      status: 403,
      rule: 'H5',
      supportPage: '/v1/tickets',
    });
    expect((await aiko.get('/v1/tickets')).body['items']).toHaveLength(1);
  });

  it('lists the desk queue by due time, filtered by agent and without closed tickets', async () => {
    await use(await engines.alone());
    const later = await aiko.post('/v1/tickets', TICKET);
    const never = await aiko.post('/v1/tickets', { ...TICKET, product: 'dash' });
    await operator.put(`${team}/members/ben/champion`, { level: 'epic' });
    const first = await ben.post('/v1/tickets', TICKET);
    await engine.settled();
    const idsIn = ({ items }: Body): unknown[] => (items as Body[]).map(({ ticketId }) => ticketId);
    expect(idsIn((await kenji.get('/v1/desk/queue')).body)).toEqual(
      [first, later, never].map(({ body }) => body['ticketId']),
    );
    await kenji.post(`/v1/desk/tickets/${String(first.body['ticketId'])}/assignment`, { agentId: 'kenji' });
    await kenji.post(`/v1/desk/tickets/${String(later.body['ticketId'])}/closure`);
    await engine.settled();
    expect(idsIn((await kenji.get('/v1/desk/queue?assignedTo=kenji')).body)).toEqual([first.body['ticketId']]);
    expect(idsIn((await kenji.get('/v1/desk/queue')).body)).not.toContain(later.body['ticketId']);
  });

  it('L6 closes callbacks for Dash outside its hours', async () => {
    await use(await engines.alone());
    await buy(aiko, 'dash', 'essentials');
    expect((await aiko.post('/v1/callbacks', { ...CALLBACK, product: 'dash' })).body).toMatchObject({
      status: 409,
      rule: 'L6',
    });
    await engine.restart('2026-11-27T14:00:00.000Z');
    expect((await aiko.post('/v1/callbacks', { ...CALLBACK, product: 'dash' })).status).toBe(201);
  });
});
