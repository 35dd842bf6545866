import { signLink } from '../../apps/api/hub-session/link-token.js';
import { withAcme } from '../support/http/acme-fixture.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { HubBrowser } from '../support/http/hub-browser.js';
import { TestEngine } from '../support/http/test-engine.js';

const BEN = { kind: 'member', team: 'acme', subject: 'ben' } as const;

describe('H8: sign-in to the hub by a link', () => {
  let engine: TestEngine;
  const browser = () => new HubBrowser(() => engine.url);
  const link = (who: Parameters<typeof signLink>[1] = BEN) => signLink(engine.engine.secrets.signInKey(), who);
  beforeAll(async () => {
    engine = await TestEngine.open();
    await withAcme(engine);
  });
  afterAll(() => engine.close());

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
});
