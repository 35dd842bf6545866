import { ABILITY_NAMES, type AbilityName } from '../../apps/api/me/abilities.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';

interface Ability {
  readonly allowed: boolean;
  readonly refused: { readonly code: string; readonly rule: string | null; readonly detail: string } | null;
}
type Abilities = Readonly<Record<AbilityName, Ability>>;

/** A request of each ability, with a body that changes nothing of what members are told. */
const REQUESTS: Readonly<Record<AbilityName, readonly [method: string, path: string, body?: object]>> = {
  tickets: ['GET', '/v1/tickets'],
  hub: ['GET', '/v1/hub/dashboard'],
  billing: ['GET', '/v1/teams/acme/add-ons'],
  seats: ['POST', '/v1/teams/acme/seat-changes/quotes', { seats: 40 }],
  inquiries: ['GET', '/v1/teams/acme/add-on-inquiries'],
  desk: ['GET', '/v1/desk/queue'],
  liveRequests: ['PUT', '/v1/desk/availability', { availability: 'available' }],
  directory: ['GET', '/v1/teams'],
  sales: ['GET', '/v1/add-on-inquiries'],
  programme: ['GET', '/v1/teams/acme/root-cause-sessions/2026-Q4/agenda'],
  administration: ['PUT', '/v1/teams/acme/products', { products: ['dropbox', 'dash'] }],
  operations: ['GET', '/v1/health'],
  analysis: ['GET', '/v1/reports/responses'],
  log: ['GET', '/v1/log/events'],
  audit: ['GET', '/v1/audit/reads'],
  erasures: ['POST', '/v1/privacy/erasures/preview', { kind: 'member', id: 'acme.aiko' }],
  mails: ['GET', '/v1/mails'],
  webhooks: ['GET', '/v1/webhooks'],
  features: ['PUT', '/v1/teams/acme/features/rewind', { count: 3 }],
};

const codeOf = ({ type }: Body): string => String(type).split(':').at(-1) ?? '';

describe('GET /v1/me', () => {
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;

  beforeAll(async () => {
    engine = await TestEngine.open();
    ({ operator, aiko, ben } = await withAcme(engine));
    const member = (memberId: string, roles: readonly string[] = []) => ({
      memberId,
      name: `Name of ${memberId}`,
      email: `${memberId}@acme.example`,
      language: 'de',
      roles,
    });
    for (const someone of [member('gone', ['team_admin']), member('idle', ['team_admin']), member('champion')])
      await operator.post('/v1/teams/acme/members', someone);
    await operator.put('/v1/teams/acme/members/idle/status', { status: 'suspended' });
    await operator.put('/v1/teams/acme/members/champion/champion', { level: 'epic' });
    await operator.delete('/v1/teams/acme/members/gone');
    await operator.post('/v1/teams/acme/members', member('content', ['content_admin']));
    await operator.post('/v1/desk/agents', {
      agentId: 'kenji',
      name: 'Kenji Mori',
      languages: ['en'],
      products: ['dropbox'],
    });
    await operator.post('/v1/desk/agents', {
      agentId: 'rob',
      name: 'Rob Hale',
      languages: ['en'],
      products: ['dropbox'],
    });
    await operator.patch('/v1/desk/agents/rob', { retired: true });
    await engine.settled();
  });
  afterAll(() => engine.close());

  const me = async (caller: Caller, query = ''): Promise<Body> => {
    const { status, body } = await caller.get(`/v1/me${query}`);
    expect(status).toBe(200);
    return body;
  };
  const mayOf = async (caller: Caller) => (await me(caller))['may'] as Abilities;
  const acting = async (scope: string, memberId: string) =>
    (await engine.as({ kind: 'service', subject: 'console', scope })).with({
      'ledger-on-behalf-of': `acme/${memberId}`,
    });

  it('E2 H1 C1 tells an active member who they are, and of their team', async () => {
    expect(await me(aiko)).toMatchObject({
      kind: 'member',
      id: 'aiko',
      name: 'aiko',
      scopes: null,
      onBehalfOf: null,
      language: 'en',
      status: 'active',
      roles: ['team_admin'],
      champion: null,
      team: {
        id: 'acme',
        name: 'Acme KK',
        timeZone: 'Asia/Tokyo',
        products: [
          { id: 'dropbox', name: 'Dropbox' },
          { id: 'dash', name: 'Dropbox Dash' },
        ],
        addOns: [{ product: { id: 'dropbox', name: 'Dropbox' }, edition: 'essentials', state: 'active' }],
        purchases: { by: 'members', roles: ['team_admin', 'billing_admin'], editions: ['essentials'] },
      },
    });
    expect(await me(await engine.member('acme', 'champion'))).toMatchObject({
      name: 'Name of champion',
      language: 'de',
      roles: [],
      champion: { level: 'epic', addOn: 'dropbox' },
    });
  });

  it.each([
    ['gone', 'deactivated'],
    ['idle', 'suspended'],
    ['stranger', null],
  ])('E2 answers %s, who is not active, without anything of the team', async (memberId, status) => {
    const body = await me(await engine.member('acme', memberId));
    expect(body).toMatchObject({ kind: 'member', id: memberId, status, team: null, purchases: [], liveSupport: [] });
    expect(JSON.stringify(body)).not.toContain('Acme');
    const { tickets } = body['may'] as Abilities;
    expect(tickets).toMatchObject({ allowed: false, refused: { code: 'member-not-active', rule: 'E2' } });
  });

  it('answers staff and services', async () => {
    expect(await me(await engine.as({ kind: 'agent', subject: 'kenji' }))).toMatchObject({
      kind: 'agent',
      id: 'kenji',
      name: 'Kenji Mori',
      team: null,
      roles: [],
      purchases: [],
    });
    for (const kind of ['sales', 'analyst', 'auditor', 'operator'] as const)
      expect(await me(await engine.as({ kind }))).toMatchObject({ kind, id: kind, name: null, language: null });
    expect(await me(await engine.as({ kind: 'service', subject: 'console', scope: 'act mails' }))).toMatchObject({
      kind: 'service',
      id: 'console',
      scopes: ['act', 'mails'],
      onBehalfOf: null,
    });
  });

  it('tells a service that acts for a member of the member', async () => {
    expect(await me(await acting('act', 'champion'))).toMatchObject({
      kind: 'service',
      id: 'console',
      name: null,
      onBehalfOf: { id: 'champion', name: 'Name of champion' },
      status: 'active',
      team: { id: 'acme' },
    });
    expect((await (await acting('mails', 'aiko')).get('/v1/me')).body).toMatchObject({ status: 403 });
  });

  it('E4 P4 P5 P6 tells each member which add-ons they may buy or remove, or why not', async () => {
    expect((await me(aiko))['purchases']).toEqual([
      { product: { id: 'dropbox', name: 'Dropbox' }, action: 'remove', allowed: true, refused: null },
      { product: { id: 'dash', name: 'Dropbox Dash' }, action: 'add', allowed: true, refused: null },
    ]);
    const refused = {
      code: 'billing-role-required',
      rule: 'P6',
      detail: expect.stringContaining('team_admin') as string,
    };
    expect((await me(ben))['purchases']).toMatchObject([
      { action: 'remove', allowed: false, refused },
      { action: 'add', allowed: false, refused },
    ]);
    await operator.put('/v1/teams/acme/account-manager', { accountManager: 'am-7' });
    expect(await me(aiko, '?language=ja')).toMatchObject({
      team: { purchases: { by: 'sales' } },
      purchases: [
        {
          refused: {
            code: 'sales-only-team',
            rule: 'P4',
            detail: expect.stringMatching(/\p{Script=Hiragana}/u) as string,
          },
        },
        { refused: { code: 'sales-only-team', rule: 'P4' } },
      ],
    });
    await operator.put('/v1/teams/acme/account-manager', {});
  });

  it('E9 L5 L6 tells each member by which live channels they can be helped, as contact options do', async () => {
    const { body } = await aiko.get('/v1/contact-options?product=dash');
    const { options } = body as { readonly options: readonly { channel: string; offered: boolean }[] };
    const live = (await me(aiko))['liveSupport'] as readonly {
      product: { id: string };
      channel: string;
      allowed: boolean;
    }[];
    expect(live.map(({ product, channel }) => [product.id, channel])).toEqual([
      ['dropbox', 'chat'],
      ['dropbox', 'callback'],
      ['dash', 'chat'],
      ['dash', 'callback'],
    ]);
    for (const { channel, offered } of options.filter((option) => option.channel !== 'request'))
      expect(live.find((one) => one.product.id === 'dash' && one.channel === channel)?.allowed).toBe(offered);
    expect((await me(ben))['liveSupport']).toMatchObject(
      Array(4).fill({ allowed: false, refused: { code: 'live-support-for-admins', rule: 'E9' } }),
    );
  });

  const callers: readonly [string, () => Promise<Caller>][] = [
    ['a team admin', async () => aiko],
    ['an admin without a billing role', () => engine.member('acme', 'content')],
    ['a member', async () => ben],
    ['a Champion', () => engine.member('acme', 'champion')],
    ['a suspended member', () => engine.member('acme', 'idle')],
    ['a former member', () => engine.member('acme', 'gone')],
    ['a stranger', () => engine.member('acme', 'stranger')],
    ['a registered agent', () => engine.as({ kind: 'agent', subject: 'kenji' })],
    ['a retired agent', () => engine.as({ kind: 'agent', subject: 'rob' })],
    ['an agent who is not registered', () => engine.as({ kind: 'agent', subject: 'mia' })],
    ['sales', () => engine.as({ kind: 'sales' })],
    ['an analyst', () => engine.as({ kind: 'analyst' })],
    ['an auditor', () => engine.as({ kind: 'auditor' })],
    ['an operator', async () => operator],
    ['a service without scopes', () => engine.as({ kind: 'service' })],
    ['a service for mails', () => engine.as({ kind: 'service', scope: 'mails' })],
    ['a service for webhooks and features', () => engine.as({ kind: 'service', scope: 'webhooks features:write' })],
    ['a service that may act', () => engine.as({ kind: 'service', scope: 'act' })],
    ['a service that acts for an admin', () => acting('act webhooks mails', 'aiko')],
    ['a service that acts for a member', () => acting('act', 'ben')],
  ];

  it.each(callers)('gives %s the codes with which routes would refuse', async (_, open) => {
    const caller = await open();
    const may = await mayOf(caller);
    expect(Object.keys(may)).toEqual([...ABILITY_NAMES]);
    const got: Partial<Record<AbilityName, string | null>> = {};
    for (const name of ABILITY_NAMES) {
      const [method, path, sent] = REQUESTS[name];
      const { status, body } = await caller.send(method, path, sent);
      const refused = status === 403 || ['agent-not-registered', 'agent-retired'].includes(codeOf(body));
      got[name] = refused ? codeOf(body) : null;
    }
    expect(Object.fromEntries(ABILITY_NAMES.map((name) => [name, may[name].refused?.code ?? null]))).toEqual(got);
  });

  it('V4 is the same whatever others of the team do', async () => {
    const before = await me(aiko);
    await ben.post('/v1/tickets', TICKET);
    await ben.put('/v1/tickets/views/mine', { q: 'sync' });
    await operator.put('/v1/teams/acme/members/content/roles', { roles: [] });
    await operator.put('/v1/teams/acme/members/content/roles', { roles: ['content_admin'] });
    await engine.settled();
    expect(await me(aiko)).toEqual(before);
  });

  it('has no cache, and refuses unknown parameters', async () => {
    const { headers } = await aiko.get('/v1/me');
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await aiko.get('/v1/me?asOf=1')).status).toBe(400);
  });
});
