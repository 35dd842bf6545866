import { TEAM, TICKET, withTeam } from '../support/http/acme-fixture.js';
import type { Body, Caller } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { enginesOfFile } from '../support/http/shared-engine.js';
import type { TestEngine } from '../support/http/test-engine.js';

const NOTHING = {
  q: null,
  status: null,
  product: null,
  issueType: null,
  state: null,
  breached: null,
  openedFrom: null,
  openedTo: null,
  sort: null,
  order: null,
};

describe('saved ticket views over HTTP', () => {
  const engines = enginesOfFile();
  let engine: TestEngine;
  let teamId: string;
  let team: string;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;

  const use = async (next: TestEngine): Promise<void> => {
    engine = next;
    teamId = engines.newTeamId();
    team = `/v1/teams/${teamId}`;
    ({ operator, aiko, ben } = await withTeam(engine, teamId));
  };
  beforeEach(() => use(engines.shared));

  const at = (name: string): string => `/v1/ticket-views/${encodeURIComponent(name)}`;
  const namesOf = async (caller: Caller): Promise<unknown[]> =>
    ((await caller.get('/v1/ticket-views')).body['items'] as Body[]).map(({ name }) => name);
  const productsIn = ({ items }: Body): unknown[] => (items as Body[]).map(({ product }) => product);

  it('H4 saves, replaces, lists and deletes a view by name', async () => {
    await use(await engines.alone());
    const saved = await aiko.put(at('Dash, oldest first'), { product: 'dash', order: 'asc' });
    expect([saved.status, saved.body]).toEqual([
      200,
      { ...NOTHING, name: 'Dash, oldest first', product: 'dash', order: 'asc' },
    ]);
    await aiko.put(at('Dash, oldest first'), { product: 'dash', openedFrom: '2026-11-27T16:00:00+09:00' });
    await aiko.put(at('Any'), {});
    expect((await aiko.get(at('Dash, oldest first'))).body).toEqual({
      ...NOTHING,
      name: 'Dash, oldest first',
      product: 'dash',
      openedFrom: '2026-11-27T07:00:00.000Z',
    });
    expect(await namesOf(aiko)).toEqual(['Any', 'Dash, oldest first']);
    expect((await aiko.delete(at('Any'))).body['items']).toHaveLength(1);
    expect((await aiko.delete(at('Any'))).body).toMatchObject({
      status: 404,
      type: 'urn:ledgerdesk:problem:view-not-found',
    });
    await engine.restart('2026-11-27T08:00:00.000Z');
    expect(await namesOf(aiko)).toEqual(['Dash, oldest first']);
  });

  it('H4 V1 filters tickets by a view, and lets the query override it', async () => {
    for (const [product, subject] of [
      ['dropbox', 'Sync has stopped'],
      ['dash', 'Sync of Dash'],
      ['dash', 'Search'],
    ])
      await aiko.post('/v1/tickets', { ...TICKET, product, subject });
    await engine.settled();
    await aiko.put(at('Sync of Dash'), { product: 'dash', q: 'SYNC of' });
    const seen = async (query: string) =>
      productsIn((await aiko.get(`/v1/tickets?view=Sync%20of%20Dash${query}`)).body);
    expect(await seen('')).toEqual(['dash']);
    expect(await seen('&product=dropbox')).toEqual([]);
    expect(await seen('&q=s')).toEqual(['dash', 'dash']);
    expect((await aiko.get('/v1/tickets?view=Nowhere')).body).toMatchObject({
      status: 404,
      type: 'urn:ledgerdesk:problem:view-not-found',
    });
  });

  it('H4 sorts tickets by a view across pages', async () => {
    for (const product of ['dropbox', 'dash']) await aiko.post('/v1/tickets', { ...TICKET, product });
    await engine.settled();
    await aiko.put(at('Due'), { sort: 'dueAt', order: 'asc' });
    const first = await aiko.get('/v1/tickets?view=Due&limit=1');
    expect(productsIn(first.body)).toEqual(['dropbox']);
    expect(
      productsIn((await aiko.get(`/v1/tickets?view=Due&limit=1&cursor=${String(first.body['next'] as string)}`)).body),
    ).toEqual(['dash']);
  });

  it('V4 V5 hides views from other members, also from the same member id in another team', async () => {
    await aiko.put(at('Mine'), { status: 'open' });
    const other = engines.newTeamId();
    await operator.post('/v1/teams', { ...TEAM, teamId: other });
    await operator.post(`/v1/teams/${other}/members`, {
      memberId: 'aiko',
      name: 'Aiko',
      email: 'aiko@globex.example',
      language: 'en',
      roles: ['team_admin'],
    });
    for (const stranger of [ben, await engine.member(other, 'aiko')]) {
      expect(await namesOf(stranger)).toEqual([]);
      expect([
        (await stranger.get(at('Mine'))).status,
        (await stranger.delete(at('Mine'))).status,
        (await stranger.get('/v1/tickets?view=Mine')).status,
      ]).toEqual([404, 404, 404]);
    }
    const { body } = await operator.put(`${team}/members/aiko/roles`, { roles: ['support_admin'] });
    expect(Object.keys(body).sort()).toEqual([
      'active',
      'champion',
      'erased',
      'language',
      'memberId',
      'roles',
      'status',
      'teamId',
    ]);
  });

  it('masks names and search texts for analysts', async () => {
    await aiko.put(at('Call Ben Okafor'), { q: 'okafor' });
    const read = async (kind: 'analyst' | 'auditor') =>
      JSON.stringify((await (await engine.as({ kind })).get('/v1/log/events?types=TicketViewSaved')).body);
    expect(await read('auditor')).toMatch(/Call Ben Okafor.*okafor/);
    expect(await read('analyst')).not.toMatch(/okafor/i);
    expect(await read('analyst')).toMatch(/"name":"•••".*"q":"•••"/);
  });

  it('accepts names of up to sixty characters in any script, in any Unicode normalization form', async () => {
    for (const name of ['猫'.repeat(60), '50% / done?', '...', 'Zoe\u0308']) {
      expect({ name, status: (await aiko.put(at(name), {})).status }).toEqual({ name, status: 200 });
      expect((await aiko.get(at(name))).body).toMatchObject({ name: name.normalize('NFC') });
    }
    expect((await aiko.get(at('Zo\u00eb'))).status).toBe(200);
    expect((await aiko.get(`/v1/tickets?view=${encodeURIComponent('Zoe\u0308')}`)).status).toBe(200);
  });

  it.each<readonly [string, string, object, number]>([
    ['a name that is too long', 'x'.repeat(61), {}, 400],
    ['a name with a line break', 'a\nb', {}, 400],
    ['a name that begins with a space', ' a', {}, 400],
    ['an unknown field', 'A', { colour: 'red' }, 400],
    ['an unknown order', 'A', { sort: 'subject' }, 400],
    ['an unknown product', 'A', { product: 'nothing' }, 400],
    ['an unknown issue type', 'A', { issueType: 'nothing' }, 400],
    [
      'a time that ends before it begins',
      'A',
      { openedFrom: '2026-11-27T00:00:00Z', openedTo: '2026-11-26T00:00:00Z' },
      400,
    ],
  ])('refuses %s', async (_, name, body, status) => {
    const refused = await aiko.put(at(name), body);
    expect(refused.status).toBe(status);
    expectProblem(refused);
    expect(await namesOf(aiko)).toEqual([]);
  });

  it('limits a member to fifty views', async () => {
    for (let number = 1; number <= 50; number += 1) await aiko.put(at(`View ${number}`), {});
    expect((await aiko.put(at('View 51'), {})).body).toMatchObject({
      status: 409,
      type: 'urn:ledgerdesk:problem:too-many-views',
    });
    expect((await aiko.put(at('View 50'), { status: 'open' })).status).toBe(200);
    expect((await ben.put(at('View 51'), {})).status).toBe(200);
  });

  it('replays a repeated key, and refuses an outdated If-Match', async () => {
    const [first, again] = [
      await aiko.with({ 'idempotency-key': 'k' }).put(at('A'), { q: 'x' }),
      await aiko.with({ 'idempotency-key': 'k' }).put(at('A'), { q: 'x' }),
    ];
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([200, first.body, first.headers.get('etag')]);
    expect((await aiko.with({ 'if-match': '"0"' }).put(at('A'), { status: 'open' })).status).toBe(412);
    expect((await aiko.with({ 'if-match': first.headers.get('etag') ?? '' }).delete(at('A'))).status).toBe(200);
  });

  it('E2 H8 serves active members and services that act for them, and refuses others', async () => {
    const service = (await engine.as({ kind: 'service', scope: 'act' })).with({
      'ledger-on-behalf-of': `${teamId}/ben`,
    });
    expect((await service.put(at('A'), {})).status).toBe(200);
    expect(await namesOf(ben)).toEqual(['A']);
    await operator.delete(`${team}/members/ben`);
    for (const refused of [
      await ben.get('/v1/ticket-views'),
      await ben.get(at('A')),
      await ben.put(at('B'), {}),
      await ben.delete(at('A')),
    ]) {
      expect(refused.body).toMatchObject({ status: 403, rule: 'E2' });
    }
    expect((await (await engine.as()).get('/v1/ticket-views')).body).toMatchObject({ status: 401, rule: 'H8' });
  });

  it('are also at the path of earlier versions, which says that it is deprecated (RFC 9745)', async () => {
    const [former, current] = await Promise.all([ben.get('/v1/tickets/views'), ben.get('/v1/ticket-views')]);
    expect([former.status, former.body]).toEqual([current.status, current.body]);
    expect(former.headers.get('deprecation')).toMatch(/^@\d{10}$/);
    expect(former.headers.get('link')).toBe('</v1/ticket-views>; rel="successor-version"');
    expect(current.headers.get('deprecation')).toBeNull();
  });
});
