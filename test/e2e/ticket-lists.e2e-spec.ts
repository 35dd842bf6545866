import { collect } from '../support/collect.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { type TestStores, TEST_STORES } from '../support/http/test-stores.js';
import { TestEngine } from '../support/http/test-engine.js';

describe.each(TEST_STORES)('ticket lists over HTTP, on %s', (_stores, openStores) => {
  let stores: TestStores;
  let engine: TestEngine;
  let aiko: Caller;
  let kenji: Caller;
  let names: ReadonlyMap<unknown, string>;
  let allOpen: string;

  const openTicket = async (more: object = {}): Promise<string> =>
    String((await aiko.post('/v1/tickets', { ...TICKET, ...more })).body['ticketId']);

  /** Four tickets: `dash` without a target, `held`, `solved`, and `open`, the newest. */
  beforeAll(async () => {
    stores = await openStores();
    engine = await TestEngine.open(undefined, stores.settings);
    ({ aiko, kenji } = await withAcme(engine));
    const dash = await openTicket({
      product: 'dash',
      subject: '同期が止まりました',
      body: 'ファイルが見つかりません。',
    });
    await engine.advanceTo('2026-11-27T07:40:00.000Z');
    const held = await openTicket({
      issueType: 'signin_access',
      subject: 'Ｌｏｃｋｅｄ out: 100% of us',
      body: 'Since a_b was renamed.',
    });
    await engine.advanceTo('2026-11-27T07:50:00.000Z');
    const solved = await openTicket({ subject: 'ﾄﾞﾛｯﾌﾟ of ÜBER', body: "It's in \\\\server\\share." });
    await engine.advanceTo('2026-11-27T08:00:00.000Z');
    const open = await openTicket();
    allOpen = await engine.engine.store.head();
    await kenji.post(`/v1/desk/tickets/${solved}/solution`, { body: 'Done.' });
    await engine.advanceTo('2026-11-27T08:10:00.000Z');
    await kenji.post(`/v1/desk/tickets/${held}/hold`, { reason: 'Waiting for the vendor.' });
    await engine.settled();
    names = new Map([
      [dash, 'dash'],
      [held, 'held'],
      [solved, 'solved'],
      [open, 'open'],
    ]);
  });
  afterAll(async () => {
    await engine.close();
    await stores.close();
  });

  const namesIn = (body: Body): unknown[] => (body['items'] as Body[]).map(({ ticketId }) => names.get(ticketId));
  const list = async (query: string): Promise<unknown[]> => namesIn((await aiko.get(`/v1/tickets?${query}`)).body);

  it.each([
    ['', ['open', 'solved', 'held', 'dash']],
    ['sort=openedAt&order=asc', ['dash', 'held', 'solved', 'open']],
    ['sort=updatedAt', ['held', 'open', 'solved', 'dash']],
    ['sort=dueAt', ['open', 'held', 'solved', 'dash']],
    ['sort=dueAt&order=asc', ['held', 'open', 'solved', 'dash']],
    ['sort=status&order=asc', ['open', 'dash', 'held', 'solved']],
    ['sort=status&order=desc', ['solved', 'held', 'open', 'dash']],
    ['issueType=signin_access', ['held']],
    ['product=dash', ['dash']],
    ['status=past', ['solved']],
    ['state=running', ['open', 'held']],
    ['state=met', ['solved']],
    ['state=none&breached=false', ['dash']],
    ['breached=true', []],
    ['sort=breachedAt&order=asc&state=running', ['open', 'held']],
    ['openedFrom=2026-11-27T07:45:00Z', ['open', 'solved']],
    ['openedFrom=2026-11-27T16:35:00%2B09:00&openedTo=2026-11-27T07:55:00Z&order=asc', ['held', 'solved']],
  ])('H4 V1 sort and filter by "%s"', async (query, expected) => {
    expect(await list(query)).toEqual(expected);
  });

  it.each([
    ['同期', ['dash']],
    ['が止', ['dash']],
    ['ﾌｧｲﾙ', ['dash']],
    ['LOCKED', ['held']],
    ['ｌｏｃｋｅｄ', ['held']],
    ['100%', ['held']],
    ['%', ['held']],
    ['a_b', ['held']],
    ['axb', []],
    ['ドロップ', ['solved']],
    ['über', ['solved']],
    ['U\u0308BER', ['solved']],
    ["it's", ['solved']],
    ['\\\\SERVER\\', ['solved']],
    ['nothing syncs', ['open']],
    ["'; drop table", []],
    ['*', []],
    ['期', ['dash']],
    ['_', ['held']],
    ['ＵＢ', []],
    ['b', ['solved', 'held']],
    [' locked\u3000OUT: ', ['held']],
    ['lo\u00adcked\u200b', ['held']],
    ['stopped nothing', []],
  ])('H4 V5 search for %s in subject and first message', async (q, expected) => {
    expect(await list(`q=${encodeURIComponent(q)}`)).toEqual(expected);
  });

  it.each(['', 'sort=dueAt&', 'breached=false&', 'q=o&'])('V1 H4 "%s" reads from the end, too', async (query) => {
    const page = async (place: string): Promise<Body> => (await aiko.get(`/v1/tickets?${query}limit=2&${place}`)).body;
    const all = await list(query);
    const last = await page('last=true');
    expect([namesIn(last), Object.keys(last)]).toEqual([all.slice(-2), ['items', 'previous']]);
    const before = await page(`cursor=${String(last['previous'])}`);
    expect(namesIn(before)).toEqual(all.slice(-4, -2));
    expect(namesIn(await page(`cursor=${String(before['next'])}`))).toEqual(namesIn(last));
    const inOtherOrder = await aiko.get(`/v1/tickets?sort=status&cursor=${String(last['previous'])}`);
    expectProblem(inOtherOrder);
    expect(inOtherOrder.body).toMatchObject({ type: 'urn:ledgerdesk:problem:cursor-malformed' });
    expect((await aiko.get('/v1/tickets?last=maybe')).status).toBe(400);
  });

  it('H4 V5 search as of a position finds what the live search finds', async () => {
    const asOf = await engine.engine.store.head();
    for (const q of ['期', '同期', 'が止ま', 'b', 'ÜBER', 'nothing', 'xyz', ' ']) {
      const query = `q=${encodeURIComponent(q)}`;
      expect(await list(`${query}&asOf=${asOf}`)).toEqual(await list(query));
    }
  });

  it('H4 V1 show the tickets as of a position or an instant', async () => {
    expect(await list(`status=open&asOf=${allOpen}`)).toEqual(['open', 'solved', 'held', 'dash']);
    expect(await list('asOf=2026-11-27T07:45:00Z&order=asc')).toEqual(['dash', 'held']);
    expect(await list('asOf=2026-11-27T16:45:00%2B09:00&by=occurred&order=asc')).toEqual(['dash', 'held']);
  });

  it.each(['asc', 'desc'] as const)('H4 page through tickets with and without a due time, %s', async (order) => {
    const query = { sort: 'dueAt', order, limit: 1 } as const;
    const seen = (await collect(aiko.client().pages('/v1/tickets', { query }))).flatMap(namesIn);
    expect(seen).toEqual(await list(`sort=dueAt&order=${order}`));
    expect(seen.at(-1)).toBe('dash');
  });

  it('refuse an unknown order, a cursor of a different order, and an invalid instant', async () => {
    const {
      body: { next },
    } = await aiko.get('/v1/tickets?limit=1');
    for (const query of [
      'sort=subject',
      'order=up',
      'state=overdue',
      'breached=yes',
      `sort=updatedAt&cursor=${String(next)}`,
      'openedFrom=2026-11-27',
      'openedTo=2026-02-30T00:00:00Z',
    ]) {
      const refused = await aiko.get(`/v1/tickets?${query}`);
      expect({ query, status: refused.status }).toEqual({ query, status: 400 });
      expectProblem(refused);
    }
  });
});
