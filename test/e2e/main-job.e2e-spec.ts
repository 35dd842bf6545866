import { decode } from '@ledgerdesk/event-store';
import { collect } from '../support/collect.js';
import { CALLBACK, removeAddOn, TEAM, TICKET, withTeam } from '../support/http/acme-fixture.js';
import type { Caller, Reply } from '../support/http/caller.js';
import { type TestStores, TEST_STORES } from '../support/http/test-stores.js';
import { TestEngine } from '../support/http/test-engine.js';

describe.each(TEST_STORES)('the main job over HTTP, on %s', (_stores, openStores) => {
  let stores: TestStores;
  let engine: TestEngine;
  let teamId: string;
  let team: string;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;
  let kenji: Caller;

  const open = async (): Promise<void> => {
    stores = await openStores();
    engine = await TestEngine.open(undefined, stores.settings);
  };
  const close = async (): Promise<void> => {
    await engine.close();
    await stores.close();
  };
  const register = async (id: string): Promise<void> => {
    teamId = id;
    team = `/v1/teams/${id}`;
    ({ operator, aiko, ben, kenji } = await withTeam(engine, id));
  };
  const openTicket = async (more: object = {}): Promise<string> =>
    String((await aiko.post('/v1/tickets', { ...TICKET, ...more })).body['ticketId']);
  const read = async (path: string): Promise<Reply> => {
    await engine.settled();
    return aiko.get(path);
  };
  const typesIn = async (ticketId: string): Promise<string[]> =>
    (await engine.engine.store.readStream(`ticket-${ticketId}`)).map(({ type }) => type);

  describe('with a separate team for each test', () => {
    let teams = 0;
    beforeAll(open);
    beforeEach(() => register(`team-${(teams += 1)}`));
    afterAll(close);

    it('P7 P9 shows the purchased add-on, and the charge with the days it is based on', async () => {
      await engine.settled();
      const { body } = await aiko.get(`${team}/add-ons`);
      expect(body['items']).toEqual([
        expect.objectContaining({ product: 'dropbox', action: 'remove' }),
        expect.objectContaining({ product: 'dash', action: 'add', addOn: null }),
      ]);
      const charges = await aiko.get(`${team}/charges`);
      expect(charges.body['items']).toEqual([
        expect.objectContaining({ amount: { minor: 1500, currency: 'JPY' }, remainingDays: 4, periodDays: 30 }),
      ]);
    });

    it('P8 buys once when a quote is confirmed twice', async () => {
      const quote = await aiko.post(`${team}/add-ons/quotes`, { product: 'dash', edition: 'essentials' });
      const quoteId = quote.body['quoteId'];
      const [first, again] = [
        await aiko.post(`${team}/add-ons`, { quoteId }),
        await aiko.post(`${team}/add-ons`, { quoteId }),
      ];
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(await engine.engine.store.readStream(`addOn-${teamId}.dash`)).toHaveLength(2);
    });

    it('P11 P12 schedules a removal for the next renewal, and cancels it', async () => {
      const removed = await removeAddOn(aiko, teamId, 'dropbox');
      expect(removed.body['removalEffectiveAt']).toBe('2026-11-30T15:00:00.000Z');
      expect((await aiko.delete(`${team}/add-ons/dropbox/removal`)).body['removalEffectiveAt']).toBeNull();
    });

    it('P3 P5 sells Enhanced through sales only', async () => {
      expect((await aiko.post(`${team}/add-ons/quotes`, { product: 'dash', edition: 'enhanced' })).body).toMatchObject({
        status: 403,
        rule: 'P5',
      });
      expect(
        (await aiko.post(`${team}/add-on-inquiries`, { product: 'dash', message: 'Please call me.' })).status,
      ).toBe(201);
      const sales = await engine.as({ kind: 'sales' });
      const quote = await sales.post(`${team}/add-ons/quotes`, { product: 'dash', edition: 'enhanced' });
      expect((await sales.post(`${team}/add-ons`, { quoteId: quote.body['quoteId'] })).status).toBe(201);
    });

    it('R5 E5 returns the due time of a response, four hours later', async () => {
      const { status, body, headers } = await aiko.post('/v1/tickets', TICKET);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        status: 'open',
        responseDueAt: '2026-11-27T11:30:00.000Z',
        servedLanguage: 'en',
        entitlement: { level: 'essentials' },
      });
      expect(headers.get('etag')).toBe('"1"');
    });

    it('E10 accepts a request for a product without an add-on, without a target', async () => {
      expect((await aiko.post('/v1/tickets', { ...TICKET, product: 'dash' })).body).toMatchObject({
        responseDueAt: null,
        entitlement: null,
      });
    });

    it('R2 requires the product if the team uses both', async () => {
      const { product: _, ...unnamed } = TICKET;
      expect((await aiko.post('/v1/tickets', unnamed)).body).toMatchObject({ status: 400, rule: 'R2' });
    });

    it('E5 V2 V3 stops the clock on an answer, starts a new one on a reply, refuses replies once solved', async () => {
      const ticketId = await openTicket();
      expect((await kenji.post(`/v1/desk/tickets/${ticketId}/answers`, { body: 'On it.' })).body).toMatchObject({
        responseDueAt: null,
      });
      expect(
        (await aiko.post(`/v1/tickets/${ticketId}/replies`, { body: 'Still broken.' })).body['responseDueAt'],
      ).toBe('2026-11-27T11:30:00.000Z');
      await kenji.post(`/v1/desk/tickets/${ticketId}/solution`, { body: 'Corrected.' });
      expect((await aiko.post(`/v1/tickets/${ticketId}/replies`, { body: 'Thanks.' })).body).toMatchObject({
        status: 409,
        rule: 'V3',
      });
      expect((await aiko.post('/v1/tickets', { ...TICKET, followUpOf: ticketId })).status).toBe(201);
    });

    it('hides internal notes from the requester', async () => {
      const ticketId = await openTicket();
      await kenji.post(`/v1/desk/tickets/${ticketId}/notes`, { body: 'secret-note' });
      expect(JSON.stringify((await read(`/v1/tickets/${ticketId}`)).body)).not.toContain('secret-note');
      expect(JSON.stringify((await kenji.get(`/v1/desk/tickets/${ticketId}/messages`)).body)).toContain('secret-note');
    });

    it("V4 V5 D2 D3 D4 lists and counts the requester's own tickets only", async () => {
      await openTicket();
      await ben.post('/v1/tickets', { ...TICKET, subject: 'of-ben' });
      const list = await read('/v1/tickets?status=open&q=SYNC');
      expect(list.body['items']).toHaveLength(1);
      expect(JSON.stringify(list.body)).not.toContain('of-ben');
      expect((await aiko.get('/v1/hub/dashboard')).body).toMatchObject({
        open: 1,
        total: 1,
        issueTypes: [{ issueType: 'sync_upload', count: 1, share: 1 }],
        products: [
          { product: 'dropbox', count: 1 },
          { product: 'dash', count: 0, share: 0, months: [] },
        ],
      });
    });

    it('pages through a list, each ticket once', async () => {
      for (let n = 0; n < 5; n += 1) await openTicket({ subject: `Ticket ${n}` });
      await engine.settled();
      const tickets = await collect(aiko.client().items('/v1/tickets', { query: { limit: 2 } }));
      expect(new Set(tickets.map(({ ticketId }) => ticketId)).size).toBe(5);
      expect(tickets).toHaveLength(5);
    });

    it('C1 C3 C4 gives a Champion a shorter target and live support, but no hub without a role', async () => {
      await operator.put(`${team}/members/ben/champion`, { level: 'epic' });
      expect((await ben.post('/v1/tickets', TICKET)).body).toMatchObject({
        responseDueAt: '2026-11-27T08:30:00.000Z',
        entitlement: { source: 'champion' },
      });
      expect((await ben.post('/v1/callbacks', CALLBACK)).status).toBe(201);
      expect((await ben.get('/v1/hub/dashboard')).body).toMatchObject({ status: 403, rule: 'H5' });
    });

    it('replays the response to a repeated Idempotency-Key, even concurrently, and refuses others', async () => {
      const keyed = aiko.with({ 'idempotency-key': '"k-1"' });
      const replies = await Promise.all([1, 2, 3, 4].map(() => keyed.post('/v1/tickets', TICKET)));
      for (const { body } of replies) expect(body).toEqual(replies[0]?.body);
      expect(replies.every(({ status }) => status === 201)).toBe(true);
      expect((await keyed.post('/v1/tickets', { ...TICKET, subject: 'Another' })).body).toMatchObject({
        status: 422,
        type: 'urn:ledgerdesk:problem:idempotency-key-reused',
      });
      await engine.settled();
      expect((await aiko.get('/v1/tickets')).body['items']).toHaveLength(1);
    });

    it('refuses a command on an outdated revision (If-Match)', async () => {
      const ticketId = await openTicket();
      await kenji.post(`/v1/desk/tickets/${ticketId}/notes`, { body: 'A note.' });
      const stale = await kenji
        .with({ 'if-match': '"1"' })
        .post(`/v1/desk/tickets/${ticketId}/answers`, { body: 'Late.' });
      expect(stale.status).toBe(412);
      expect(
        (await kenji.with({ 'if-match': '"2"' }).post(`/v1/desk/tickets/${ticketId}/answers`, { body: 'Now.' })).status,
      ).toBe(201);
    });

    it('reads its own writes by Ledger-Position, and refuses a position beyond the head', async () => {
      const { headers, body } = await aiko.post('/v1/tickets', TICKET);
      const response = await aiko
        .with({ 'ledger-position': headers.get('ledger-position') ?? '' })
        .get(`/v1/tickets/${String(body['ticketId'])}`);
      expect(response.status).toBe(200);
      expect((await aiko.with({ 'ledger-position': '999999' }).get('/v1/tickets')).status).toBe(400);
    });

    it('records who acted and for whom when a service acts for a member', async () => {
      const service = await engine.as({ kind: 'service', subject: 'console', scope: 'act' });
      const { body } = await service.with({ 'ledger-on-behalf-of': `${teamId}/aiko` }).post('/v1/tickets', TICKET);
      const [event] = (await engine.engine.store.readStream(`ticket-${String(body['ticketId'])}`)).map(decode);
      expect(event?.metadata).toMatchObject({
        actor: { kind: 'service', id: 'console' },
        onBehalfOf: { kind: 'member', id: `${teamId}.aiko` },
      });
    });

    it('masks personal fields for analysts, and shows them to auditors', async () => {
      await openTicket();
      const [analyst, auditor] = [await engine.as({ kind: 'analyst' }), await engine.as({ kind: 'auditor' })];
      expect(JSON.stringify((await analyst.get('/v1/log/events?types=TicketOpened')).body)).not.toContain(
        TICKET.subject,
      );
      expect(JSON.stringify((await auditor.get('/v1/log/events?types=TicketOpened')).body)).toContain(TICKET.subject);
    });

    it('refuses a team id that exists', async () => {
      expect((await operator.post('/v1/teams', { ...TEAM, teamId, name: 'Other' })).body).toMatchObject({
        status: 409,
        type: 'urn:ledgerdesk:problem:team-exists',
      });
    });
  });

  describe('with a separate engine for each test, which moves time or counts everyone in the queue', () => {
    beforeEach(async () => {
      await open();
      await register('acme');
    });
    afterEach(close);

    it('records risk and breach once, and not before their time', async () => {
      const ticketId = await openTicket();
      await engine.advanceTo('2026-11-27T11:30:00.099Z');
      expect(await typesIn(ticketId)).toEqual(['TicketOpened', 'ResponseClockStarted', 'ResponseAtRisk']);
      await engine.advanceTo('2026-11-27T12:30:00.000Z');
      expect((await read(`/v1/tickets/${ticketId}`)).body['response']).toMatchObject({
        breachedAt: '2026-11-27T11:30:00.000Z',
        answeredAt: null,
      });
      expect((await typesIn(ticketId)).filter((type) => type === 'ResponseTargetBreached')).toHaveLength(1);
    });

    it('counts an answer at the due instant as in time', async () => {
      const ticketId = await openTicket();
      await engine.advanceTo('2026-11-27T11:30:00.000Z');
      await kenji.post(`/v1/desk/tickets/${ticketId}/answers`, { body: 'Here.' });
      await engine.advanceTo('2026-11-27T13:00:00.000Z');
      expect(await typesIn(ticketId)).not.toContain('ResponseTargetBreached');
      expect((await read(`/v1/tickets/${ticketId}`)).body['response']).toMatchObject({
        breachedAt: null,
        answeredAt: '2026-11-27T11:30:00.000Z',
      });
    });

    it('records a breach during downtime once, with its due time', async () => {
      const ticketId = await openTicket();
      await engine.settled();
      await engine.restart('2026-11-28T09:00:00.000Z');
      await engine.advanceTo('2026-11-28T09:01:00.000Z');
      await engine.restart('2026-11-28T10:00:00.000Z');
      await engine.advanceTo('2026-11-28T10:01:00.000Z');
      const breaches = (await engine.engine.store.readStream(`ticket-${ticketId}`))
        .map(decode)
        .filter(({ type }) => type === 'ResponseTargetBreached');
      expect(breaches.map(({ data }) => data)).toEqual([
        expect.objectContaining({ dueAt: '2026-11-27T11:30:00.000Z' }),
      ]);
    });

    it('K2 K4 E9 queues callbacks first in, first out, and gives each to one agent', async () => {
      expect((await ben.post('/v1/callbacks', CALLBACK)).body).toMatchObject({ status: 403, rule: 'E9' });
      expect((await aiko.post('/v1/callbacks', { ...CALLBACK, phone: '12' })).body).toMatchObject({
        status: 400,
        errors: [{ field: 'phone' }],
      });
      const first = await aiko.post('/v1/callbacks', CALLBACK);
      await operator.put(`${team}/members/ben/roles`, { roles: ['support_admin'] });
      const second = await ben.post('/v1/callbacks', CALLBACK);
      expect([first.body['position'], second.body['position']]).toEqual([1, 2]);
      const maria = await engine.as({ kind: 'agent', subject: 'maria' });
      const taken = await Promise.all([
        kenji.post('/v1/desk/callbacks/next', {}),
        maria.post('/v1/desk/callbacks/next', {}),
      ]);
      expect(new Set(taken.map(({ body }) => body['callbackId']))).toEqual(
        new Set([first.body['callbackId'], second.body['callbackId']]),
      );
      expect((await kenji.post('/v1/desk/callbacks/next', {})).body['callbackId']).toBe(taken[0].body['callbackId']);
      await kenji.post(`/v1/desk/callbacks/${String(taken[0].body['callbackId'])}/unanswered`);
      await engine.settled();
      const requester = taken[0].body['requesterId'] === 'aiko' ? aiko : ben;
      expect((await requester.get(`/v1/callbacks/${String(taken[0].body['callbackId'])}`)).body).toMatchObject({
        status: 'waiting',
        position: 1,
        attempts: 1,
      });
    });
  });
});
