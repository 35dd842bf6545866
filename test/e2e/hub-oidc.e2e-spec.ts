import { signLink } from '../../apps/api/hub-session/link-token.js';
import { OidcProvider } from '../../apps/api/hub-session/oidc/oidc-provider.js';
import { SealedCookie } from '../../apps/api/platform/auth/session/sealed-cookie.js';
import { cookiePurpose } from '../../apps/api/platform/auth/session/session-config.js';
import { subjectId } from '../../apps/api/platform/auth/subject-id.js';
import { withAcme } from '../support/http/acme-fixture.js';
import { HubBrowser } from '../support/http/hub-browser.js';
import { TestEngine } from '../support/http/test-engine.js';
import { ProviderProcess } from '../support/oidc/provider-process.js';

const PUBLIC_URL = 'https://support.example';
const SESSION_KEY = Buffer.alloc(32, 's');
const BEN = { kind: 'member', team: 'acme' };

describe('H8: sign-in to the hub by an identity provider', () => {
  let provider: ProviderProcess;
  let engine: TestEngine;
  let settings: Readonly<Record<string, string>>;
  const browser = () => new HubBrowser(() => engine.url);

  beforeAll(async () => {
    provider = await ProviderProcess.start(PUBLIC_URL);
    settings = {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      SESSION_KEY: SESSION_KEY.toString('base64'),
      PUBLIC_URL,
      REQUESTS_ACTIVE: '2',
    };
    engine = await TestEngine.open(undefined, settings);
    await withAcme(engine);
  });
  afterAll(async () => {
    await engine.close();
    await provider.stop();
  });
  beforeEach(() => provider.set({ subject: 'ben', claims: BEN, clockAheadMs: 0, refuses: false }));

  /** The address at the provider, or of the page that says why there is none. */
  const begin = async (page: HubBrowser, returnTo = '/hub/tickets?q=vpn'): Promise<string> => {
    const response = await page.request('GET', `/hub/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
    expect(response.status).toBe(302);
    return response.headers.get('location') ?? '';
  };
  /** Where the hub sends the browser that comes back from the provider. */
  const comeBack = async (page: HubBrowser, { pathname, search }: URL): Promise<string | null> => {
    const crossSite = { 'sec-fetch-site': 'cross-site' };
    const response = await page.request('GET', pathname + search, undefined, crossSite);
    expect(response.status).toBe(302);
    return response.headers.get('location');
  };
  const signIn = async (page: HubBrowser, returnTo?: string): Promise<string | null> =>
    comeBack(page, await provider.follow(await begin(page, returnTo)));
  const failedWith = (code: string) => `/hub/sign-in-failed?code=${code}`;

  it('leads to the provider with state, nonce and a hashed secret, and back to the page that was wanted', async () => {
    const page = browser();
    const address = new URL(await begin(page));
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      client_id: 'hub',
      response_type: 'code',
      redirect_uri: 'https://support.example/hub/sign-in/callback',
      scope: 'openid',
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/) as string,
      nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
    expect(await comeBack(page, await provider.follow(address.href))).toBe('/hub/tickets?q=vpn');
    expect([...page.cookies.keys()]).toEqual(['__Host-ledgerdesk-session']);
    expect((await page.get('/hub/session')).body).toMatchObject({
      signIn: 'oidc',
      caller: { kind: 'member', subject: 'ben', teamId: 'acme' },
    });
    expect((await page.get('/v1/me')).body).toMatchObject({ kind: 'member', id: 'ben' });
  });

  it('sets cookies for this host over HTTPS only: a strict one, and one for ten minutes that comes back', async () => {
    const page = browser();
    const started = await page.request('GET', '/hub/sign-in');
    expect(started.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-ledgerdesk-sign-in-[\w-]{8}=[\w.-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
    const back = await provider.follow(started.headers.get('location') ?? '');
    const ended = await page.request('GET', back.pathname + back.search);
    expect(ended.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-ledgerdesk-sign-in-[\w-]{8}=; Max-Age=0; .*Secure/),
      expect.stringMatching(
        /^__Host-ledgerdesk-session=[\w.-]{150,300}; Max-Age=86400; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      ),
    ]);
  });

  it('knows a subject of any form by the id that a bearer token has', async () => {
    await provider.set({ subject: 'auth0|5f7c8ec7', claims: { kind: 'operator' } });
    const page = browser();
    expect(await signIn(page)).toBe('/hub/tickets?q=vpn');
    const subject = subjectId(provider.issuer, 'auth0|5f7c8ec7');
    expect((await page.get('/hub/session')).body).toMatchObject({
      caller: { kind: 'operator', subject, teamId: null },
    });
  });

  it.each([
    ['claims-missing', {}],
    ['claims-missing', { kind: 'member' }],
    ['claims-missing', { kind: ['agent', 'operator'] }],
    ['service-refused', { kind: 'service', scope: 'act' }],
    ['member-not-active', { kind: 'member', team: 'globex' }],
  ])('refuses with %s a person with the claims %j', async (code, claims) => {
    await provider.set({ claims });
    const page = browser();
    expect(await signIn(page)).toBe(failedWith(code));
    expect(page.cookies.size).toBe(0);
  });

  it('refuses whom the provider refuses', async () => {
    await provider.set({ refuses: true });
    expect(await signIn(browser())).toBe(failedWith('provider-refused'));
  });

  it('refuses a response for another browser, another attempt, or a second time', async () => {
    const [victim, attacker] = [browser(), browser()];
    const ofAttacker = await provider.follow(await begin(attacker));
    await begin(victim);
    expect(await comeBack(victim, ofAttacker)).toBe(failedWith('state-mismatch'));
    expect(await comeBack(browser(), ofAttacker)).toBe(failedWith('state-mismatch'));
    const copy = attacker.on({});
    expect(await comeBack(attacker, ofAttacker)).toBe('/hub/tickets?q=vpn');
    expect(await comeBack(copy, ofAttacker)).toBe(failedWith('state-mismatch'));
    expect(await comeBack(attacker, ofAttacker)).toBe(failedWith('state-mismatch'));
    const noState = new URL(`${PUBLIC_URL}/hub/sign-in/callback?code=x`);
    expect(await comeBack(browser(), noState)).toBe(failedWith('state-mismatch'));
  });

  it('refuses an ID token for another nonce, and an attempt of more than ten minutes ago', async () => {
    const sealer = new SealedCookie(
      SESSION_KEY,
      cookiePurpose('attempt to sign in to the hub', {
        signIn: 'oidc',
        oidc: { issuer: provider.issuer },
        publicUrl: PUBLIC_URL,
      }),
    );
    const changed = async (change: object): Promise<string | null> => {
      const page = browser();
      const back = await provider.follow(await begin(page));
      for (const [name, value] of page.cookies)
        page.cookies.set(name, await sealer.seal({ ...(await sealer.open(value)), ...change }));
      return comeBack(page, back);
    };
    expect(await changed({})).toBe('/hub/tickets?q=vpn');
    expect(await changed({ n: 'another' })).toBe(failedWith('token-refused'));
    expect(await changed({ v: 'another-secret-of-at-least-43-characters-length' })).toBe(
      failedWith('provider-refused'),
    );
    expect(await changed({ e: Date.now() - 1 })).toBe(failedWith('state-mismatch'));
    expect(await changed({ r: 'https://evil.example' })).toBe('/hub/');
  });

  it('takes a clock of the provider that differs by less than a minute', async () => {
    await provider.set({ clockAheadMs: 50_000 });
    expect(await signIn(browser())).toBe('/hub/tickets?q=vpn');
    await provider.set({ clockAheadMs: -2 * 3_600_000 });
    expect(await signIn(browser())).toBe(failedWith('token-refused'));
  });

  it.each(['https://evil.example/hub/', '//evil.example/hub/', '/hub/sign-in', '/v1/me', '/hub/\\evil', 'hub/x', ''])(
    'returns to the first page instead of to %j',
    async (returnTo) => {
      expect(await signIn(browser(), returnTo)).toBe('/hub/');
    },
  );

  it('signs out whoever was signed in to the browser before: the browser comes back without their cookie', async () => {
    const page = browser();
    await signIn(page);
    const before = page.on({ 'sec-fetch-site': 'same-origin' });
    await provider.set({ subject: 'oki', claims: { kind: 'operator' } });
    const address = await begin(page);
    // `SameSite=Strict`: from the provider, no browser sends it.
    for (const name of page.cookies.keys()) if (name.endsWith('session')) page.cookies.delete(name);
    await comeBack(page, await provider.follow(address));
    expect((await page.get('/hub/session')).body).toMatchObject({ caller: { subject: 'oki' } });
    expect((await before.get('/v1/me')).body).toMatchObject({ status: 401, endedBecause: 'signed-out' });
    const auditor = await engine.as({ kind: 'auditor' });
    const { body } = await auditor.get('/v1/audit/reads?caller=member:acme.ben&limit=1');
    expect(body['items']).toMatchObject([{ route: '/hub/sign-in/callback', outcome: 'shown', status: 302 }]);
  });

  it('begins at a page of the hub only: from another site, a browser does not say who is signed in', async () => {
    const page = browser();
    const started = await page.get('/hub/sign-in?returnTo=%2Fhub%2Ftickets', { 'sec-fetch-site': 'cross-site' });
    expect([started.status, started.headers.get('location')]).toEqual([302, '/hub/tickets']);
    expect(page.cookies.size).toBe(0);
  });

  it('signs nobody out if it fails, or whose session has ended meanwhile', async () => {
    const page = browser();
    await signIn(page);
    const before = page.on({ 'sec-fetch-site': 'same-origin' });
    await provider.set({ refuses: true });
    expect(await signIn(page)).toBe(failedWith('provider-refused'));
    expect((await before.get('/v1/me')).status).toBe(200);
    await provider.set({ refuses: false });
    const address = await begin(page);
    await before.send('DELETE', '/hub/session');
    expect(await comeBack(page, await provider.follow(address))).toBe('/hub/tickets?q=vpn');
    expect((await page.get('/v1/me')).status).toBe(200);
  });

  it('keeps the attempts of four tabs, and begins anew beyond', async () => {
    const page = browser();
    const addresses = [await begin(page), await begin(page), await begin(page), await begin(page)];
    expect(page.cookies.size).toBe(4);
    expect(await comeBack(page, await provider.follow(addresses[0] ?? ''))).toBe('/hub/tickets?q=vpn');
    await begin(page);
    await begin(page);
    expect([...page.cookies.keys()].filter((name) => name.includes('sign-in'))).toHaveLength(1);
  });

  it('ends its session and says where the provider ends its own', async () => {
    const page = browser();
    await signIn(page);
    const { status, body } = await page.send('DELETE', '/hub/session');
    expect(status).toBe(200);
    const url = new URL(String(body['endSessionUrl']));
    expect([url.origin, url.searchParams.get('client_id'), url.searchParams.get('post_logout_redirect_uri')]).toEqual([
      provider.issuer,
      'hub',
      'https://support.example/hub/',
    ]);
    expect(page.cookies.size).toBe(0);
  });

  it('serves others while people wait for the provider', async () => {
    let hang = (): void => undefined;
    const hanging = new Promise<never>((_, reject) => (hang = () => reject(new Error('down'))));
    const ask = jest.spyOn(OidcProvider.prototype, 'begin');
    const asked = new Promise<void>((resolve) => {
      ask.mockImplementation(() => {
        if (ask.mock.calls.length === 3) resolve();
        return hanging;
      });
    });
    const waiting = Array.from({ length: 3 }, () => begin(browser()));
    await asked;
    expect((await browser().get('/hub/session')).status).toBe(200);
    hang();
    expect(await Promise.all(waiting)).toEqual(Array.from({ length: 3 }, () => failedWith('unavailable')));
    ask.mockRestore();
  });

  it('takes no links', async () => {
    const token = await signLink(engine.engine.secrets.signInKey(), { kind: 'operator' });
    expect(await browser().signIn(token)).toMatchObject({
      status: 403,
      body: { type: 'urn:ledgerdesk:problem:link-not-accepted' },
    });
  });

  it('puts sign-ins, refused ones and sign-outs on record', async () => {
    const page = browser();
    await provider.set({ subject: 'aiko' });
    await signIn(page);
    await page.send('DELETE', '/hub/session');
    await provider.set({ claims: { kind: 'member', team: 'globex' } });
    await signIn(browser());
    const auditor = await engine.as({ kind: 'auditor' });
    const { body } = await auditor.get('/v1/audit/reads?caller=member:acme.aiko');
    const session = [expect.stringMatching(/^session:[\w-]{22}$/) as string];
    expect(body['items']).toMatchObject([
      { method: 'DELETE', route: '/hub/session', outcome: 'shown', status: 204, resources: session },
      { method: 'GET', route: '/hub/sign-in/callback', outcome: 'shown', status: 302, resources: session },
    ]);
    const refused = await auditor.get('/v1/audit/reads?caller=member:globex.aiko');
    expect(refused.body['items']).toMatchObject([{ route: '/hub/sign-in/callback', outcome: 'refused', status: 403 }]);
  });

  it('says that the provider is another one than the settings name, or is down', async () => {
    const config = {
      issuer: provider.issuer.replace('127.0.0.1', 'localhost'),
      clientId: 'hub',
      clientSecret: 'x',
      scope: 'openid',
      claims: { subject: 'sub', kind: 'kind', team: 'team', scope: 'scope' },
      publicUrl: PUBLIC_URL,
    };
    await expect(new OidcProvider(config).begin('/hub/')).rejects.toMatchObject({ failure: 'provider-unavailable' });
    const page = browser();
    const back = await provider.follow(await begin(page));
    await provider.stop();
    expect(await comeBack(page, back)).toBe(failedWith('provider-unavailable'));
    expect(await begin(browser())).toBe(failedWith('provider-unavailable'));
    expect((await page.send('DELETE', '/hub/session')).status).toBe(204);
  });
});
