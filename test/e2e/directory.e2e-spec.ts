import { collect } from '../support/collect.js';
import { TEAM, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';

const TEAMS = [
  { teamId: 'globex', name: 'グローベックス', products: ['dash'] },
  { teamId: 'initech', name: 'Initech', country: 'DE' },
  { teamId: 'zeta', name: 'ａｃｍｅ Zeta', accountManager: 'am-7' },
];

describe('the directory of teams and members', () => {
  let engine: TestEngine;
  let operator: Caller;
  let sales: Caller;
  let kenji: Caller;

  beforeAll(async () => {
    engine = await TestEngine.open();
    ({ operator, kenji } = await withAcme(engine));
    sales = await engine.as({ kind: 'sales' });
    for (const team of TEAMS) await operator.post('/v1/teams', { ...TEAM, ...team });
    for (const [memberId, name, roles] of [
      ['m-1', 'Zoe Meyer', ['support_admin']],
      ['m-2', '佐藤愛子', []],
      ['m-3', 'Zoe Adams', []],
    ] as const)
      await operator.post('/v1/teams/acme/members', {
        memberId,
        name,
        email: `${memberId}@acme.example`,
        language: 'ja',
        roles,
      });
    await operator.put('/v1/teams/acme/members/m-2/status', { status: 'suspended' });
    await operator.put('/v1/teams/acme/members/m-3/champion', { level: 'grand', premiumSupport: false });
    await operator.delete('/v1/teams/acme/members/m-1');
    await engine.settled();
  });
  afterAll(() => engine.close());

  const items = async (caller: Caller, path: string): Promise<readonly Body[]> => {
    const { status, body } = await caller.get(path);
    expect(status).toBe(200);
    return (body as { readonly items: readonly Body[] }).items;
  };
  const idsOf = async (path: string, id: 'teamId' | 'memberId') =>
    (await items(operator, path)).map((item) => item[id]);

  it.each([
    ['', ['acme', 'zeta', 'initech', 'globex']],
    ['?q=ACME', ['acme', 'zeta']],
    ['?q=%E3%83%99%E3%83%83', ['globex']],
    ['?q=initec', ['initech']],
    ['?product=dropbox', ['acme', 'zeta', 'initech']],
    ['?country=DE', ['initech']],
    ['?accountManager=am-7', ['zeta']],
    ['?q=%25', []],
  ])('P1 lists teams by name, filtered by "%s"', async (query, ids) => {
    expect(await idsOf(`/v1/teams${query}`, 'teamId')).toEqual(ids);
  });

  it('pages teams with a cursor, also after names that are not ASCII', async () => {
    const teams = await collect(sales.client().items('/v1/teams', { query: { limit: 1 } }));
    expect(teams.map(({ teamId }) => teamId)).toEqual(['acme', 'zeta', 'initech', 'globex']);
  });

  it('P4 gets a team with its ETag, and as of an earlier moment without one', async () => {
    const { body, headers } = await kenji.get('/v1/teams/initech');
    expect(body).toEqual({
      ...TEAM,
      teamId: 'initech',
      name: 'Initech',
      country: 'DE',
      accountManager: null,
      scheduledBilling: null,
      registeredAt: '2026-11-27T07:30:00.000Z',
    });
    expect(headers.get('etag')).toBe('"0"');
    const before = await engine.engine.store.head();
    const changed = await operator
      .with({ 'if-match': '"0"' })
      .put('/v1/teams/initech/account-manager', { accountManager: 'am-9' });
    const position = { 'ledger-position': changed.headers.get('ledger-position') ?? '' };
    const now = await kenji.with(position).get('/v1/teams/initech');
    expect([now.body['accountManager'], now.headers.get('etag')]).toEqual(['am-9', changed.headers.get('etag')]);
    expect((await kenji.with({ ...position, 'if-none-match': '"1"' }).get('/v1/teams/initech')).status).toBe(304);
    const past = await kenji.get(`/v1/teams/initech?asOf=${before}`);
    expect([past.body['accountManager'], past.headers.get('etag')]).toEqual([null, expect.stringMatching(/^W\//)]);
    expect((await kenji.get('/v1/teams/initech?asOf=0')).status).toBe(404);
  });

  it.each([
    ['', ['aiko', 'ben', 'm-3', 'm-1', 'm-2']],
    ['?q=zoe', ['m-3', 'm-1']],
    ['?q=m-2@', ['m-2']],
    ['?q=%E6%84%9B', ['m-2']],
    ['?status=active', ['aiko', 'ben', 'm-3']],
    ['?status=deactivated', ['m-1']],
    ['?role=team_admin', ['aiko']],
    ['?champion=true', ['m-3']],
    ['?champion=false&status=suspended', ['m-2']],
  ])('E2 lists the members of a team by name, filtered by "%s"', async (query, ids) => {
    expect(await idsOf(`/v1/teams/acme/members${query}`, 'memberId')).toEqual(ids);
  });

  it('C1 gets a member with the ETag that commands take', async () => {
    const { body, headers } = await sales.get('/v1/teams/acme/members/m-3');
    expect(body).toEqual({
      teamId: 'acme',
      memberId: 'm-3',
      name: 'Zoe Adams',
      email: 'm-3@acme.example',
      erased: false,
      language: 'ja',
      status: 'active',
      active: true,
      roles: [],
      champion: { level: 'grand', addOn: null },
      addedAt: '2026-11-27T07:30:00.000Z',
    });
    const etag = headers.get('etag') ?? '';
    const put = (tag: string) =>
      operator.with({ 'if-match': tag }).put('/v1/teams/acme/members/m-3/roles', { roles: ['content_admin'] });
    expect([(await put('"0"')).status, (await put(etag)).status]).toEqual([412, 200]);
  });

  it.each([
    ['/v1/teams/nowhere', 404, 'team-not-found'],
    ['/v1/teams/nowhere/members', 404, 'team-not-found'],
    ['/v1/teams/nowhere/members/aiko', 404, 'team-not-found'],
    ['/v1/teams/acme/members/nobody', 404, 'member-not-found'],
    ['/v1/teams/globex/members/aiko', 404, 'member-not-found'],
    ['/v1/teams?limit=0', 400, 'invalid-input'],
    ['/v1/teams?cursor=x', 400, 'cursor-malformed'],
    ['/v1/teams?country=jp', 400, 'invalid-input'],
    [`/v1/teams?q=${'x'.repeat(201)}`, 400, 'invalid-input'],
    ['/v1/teams?q=', 400, 'invalid-input'],
    ['/v1/teams?q=a&q=b', 400, 'invalid-input'],
    ['/v1/teams/acme/members?status=gone', 400, 'invalid-input'],
    ['/v1/teams/acme/members?champion=yes', 400, 'invalid-input'],
    ['/v1/teams/acme?asOf=999999999', 400, 'position-beyond-log'],
  ])('refuses %s with %i %s', async (path, status, code) => {
    const reply = await operator.get(path);
    expectProblem(reply);
    expect(reply.body).toMatchObject({ status, type: `urn:ledgerdesk:problem:${code}` });
  });

  it('refuses the cursor of another list', async () => {
    const { body } = await operator.get('/v1/teams/acme/members?limit=1');
    const cursor = String(body['next']);
    expect((await operator.get(`/v1/add-on-inquiries?cursor=${cursor}`)).status).not.toBe(200);
    expect((await sales.get(`/v1/add-on-inquiries?cursor=${cursor}`)).status).toBe(400);
  });
});
