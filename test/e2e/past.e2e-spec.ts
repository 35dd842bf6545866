import { isRecord } from '@ledgerdesk/kernel';
import { collect } from '../support/collect.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';
import { simulate } from '../../apps/cli/simulate/simulation.js';
import { settingsFrom } from '../../apps/server/index.js';

const OPENED = '2026-11-27T07:30:00.000Z';

/** Presence on tickets has no history. */
/** What presence and manifests say depends on when is asked. */
const withoutPresence = ({ present: _, manifest: __, ...body }: Body): Body => body;

describe('as-of queries over HTTP', () => {
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;
  let kenji: Caller;
  let auditor: Caller;
  let analyst: Caller;

  beforeEach(async () => {
    engine = await TestEngine.open(OPENED);
    ({ operator, aiko, ben, kenji } = await withAcme(engine));
    [auditor, analyst] = [await engine.as({ kind: 'auditor' }), await engine.as({ kind: 'analyst' })];
  });
  afterEach(() => engine.close());

  const openTicket = async (who: Caller, more: object = {}): Promise<string> =>
    String((await who.post('/v1/tickets', { ...TICKET, ...more })).body['ticketId']);
  const head = async (): Promise<string> => {
    await engine.settled();
    return engine.engine.store.head();
  };

  it('D2 D3 D4 D5 H4 V1 V2 repeat the responses given at each position', async () => {
    const ticketId = await openTicket(aiko);
    const steps: readonly (() => Promise<unknown>)[] = [
      () => kenji.post(`/v1/desk/tickets/${ticketId}/notes`, { body: 'Between us.' }),
      () => openTicket(ben, { issueType: 'how_to' }),
      () => kenji.post(`/v1/desk/tickets/${ticketId}/answers`, { body: 'On it.' }),
      () => engine.advanceTo('2026-11-27T08:00:00.000Z'),
      () => aiko.post(`/v1/tickets/${ticketId}/replies`, { body: 'Still so.' }),
      () => openTicket(aiko, { product: 'dash', issueType: 'search_connectors' }),
      () => engine.advanceTo('2026-11-27T13:00:00.000Z'),
      () => kenji.post(`/v1/desk/tickets/${ticketId}/solution`, { body: 'Done.' }),
      () => operator.put('/v1/teams/acme/products', { products: ['dropbox'] }),
    ];
    const queries = [
      [aiko, '/v1/hub/dashboard?'],
      [aiko, '/v1/tickets?sort=updatedAt'],
      [aiko, '/v1/tickets?status=open'],
      [aiko, `/v1/tickets/${ticketId}?`],
      [ben, '/v1/tickets?'],
      [kenji, '/v1/desk/queue?'],
      [kenji, '/v1/desk/queue?status=past&product=dropbox'],
      [kenji, `/v1/desk/tickets/${ticketId}?`],
      [auditor, `/v1/desk/tickets/${ticketId}?`],
      [kenji, `/v1/desk/tickets/${ticketId}/messages?order=desc`],
      [auditor, '/v1/reports/responses?'],
      [auditor, '/v1/reports/charges?'],
      [auditor, '/v1/reports/responses?groupBy=team,agent,hourOfWeek&bucket=day&timeZone=Asia/Tokyo'],
      [auditor, '/v1/reports/charges?groupBy=product,reason&bucket=quarter&timeZone=Asia/Tokyo'],
      [auditor, '/v1/reports/digests?'],
    ] as const;
    // A later checkpoint covers earlier positions too.
    const answerOf = ({ manifest, ...body }: Body): Body => {
      if (!isRecord(manifest)) return withoutPresence(body);
      const { question, rows } = manifest;
      return { ...body, manifest: { question, rows } };
    };
    const answersAt = (moment: string) =>
      Promise.all(queries.map(async ([who, path]) => answerOf((await who.get(path + moment)).body)));
    const seen: (readonly [string, readonly Body[]])[] = [];
    for (const step of steps) {
      await step();
      seen.push([await head(), await answersAt('')]);
    }
    for (const [position, answers] of seen) expect(await answersAt(`&asOf=${position}`)).toEqual(answers);
    expect(new Set(seen.map(([, answers]) => JSON.stringify(answers))).size).toBe(seen.length - 1);
  });

  it('show the queue and a ticket to agents as they were, without the ETag of a revision', async () => {
    const ticketId = await openTicket(aiko);
    await kenji.post(`/v1/desk/tickets/${ticketId}/notes`, { body: 'Between us.' });
    await engine.advanceTo('2026-11-27T08:00:00.000Z');
    await kenji.post(`/v1/desk/tickets/${ticketId}/closure`);
    await engine.settled();
    const before = 'asOf=2026-11-27T07:59:59Z';
    const queued = async (moment: string) =>
      ((await kenji.get(`/v1/desk/queue?${moment}`)).body['items'] as Body[]).map((one) => one['ticketId']);
    expect(await queued(before)).toEqual([ticketId]);
    expect(await queued('asOf=2026-11-27T08:00:00Z')).toEqual([]);
    expect(await queued('')).toEqual([]);
    const past = await kenji.get(`/v1/desk/tickets/${ticketId}?${before}`);
    expect(past.body).toMatchObject({ status: 'open', messages: [{ audience: 'public' }, { audience: 'desk' }] });
    expect(past.headers.get('etag')).toMatch(/^W\//);
    expect((await kenji.get(`/v1/desk/tickets/${ticketId}?asOf=0`)).status).toBe(404);
  });

  it('H4 accept an instant, before and after a breach was recorded', async () => {
    const ticketId = await openTicket(aiko);
    await engine.advanceTo('2026-11-27T12:00:00.000Z');
    const breachedAt = async (asOf: string) =>
      ((await aiko.get(`/v1/tickets/${ticketId}?asOf=${asOf}`)).body['response'] as Body)['breachedAt'];
    expect(await breachedAt('2026-11-27T11:29:59Z')).toBeNull();
    expect(await breachedAt('2026-11-27T20:31:00%2B09:00')).toBe('2026-11-27T11:30:00.000Z');
    expect((await aiko.get(`/v1/tickets/${ticketId}?asOf=2026-11-27T07:29:59Z`)).body).toMatchObject({
      status: 404,
      rule: 'V4',
    });
    const past = await aiko.get(`/v1/tickets/${ticketId}?asOf=2026-11-27T09:00:00Z`);
    expect(past.headers.get('etag')).toMatch(/^W\//);
  });

  it('H4 page through a list as of one position', async () => {
    for (const subject of ['One', 'Two', 'Three']) await openTicket(aiko, { subject });
    const asOf = await head();
    await openTicket(aiko, { subject: 'Four' });
    await engine.settled();
    const query = { order: 'asc', limit: 1, asOf } as const;
    const tickets = await collect(aiko.client().items('/v1/tickets', { query }));
    expect(tickets.map(({ subject }) => subject).sort()).toEqual(['One', 'Three', 'Two']);
  });

  it('M2 D6 score recommendations and show products as of that time', async () => {
    await openTicket(aiko, { product: 'dash', issueType: 'search_connectors' });
    await operator.put('/v1/teams/acme/products', { products: ['dropbox'] });
    await engine.restart('2027-02-25T07:30:00.000Z');
    const best = async (asOf: string) =>
      ((await aiko.get(`/v1/hub/recommendations?limit=1${asOf}`)).body['items'] as Body[])[0];
    expect(await best(`&asOf=${OPENED}`)).toMatchObject({ id: 'connectors-setup', score: 3 });
    expect(await best('&asOf=2027-02-25T07:30:00Z')).toMatchObject({ id: 'connectors-setup', score: 1.5 });
    expect(await best('&asOf=2026-11-27T07:29:59Z')).toMatchObject({ id: 'sync-stuck', score: 0 });
    expect(Object.keys((await aiko.get('/v1/hub/dashboard')).body)).not.toContain('products');
    const {
      body: { items },
    } = await auditor.get('/v1/log/events?types=TeamProductsChanged');
    const before = String(Number((items as { position: string }[])[0]?.position) - 1);
    expect((await aiko.get(`/v1/hub/dashboard?asOf=${before}`)).body).toMatchObject({
      products: [
        { product: 'dash', count: 1 },
        { product: 'dropbox', count: 0, share: 0, months: [] },
      ],
    });
  });

  it('V4 V5 H5 E2 apply the current permissions of the caller', async () => {
    const ticketId = await openTicket(aiko, { subject: 'Of Aiko alone' });
    const asOf = await head();
    for (const path of ['/v1/tickets', '/v1/tickets?q=aiko', `/v1/tickets/${ticketId}`]) {
      expect(
        JSON.stringify((await ben.get(`${path}${path.includes('?') ? '&' : '?'}asOf=${asOf}`)).body),
      ).not.toContain('Of Aiko');
    }
    expect((await ben.get(`/v1/tickets/${ticketId}?asOf=${asOf}`)).status).toBe(404);
    await operator.put('/v1/teams/acme/members/aiko/roles', { roles: [] });
    for (const path of ['dashboard', 'recommendations'])
      expect((await aiko.get(`/v1/hub/${path}?asOf=${asOf}`)).body).toMatchObject({ status: 403, rule: 'H5' });
    await operator.delete('/v1/teams/acme/members/aiko');
    expect((await aiko.get(`/v1/tickets?asOf=${asOf}`)).body).toMatchObject({ status: 403, rule: 'E2' });
  });

  it.each(['/v1/tickets', '/v1/hub/dashboard', '/v1/hub/recommendations'])(
    'refuse an invalid asOf, and a position beyond the head: %s',
    async (path) => {
      for (const asOf of ['yesterday', '2026-11-27', '2026-02-30T00:00:00Z', '-1', '01', '1.5', '']) {
        const refused = await aiko.get(`${path}?asOf=${asOf}`);
        expect({ asOf, status: refused.status, body: refused.body }).toMatchObject({
          asOf,
          status: 400,
          body: { errors: [{ field: 'asOf' }] },
        });
        expectProblem(refused);
      }
      expect((await aiko.get(`${path}?asOf=0&by=seen`)).body).toMatchObject({ status: 400, errors: [{ field: 'by' }] });
      expect((await aiko.get(`${path}?asOf=999999`)).body).toMatchObject({
        status: 400,
        type: 'urn:ledgerdesk:problem:position-beyond-log',
      });
    },
  );

  it('page through a read model as of one position, which the response names', async () => {
    for (const subject of ['One', 'Two', 'Three']) await openTicket(aiko, { subject });
    const start = await head();
    const instant = '2026-11-27T08:00:00Z';
    for (const query of ['', `asOf=${start}`, `asOf=${instant}`, `asOf=${instant}&by=occurred`]) {
      const seen: unknown[] = [];
      const expected = (await auditor.get(`/v1/read-models/ticket-list?limit=1000&${query}`)).body['items'] as Body[];
      let path = `/v1/read-models/ticket-list?limit=1&${query}`;
      let position: unknown;
      for (let next: unknown = ''; next !== undefined;) {
        const { status, body, headers } = await auditor.get(path);
        expect(status).toBe(200);
        position ??= body['position'];
        expect([body['position'], headers.get('ledger-position')]).toEqual([position, position]);
        seen.push(...(body['items'] as Body[]));
        await openTicket(aiko, { subject: 'Later' });
        ({ next } = body);
        path = `/v1/read-models/ticket-list?limit=1&${query}&cursor=${String(next)}`;
      }
      expect(seen).toEqual(expected);
      expect(String(position)).toMatch(/^\d+$/);
    }
    for (const cursor of ['x', '1', '.x', '1.x', '999999.x', '-1.x'])
      expectProblem(await auditor.get(`/v1/read-models/ticket-list?cursor=${cursor}`));
  });

  it('show read models to auditors unmasked, and to analysts with personal fields masked', async () => {
    const ticketId = await openTicket(aiko, { subject: 'Call Ben', body: 'Ben knows.' });
    await aiko.post('/v1/callbacks', {
      product: 'dropbox',
      phone: '+81 3-1234-5678',
      reason: 'Ben is out.',
      language: 'en',
    });
    const asOf = await head();
    await kenji.post(`/v1/desk/tickets/${ticketId}/solution`, {});
    const rows = async (who: Caller, query: string) =>
      (await who.get(`/v1/read-models/${query}`)).body['items'] as Body[];
    expect(await rows(auditor, `ticket-list?asOf=${asOf}`)).toMatchObject([
      { key: ticketId, ticketId, subject: 'Call Ben', status: 'open' },
    ]);
    expect(await rows(analyst, 'ticket-list')).toMatchObject([{ key: ticketId, subject: '•••', status: 'solved' }]);
    expect(await rows(analyst, 'ticket-search')).toMatchObject([{ key: ticketId, text: '•••\n•••' }]);
    expect(JSON.stringify([await rows(analyst, 'ticket-thread'), await rows(analyst, 'live-queue')])).not.toMatch(
      /Ben|5678/,
    );
    expect(await rows(analyst, 'issue-patterns?prefix=acme.')).toMatchObject([
      { key: 'acme.aiko', counts: [{ value: 'sync_upload', month: '2026-11', count: 1 }] },
    ]);
    expect(await rows(analyst, 'issue-patterns?prefix=acme.ben')).toEqual([]);
    expect((await analyst.get('/v1/read-models/nothing')).body).toMatchObject({
      status: 404,
      type: 'urn:ledgerdesk:problem:read-model-not-found',
    });
    expect((await analyst.get('/v1/read-models/ticket-list?asOf=999999')).body).toMatchObject({
      status: 400,
      type: 'urn:ledgerdesk:problem:position-beyond-log',
    });
  });
});

describe('as-of queries on imported events', () => {
  it('count events by the time they occurred, or by the time they were recorded', async () => {
    const engine = await TestEngine.open(OPENED, { ROLES: 'http,projections' }, (DATA_DIR) =>
      simulate(settingsFrom({ DATA_DIR }), { teams: 6, days: 10, seed: 1, start: '2026-10-01T00:00:00.000Z' }),
    );
    try {
      const auditor = await engine.as({ kind: 'auditor' });
      const { events } = await engine.engine.store.readAll({ filter: { types: ['TicketOpened'] } });
      const openedBy = (instant: string) => events.filter(({ occurredAt }) => occurredAt <= instant).length;
      const rows = async (query: string) =>
        ((await auditor.get(`/v1/read-models/ticket-list?limit=1000&${query}`)).body['items'] as Body[]).length;
      for (const instant of ['2026-10-04T12:00:00.000Z', '2026-10-08T00:00:00.000Z']) {
        expect(openedBy(instant)).toBeGreaterThan(0);
        expect(await rows(`asOf=${instant}&by=occurred`)).toBe(openedBy(instant));
        expect(await rows(`asOf=${instant}`)).toBe(0);
      }
      expect(await rows(`asOf=${await engine.engine.store.head()}&by=occurred`)).toBe(events.length);
    } finally {
      await engine.close();
    }
  }, 60_000);
});
