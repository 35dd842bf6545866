import type { BrowserContext, Page } from 'playwright-core';
import { SealedCookie } from '../../apps/api/platform/auth/session/sealed-cookie.js';
import { cookiePurpose } from '../../apps/api/platform/auth/session/session-config.js';
import { HubWindows, type Reader } from '../support/browser/hub-windows.js';
import { Line } from '../support/browser/line.js';
import { accessibilityFaults } from '../support/browser/page-checks.js';
import { type TeamCallers, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';
import { ProviderProcess } from '../support/oidc/provider-process.js';

const SESSION_KEY = Buffer.alloc(32, 's');
const MEMBER = { kind: 'member', team: 'acme' };
const MINUTE = 60_000;
/** A page with a draft. */
const WRITING = '/contact?product=dropbox&channel=request';
const SESSION_COOKIE = /^ledgerdesk-session-/;
const ATTEMPT_COOKIE = /^ledgerdesk-sign-in-/;

/** Drafts that the browser keeps. */
const draftsIn = (page: Page): Promise<string[]> =>
  page.evaluate(`Object.keys(localStorage).filter((key) => key.startsWith('ledgerdesk.draft.'))`);

const sessionCookieOf = async (context: BrowserContext) => {
  const cookie = (await context.cookies()).find(({ name }) => SESSION_COOKIE.test(name));
  if (!cookie) throw new Error('The browser has no session.');
  return cookie;
};

describe('H8: sign-in by an identity provider, in a browser', () => {
  let line: Line;
  let provider: ProviderProcess;
  let engine: TestEngine;
  let windows: HubWindows;
  let acme: TeamCallers;
  let sealer: SealedCookie;

  beforeAll(async () => {
    line = await Line.open();
    [provider, windows] = await Promise.all([ProviderProcess.start(line.url), HubWindows.open()]);
    engine = await TestEngine.open(undefined, {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      SESSION_KEY: SESSION_KEY.toString('base64'),
      PUBLIC_URL: line.url,
    });
    line.leadTo(engine.url);
    acme = await withAcme(engine);
    for (const memberId of ['cleo', 'dora'])
      await acme.operator.post('/v1/teams/acme/members', {
        memberId,
        name: memberId,
        email: `${memberId}@acme.example`,
        language: 'en',
        roles: ['billing_admin'],
      });
    const oidc = { issuer: provider.issuer };
    sealer = new SealedCookie(
      SESSION_KEY,
      cookiePurpose('session of the hub', { signIn: 'oidc', oidc, publicUrl: line.url }),
    );
  });
  afterAll(async () => {
    await windows?.close();
    await engine?.close();
    await provider?.stop();
    await line?.close();
  });
  beforeEach(() => provider.set({ subject: 'ben', claims: MEMBER, asks: false, refuses: false }));

  const visit = (path: string): Promise<Reader> => windows.visit(`${line.url}/hub${path}`);
  const press = (page: Page) => page.getByRole('link', { name: 'Sign in with your organisation' }).click();
  /** Opens a page of the hub as somebody who signs in by the provider. */
  const signedIn = async (subject: string, path: string): Promise<Reader> => {
    await provider.set({ subject });
    const reader = await visit(path);
    await press(reader.page);
    await reader.page.locator('main h1').filter({ hasNotText: 'Sign in' }).waitFor();
    return reader;
  };
  const leave = async ({ errors, context }: Reader): Promise<void> => {
    expect(errors).toEqual([]);
    await context.close();
  };
  /** Gives the session of a browser another end. */
  const endAt = async (context: BrowserContext, e: number): Promise<void> => {
    const cookie = await sessionCookieOf(context);
    const value = await sealer.seal({ ...(await sealer.open(cookie.value)), e });
    await context.addCookies([{ ...cookie, value }]);
  };

  it('leads to the provider and back to the page that was wanted, and lasts until the sign-out at both', async () => {
    await provider.set({ asks: true });
    const reader = await visit('/tickets?q=vpn');
    const { page, context, errors } = reader;
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await press(page);
    await page.getByRole('button', { name: 'Sign in as ben' }).click();
    await page.getByRole('heading', { name: 'Tickets' }).waitFor();
    expect(page.url()).toBe(`${line.url}/hub/tickets?q=vpn`);
    await page.reload();
    await page.getByRole('heading', { name: 'Tickets' }).waitFor();
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(await sessionCookieOf(context)).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    await page.getByRole('button', { name: 'Account and settings' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: /yes/i }).click();
    await page.waitForURL(`${line.url}/hub/`);
    // The provider's own page has a font from the web.
    errors.splice(0);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto(`${line.url}/hub/tickets`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await leave(reader);
  });

  it('says that it was cancelled, or that the browser lost its part, and then leads to the wanted page', async () => {
    await provider.set({ asks: true });
    const reader = await visit('/tickets?q=vpn');
    const { page, context } = reader;
    await press(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('alert').getByText('or you have cancelled it').waitFor();
    await press(page);
    await context.clearCookies({ name: ATTEMPT_COOKIE });
    await page.getByRole('button', { name: 'Sign in as ben' }).click();
    await page.getByRole('alert').getByText('more than ten minutes ago, or in another browser').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await press(page);
    await page.getByRole('link', { name: 'Billing' }).waitFor();
    expect(page.url()).toBe(`${line.url}/hub/tickets?q=vpn`);
    // Who signs in after them, and cancels it, is not led there.
    expect(await page.evaluate(`sessionStorage.getItem('ledgerdesk.wanted')`)).toBeNull();
    await leave(reader);
  });

  it('asks the provider for another account where one may not use the hub', async () => {
    await provider.set({ claims: {} });
    const reader = await visit('/tickets');
    const { page } = reader;
    await press(page);
    await page.getByRole('alert').getByText('Your account has no role').waitFor();
    await provider.set({ claims: MEMBER, asks: true, subject: 'aiko' });
    await page.getByRole('link', { name: 'Sign in with another account' }).click();
    await page.getByRole('button', { name: 'Sign in as aiko' }).click();
    await page.getByRole('link', { name: 'Billing' }).waitFor();
    await leave(reader);
  });

  it('ends the session that it replaces, and keeps it if it fails', async () => {
    const reader = await signedIn('ben', '/tickets');
    const { page, context } = reader;
    const earlier = await sessionCookieOf(context);
    // Who has signed in at the provider is not asked there again.
    await context.clearCookies({ domain: '127.0.0.1' });
    await provider.set({ subject: 'aiko', refuses: true });
    await page.goto(`${line.url}/hub/sign-in`);
    await page.getByRole('alert').getByText('or you have cancelled it').waitFor();
    await page.getByText('You are still signed in as ben.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await provider.set({ refuses: false });
    await page.goto(`${line.url}/hub/sign-in`);
    await page.getByRole('link', { name: 'Dashboard' }).waitFor();
    expect((await sessionCookieOf(context)).value).not.toBe(earlier.value);
    const copy = await fetch(`${engine.url}/v1/me`, {
      headers: { cookie: `${earlier.name}=${earlier.value}`, 'sec-fetch-site': 'same-origin' },
    });
    expect(await copy.json()).toMatchObject({ status: 401, endedBecause: 'signed-out' });
    await leave(reader);
  });

  it.each(['https://evil.example/hub/', '//evil.example', '/hub/\\evil.example', '/hub//evil.example', '/\\evil'])(
    'leads nowhere else by way of %j',
    async (returnTo) => {
      const reader = await visit(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
      await reader.page.getByRole('navigation').getByRole('link').first().waitFor({ state: 'attached' });
      expect(new URL(reader.page.url()).origin).toBe(line.url);
      await leave(reader);
    },
  );

  it('is asked for when the session expires; drafts are there again afterwards', async () => {
    const reader = await signedIn('ben', WRITING);
    const { page, context } = reader;
    const expiresAt = Date.now() + 1_500;
    await endAt(context, expiresAt);
    await page.reload();
    await page.getByLabel('Description').fill('Half a sentence');
    await page.waitForFunction((end) => Date.now() > end, expiresAt);
    await engine.advance(MINUTE);
    await page.getByRole('status').getByText('Your session of eight hours has ended.').waitFor();
    await press(page);
    await page.getByLabel('Description').waitFor();
    expect(await page.getByLabel('Description').inputValue()).toBe('Half a sentence');
    await leave(reader);
  });

  it.each([
    [
      'E2 at once for a member who is removed',
      'cleo',
      () => acme.operator.delete('/v1/teams/acme/members/cleo'),
      'no longer active',
    ],
    [
      'H1 at once for a member who loses a role',
      'dora',
      () => acme.operator.put('/v1/teams/acme/members/dora/roles', { roles: [] }),
      'Your roles have changed',
    ],
  ])('is over %s: in all tabs, with the drafts kept', async (_, subject, change, reason) => {
    const reader = await signedIn(subject, WRITING);
    const { page, context } = reader;
    await page.getByLabel('Description').fill('Half a sentence');
    const other = await context.newPage();
    await other.goto(`${line.url}/hub/billing`);
    await other.getByRole('heading', { name: 'Billing' }).waitFor();
    expect((await change()).status).toBe(200);
    for (const tab of [page, other]) await tab.getByRole('status').getByText(reason).waitFor();
    expect(await draftsIn(page)).not.toEqual([]);
    await leave(reader);
  });

  it('is over at sign-out in all tabs, which warns of drafts and deletes them', async () => {
    const reader = await signedIn('ben', WRITING);
    const { page, context } = reader;
    await page.getByLabel('Description').fill('Half a sentence');
    const other = await context.newPage();
    await other.goto(`${line.url}/hub/tickets`);
    await other.getByRole('button', { name: 'Account and settings' }).click();
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    await other.getByRole('dialog').getByText('that you have not sent').waitFor();
    await other.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await other.getByRole('button', { name: /yes/i }).waitFor();
    expect(await draftsIn(page)).toEqual([]);
    await leave(reader);
  });

  it('in one tab shows the pages in the others', async () => {
    const reader = await visit('/tickets');
    const other = await reader.context.newPage();
    await other.goto(`${line.url}/hub/billing`);
    await press(other);
    await reader.page.getByRole('heading', { name: 'Tickets' }).waitFor();
    await leave(reader);
  });
});
