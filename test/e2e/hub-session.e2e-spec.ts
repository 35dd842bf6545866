import { Subject } from 'rxjs';
import { type LinkOptions, signLink } from '../../apps/api/hub-session/link-token.js';
import { EndedSessions } from '../../apps/api/platform/auth/session/ended-sessions.js';
import { HubSessions, type PresentedSession } from '../../apps/api/platform/auth/session/hub-sessions.js';
import { SealedCookie } from '../../apps/api/platform/auth/session/sealed-cookie.js';
import { AttemptLimit } from '../../apps/api/platform/http/attempt-limit.js';
import { Problem } from '../../apps/api/platform/http/problem.js';
import { cookiePurpose } from '../../apps/api/platform/auth/session/session-config.js';
import { TICKET, type TeamCallers, withAcme } from '../support/http/acme-fixture.js';
import { Caller, type Reply } from '../support/http/caller.js';
import { EventSource } from '../support/http/event-source.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { HubBrowser } from '../support/http/hub-browser.js';
import { TestEngine } from '../support/http/test-engine.js';

const BEN = { kind: 'member', team: 'acme', subject: 'ben' } as const;

const SESSION_KEY = Buffer.alloc(32, 's');
const PURPOSE = cookiePurpose('session of the hub', { signIn: 'link', publicUrl: undefined });

let engine: TestEngine;
let acme: TeamCallers;
let ben: HubBrowser;
beforeAll(async () => {
  engine = await TestEngine.open(undefined, {
    SESSION_KEY: SESSION_KEY.toString('base64'),
    CORS_ORIGINS: 'https://console.example',
  });
  acme = await withAcme(engine);
  for (const memberId of ['cleo', 'dora', 'emil', 'fred', 'gina'])
    await acme.operator.post('/v1/teams/acme/members', {
      memberId,
      name: memberId,
      email: `${memberId}@acme.example`,
      language: 'en',
      roles: ['team_admin', 'billing_admin'],
    });
  const profile = { agentId: 'yuki', name: 'Yuki', languages: ['en'], products: ['dropbox'] };
  await acme.operator.post('/v1/desk/agents', profile);
  ben = await HubBrowser.signedIn(engine, BEN);
});
afterAll(() => engine.close());

describe('H8: sign-in to the hub by a link', () => {
  const browser = () => new HubBrowser(() => engine.url);
  const link = (who: Parameters<typeof signLink>[1] = BEN) => signLink(engine.engine.secrets.signInKey(), who);
  it('says that nobody is signed in, without a cookie', async () => {
    const { status, body, headers } = await browser().get('/hub/session');
    expect({ status, body }).toEqual({
      status: 200,
      body: { signIn: 'link', caller: null, expiresAt: null, endedBecause: null },
    });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('signs a member in for eight hours, with a cookie that every route of the API takes', async () => {
    const page = browser();
    const signedIn = await page.signIn(await link());
    expect(signedIn).toMatchObject({
      status: 200,
      body: { signIn: 'link', caller: { kind: 'member', subject: 'ben', teamId: 'acme' }, endedBecause: null },
    });
    const [cookie = ''] = signedIn.headers.getSetCookie();
    expect(cookie).toMatch(
      /^ledgerdesk-session-\d+=[\w.-]{100,300}; Max-Age=86400; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const hours = (Date.parse(String(signedIn.body['expiresAt'])) - Date.now()) / 3_600_000;
    expect(hours).toBeCloseTo(8, 1);
    expect((await page.get('/hub/session')).body).toEqual(signedIn.body);
    expect((await page.get('/v1/me')).body).toMatchObject({ kind: 'member', id: 'ben' });
    expect((await page.get('/v1/tickets')).status).toBe(200);
    expect((await page.get('/v1/desk/queue')).status).toBe(403);
  });

  it('takes a link once, of this engine, and for ten minutes', async () => {
    const token = await link();
    expect((await browser().signIn(token)).status).toBe(200);
    const used = await browser().signIn(token);
    expectProblem(used);
    expect(used).toMatchObject({ status: 403, body: { type: 'urn:ledgerdesk:problem:link-used' } });
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 11 * 60_000);
    const old = await link();
    now.mockRestore();
    expect((await browser().signIn(old)).body).toMatchObject({ type: 'urn:ledgerdesk:problem:link-expired' });
  });

  it('signs out, and the cookie cannot be used any more', async () => {
    const page = await HubBrowser.signedIn(engine, BEN);
    const copy = page.on({ 'sec-fetch-site': 'same-origin' });
    expect((await page.send('DELETE', '/hub/session')).status).toBe(204);
    expect(page.cookies.size).toBe(0);
    expect((await copy.get('/hub/session')).body).toMatchObject({ caller: null, endedBecause: 'signed-out' });
    const refused = await copy.get('/v1/me');
    expectProblem(refused);
    expect(refused).toMatchObject({
      status: 401,
      body: { type: 'urn:ledgerdesk:problem:session-ended', endedBecause: 'signed-out' },
    });
  });

  it('refuses a sign-out that is not stored or not on record, each time: the browser keeps its cookie', async () => {
    const page = await HubBrowser.signedIn(engine, { kind: 'agent', subject: 'signs-out-late' });
    const { endedCredentials } = engine.engine.outbox;
    const storing = jest.spyOn(endedCredentials, 'end').mockRejectedValue(new Error('full'));
    const statuses = [
      (await page.send('DELETE', '/hub/session')).status,
      (await page.send('DELETE', '/hub/session')).status,
    ];
    expect([statuses, page.cookies.size]).toEqual([[500, 500], 1]);
    expect((await page.get('/v1/me')).body).toMatchObject({ endedBecause: 'signed-out' });
    storing.mockRestore();
    expect((await page.on({ 'sec-fetch-site': 'same-origin' }).send('DELETE', '/hub/session')).status).toBe(204);
    expect((await page.send('DELETE', '/hub/session')).status).toBe(204);
    const caller = 'agent:signs-out-late';
    expect(await endedCredentials.endedSince('', 1_000)).toContainEqual(expect.objectContaining({ caller }));
    const auditor = await engine.as({ kind: 'auditor' });
    const { body } = await auditor.get(`/v1/audit/reads?caller=${caller}`);
    expect(body['items']).toMatchObject([{ method: 'DELETE' }, { method: 'GET' }, { method: 'POST' }]);
  });

  it('signs nobody in from another machine, through a proxy, or from a page elsewhere', async () => {
    const code = async (page: HubBrowser, token: string) => (await page.signIn(token)).body['type'];
    const token = await link();
    const elsewhere = (headers: Readonly<Record<string, string | null>>) => code(browser().on(headers), token);
    const ours = { 'sec-fetch-site': 'same-origin' };
    expect([
      await elsewhere({ ...ours, 'x-forwarded-for': '192.0.2.7' }),
      await elsewhere({ ...ours, forwarded: 'for=192.0.2.7' }),
      await elsewhere({ 'sec-fetch-site': 'same-site' }),
      await elsewhere({ 'sec-fetch-site': 'cross-site' }),
      await elsewhere({ origin: 'https://evil.example' }),
      await elsewhere({ ...ours, origin: 'http://rebound.example' }),
      await elsewhere({ ...ours, origin: null }),
    ]).toEqual(
      [
        'link-not-local',
        'link-not-local',
        'not-same-origin',
        'sign-in-required',
        'sign-in-required',
        'not-same-origin',
        'not-same-origin',
      ].map((name) => `urn:ledgerdesk:problem:${name}`),
    );
    expect((await browser().signIn(token)).status).toBe(200);
  });

  it('keeps links and tokens of the API apart', async () => {
    const token = (await engine.as({ kind: 'operator' })).token ?? '';
    expect((await browser().signIn(token)).body).toMatchObject({ type: 'urn:ledgerdesk:problem:link-invalid' });
    const bearer = new Caller(() => engine.url, await link({ kind: 'operator' }));
    expect((await bearer.get('/v1/me')).status).toBe(401);
    for (const hostile of ['x', 'a.b.c', `${token}x`])
      expect((await browser().signIn(hostile)).body).toMatchObject({ type: 'urn:ledgerdesk:problem:link-invalid' });
    const field = await browser().send('POST', '/hub/session', { token: 7, more: true });
    expect([field.status, field.body['type']]).toEqual([400, 'urn:ledgerdesk:problem:invalid-input']);
  });

  it('signs in nobody whom the team or the desk has no more', async () => {
    await acme.operator.delete('/v1/teams/acme/members/cleo');
    for (const subject of ['cleo', 'stranger'])
      expect((await browser().signIn(await link({ ...BEN, subject }))).body).toMatchObject({
        status: 403,
        type: 'urn:ledgerdesk:problem:member-not-active',
      });
  });

  it('signs out whoever was signed in to the browser before', async () => {
    const page = await HubBrowser.signedIn(engine, BEN);
    const before = page.on({ 'sec-fetch-site': 'same-origin' });
    await page.signIn(await link({ kind: 'agent', subject: 'kenji' }));
    expect((await page.get('/hub/session')).body).toMatchObject({ caller: { kind: 'agent', subject: 'kenji' } });
    expect((await before.get('/hub/session')).body).toMatchObject({ endedBecause: 'signed-out' });
  });
});

describe('H8: requests with the cookie of the hub', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'none' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 401],
    [{ 'sec-fetch-site': 'same-site', origin: 'OWN' }, 403],
    [{ origin: 'OWN' }, 200],
    [{ origin: 'OTHER_PORT' }, 403],
    [{ origin: 'https://evil.example' }, 401],
    [{ origin: 'https://console.example' }, 401],
    [{ origin: 'null' }, 401],
    [{}, 403],
  ])('with %j are answered with %i', async (headers: Readonly<Record<string, string>>, status) => {
    const origins: Readonly<Record<string, string>> = { OWN: engine.url, OTHER_PORT: 'http://127.0.0.1:1' };
    const page = ben.on(Object.fromEntries(Object.entries(headers).map(([name, of]) => [name, origins[of] ?? of])));
    const replies = [await page.get('/v1/tickets'), await page.send('PUT', '/v1/ticket-views/mine', {})];
    expect(replies.map((reply) => reply.status)).toEqual([status, status]);
    for (const reply of replies) {
      if (status !== 200) expectProblem(reply);
      expect(reply.headers.get('access-control-allow-credentials')).toBeNull();
    }
    const shown = await page.get('/hub/session');
    expect([shown.status, shown.body['caller'] !== null]).toEqual([200, status === 200]);
  });

  it('are never allowed to pages of other origins, which may use tokens', async () => {
    const preflight = await fetch(`${engine.url}/v1/tickets`, {
      method: 'OPTIONS',
      headers: { origin: 'https://console.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://console.example');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('are decided by the token, if there is one', async () => {
    const { token } = await engine.as({ kind: 'agent', subject: 'kenji' });
    const { body } = await ben.get('/v1/me', { authorization: `Bearer ${token}` });
    expect(body).toMatchObject({ kind: 'agent', id: 'kenji' });
    expect((await ben.get('/v1/me', { authorization: 'Bearer x' })).status).toBe(401);
  });

  it('upload files, read them and follow changes as those with a token do', async () => {
    const caller = ben.caller();
    const updates = await EventSource.open(`${engine.url}/v1/updates`, caller);
    const uploaded = await caller.upload('log of ben', 'vpn.log', 'text/plain');
    expect(uploaded.status).toBe(201);
    const opened = await ben.send('POST', '/v1/tickets', { ...TICKET, uploads: [uploaded.body['uploadId']] });
    expect(opened.status).toBe(201);
    await updates.waitFor(1);
    updates.close();
    const { ticketId } = opened.body;
    const file = `/v1/tickets/${String(ticketId)}/attachments/${String(uploaded.body['sha256'])}`;
    const recorded = { 'ledger-position': opened.headers.get('ledger-position') };
    expect((await ben.get(file, recorded)).body).toEqual({ text: 'log of ben' });
  });

  it.each([
    ['invalid', { change: (cookie: string) => cookie.replace(/.(?=.{30}$)/, (at) => (at === 'A' ? 'B' : 'A')) }],
    ['invalid', { change: () => 'x' }],
    ['expired', { content: { e: Date.now() - 1 } }],
    ['invalid', { content: { k: 'service' } }],
    ['invalid', { key: Buffer.alloc(32, 'x') }],
    ['invalid', { signIn: { signIn: 'oidc', oidc: { issuer: 'https://id.example' }, publicUrl: undefined } }],
    ['invalid', { signIn: { signIn: 'link', publicUrl: 'https://support.example' } }],
  ] as const)('with a cookie that is %s are refused: %j', async (endedBecause, made) => {
    const page = ben.on({ 'sec-fetch-site': 'same-origin' });
    for (const [name, cookie] of page.cookies) {
      const key = 'key' in made ? made.key : SESSION_KEY;
      const purpose = 'signIn' in made ? cookiePurpose('session of the hub', made.signIn) : PURPOSE;
      const content = await new SealedCookie(SESSION_KEY, PURPOSE).open(cookie);
      const other = { ...content, ...('content' in made ? made.content : {}) };
      const value = 'change' in made ? made.change(cookie) : await new SealedCookie(key, purpose).seal(other);
      page.cookies.set(name, value);
    }
    const refused = await page.get('/v1/me');
    expectProblem(refused);
    expect(refused).toMatchObject({
      status: 401,
      body: { type: 'urn:ledgerdesk:problem:session-ended', endedBecause },
    });
    expect((await page.get('/hub/session')).body).toMatchObject({ caller: null, endedBecause });
    expect(page.cookies.size).toBe(endedBecause === 'invalid' ? 0 : 1);
    expect((await page.send('DELETE', '/hub/session')).status).toBe(204);
  });

  it('with cookies that cannot be opened lock nobody else of their address out', async () => {
    const limited = jest.spyOn(AttemptLimit.prototype, 'assertBelow').mockImplementation(() => {
      throw new Problem(429, 'too-many-requests', 'Too many requests.');
    });
    const junk = ben.on({ 'sec-fetch-site': 'same-origin' });
    for (const name of junk.cookies.keys()) junk.cookies.set(name, 'x');
    expect([(await junk.get('/v1/me')).status, (await ben.get('/v1/me')).status]).toEqual([429, 200]);
    limited.mockRestore();
  });
});

describe('H8: a session ends at once, and the streams with it,', () => {
  const changes: readonly (readonly [string, LinkOptions, () => Promise<Reply>, string])[] = [
    [
      'E2 for a member who is deactivated',
      { ...BEN, subject: 'dora' },
      () => acme.operator.delete('/v1/teams/acme/members/dora'),
      'member-not-active',
    ],
    [
      'E2 for a member who is suspended',
      { ...BEN, subject: 'emil' },
      () => acme.operator.put('/v1/teams/acme/members/emil/status', { status: 'suspended' }),
      'member-not-active',
    ],
    [
      'H1 for a member who loses a role',
      { ...BEN, subject: 'fred' },
      () => acme.operator.put('/v1/teams/acme/members/fred/roles', { roles: ['billing_admin'] }),
      'role-lost',
    ],
    [
      'for an agent who is retired',
      { kind: 'agent', subject: 'yuki' },
      () => acme.operator.patch('/v1/desk/agents/yuki', { retired: true }),
      'retired-agent',
    ],
  ];

  it.each(changes)('%s', async (_, who, change, endedBecause) => {
    const page = await HubBrowser.signedIn(engine, who);
    const path = who.kind === 'agent' ? '/v1/desk/updates' : '/v1/updates';
    const updates = await EventSource.open(engine.url + path, page.caller());
    expect((await change()).status).toBe(200);
    await updates.ended;
    expect(updates.events.at(-1)).toMatchObject({ event: 'end' });
    expect((await page.get('/v1/me')).body).toMatchObject({ status: 401, endedBecause });
    expect((await page.get('/hub/session')).body).toMatchObject({ caller: null, endedBecause });
  });

  it('H1 for good: a role that comes back brings no session back', async () => {
    const roles = (...given: readonly string[]) =>
      acme.operator.put('/v1/teams/acme/members/gina/roles', { roles: given });
    const page = await HubBrowser.signedIn(engine, { ...BEN, subject: 'gina' });
    await roles('team_admin', 'billing_admin');
    expect((await page.get('/v1/me')).status).toBe(200);
    await roles('billing_admin');
    expect((await page.get('/v1/me')).status).toBe(401);
    await roles('team_admin', 'billing_admin');
    expect((await page.get('/v1/me')).body).toMatchObject({ endedBecause: 'role-lost' });
    expect((await HubBrowser.signedIn(engine, { ...BEN, subject: 'gina' })).cookies.size).toBe(1);
  });

  it('when it is signed out, in every tab', async () => {
    const page = await HubBrowser.signedIn(engine, { kind: 'auditor' });
    const tabs = await Promise.all(
      ['/v1/log/events/live', '/v1/log/events/live'].map((path) => EventSource.open(engine.url + path, page.caller())),
    );
    await page.send('DELETE', '/hub/session');
    for (const tab of tabs) {
      await tab.ended;
      expect(tab.events.at(-1)).toMatchObject({
        event: 'end',
        data: { reason: 'session-ended', endedBecause: 'signed-out' },
      });
    }
  });

  it('while a stream is being opened', async () => {
    const page = await HubBrowser.signedIn(engine, { kind: 'auditor' });
    const presented = jest.spyOn(HubSessions.prototype, 'presented');
    await page.get('/v1/me');
    const before = presented.mock.results.at(-1)?.value as Promise<PresentedSession | undefined> | undefined;
    const caller = page.caller();
    await page.send('DELETE', '/hub/session');
    presented.mockResolvedValueOnce(await before);
    const updates = await EventSource.open(`${engine.url}/v1/log/events/live`, caller);
    presented.mockRestore();
    await updates.ended;
    expect(updates.events.at(-1)).toMatchObject({ data: { reason: 'session-ended', endedBecause: 'signed-out' } });
  });

  it('or may have ended: nobody knows', async () => {
    const page = await HubBrowser.signedIn(engine, { kind: 'auditor' });
    const lost = new Subject<void>();
    const unknown = jest.spyOn(EndedSessions.prototype, 'unknown', 'get').mockReturnValue(lost);
    const updates = await EventSource.open(`${engine.url}/v1/log/events/live`, page.caller());
    unknown.mockRestore();
    lost.next();
    await updates.ended;
    expect(updates.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'sign-in-unavailable' } });
  });

  it('also for an engine that starts later', async () => {
    const [page, other] = [await HubBrowser.signedIn(engine, BEN), await HubBrowser.signedIn(engine, BEN)];
    const copy = page.caller();
    await page.send('DELETE', '/hub/session');
    const port = new URL(engine.url).port;
    await engine.restart('2026-11-27T08:00:00.000Z');
    const renamed = (caller: Caller) => {
      const { cookie = '' } = caller.signedIn();
      return caller.with({ cookie: cookie.replace(port, new URL(engine.url).port) });
    };
    expect((await renamed(copy).get('/v1/me')).body).toMatchObject({ status: 401, endedBecause: 'signed-out' });
    expect((await renamed(other.caller()).get('/v1/me')).status).toBe(200);
  });

  it('for an engine at which nobody signs in any more', async () => {
    const page = await HubBrowser.signedIn(engine, BEN);
    const [sealed = ''] = page.cookies.values();
    const content = await new SealedCookie(SESSION_KEY, PURPOSE).open(sealed);
    await engine.restart('2026-11-27T08:00:00.000Z', undefined, {
      SESSION_KEY: SESSION_KEY.toString('base64'),
      JWKS_URL: 'http://127.0.0.1:1/keys',
      JWT_ISSUER: 'https://id.example',
      JWT_AUDIENCE: 'ledgerdesk',
    });
    const purpose = cookiePurpose('session of the hub', { signIn: 'none', publicUrl: undefined });
    const cookie = await new SealedCookie(SESSION_KEY, purpose).seal(content ?? {});
    page.cookies.set(`ledgerdesk-session-${new URL(engine.url).port}`, cookie);
    expect((await page.get('/v1/me')).body).toMatchObject({ status: 401, endedBecause: 'invalid' });
  });
});
