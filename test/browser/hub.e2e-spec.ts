import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { hubLink } from '../../apps/cli/hub-link/hub-link.command.js';
import { HubWindows } from '../support/browser/hub-windows.js';
import { accessibilityFaults, sidewaysScroll } from '../support/browser/page-checks.js';
import { withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

const HUB = dirname(createRequire(__filename).resolve('../../dist/hub/index.html'));
const KILOBYTE = 1_000;
/** Of the scripts and styles that the first page needs, compressed. */
const FIRST_ROUTE = 130 * KILOBYTE;
const LAZY_CHUNK = 60 * KILOBYTE;

const assets = (): readonly string[] => readdirSync(join(HUB, 'assets'));
const compressedSize = (name: string): number => readFileSync(join(HUB, 'assets', `${name}.br`)).length;
/** Scripts and styles that index.html names. */
const entryFiles = (): readonly string[] =>
  [...readFileSync(join(HUB, 'index.html'), 'utf8').matchAll(/\/assets\/([\w.-]+\.(?:js|css))/g)].map(
    ([, name = '']) => name,
  );

describe('files of the hub', () => {
  it('are within their sizes, compressed with Brotli', () => {
    const entries = entryFiles();
    const lazy = assets().filter((name) => /\.(?:js|css)$/.test(name) && !entries.includes(name));
    const largest = Math.max(...lazy.map(compressedSize));
    const entry = entries.reduce((sum, name) => sum + compressedSize(name), 0);
    expect(entry).toBeLessThanOrEqual(FIRST_ROUTE);
    expect(largest).toBeLessThanOrEqual(LAZY_CHUNK);
  });
});

describe('the hub in a browser', () => {
  let engine: TestEngine;
  let windows: HubWindows;
  const aiko = { kind: 'member', team: 'acme', subject: 'aiko' } as const;
  const linkOf = () => hubLink(engine.url, engine.engine.secrets.signInKey(), aiko);

  beforeAll(async () => {
    [engine, windows] = await Promise.all([TestEngine.open(), HubWindows.open()]);
    await withAcme(engine);
  });
  afterAll(async () => {
    await windows?.close();
    await engine?.close();
  });

  it('is served with a strict policy, compressed, and cached by the hash in the name', async () => {
    const page = await fetch(`${engine.url}/hub/anything`, { headers: { 'accept-encoding': 'br' } });
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'no-cache',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; " +
        "connect-src 'self'; require-trusted-types-for 'script'; frame-ancestors 'none'; base-uri 'none'; " +
        "form-action 'self'",
    });
    const script = await fetch(`${engine.url}/hub/assets/${entryFiles()[0]}`);
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const missing = await fetch(`${engine.url}/hub/assets/none.js`);
    expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-store']);
    const root = await fetch(engine.url, { redirect: 'manual' });
    expect([root.status, root.headers.get('location')]).toEqual([302, '/hub']);
  });

  it('names the files of a page with the page, for who is signed in', async () => {
    const linkFor = async (headers: Record<string, string>) =>
      (await fetch(`${engine.url}/hub/desk/4711`, { headers })).headers.get('link');
    const link = (await linkFor({ cookie: 'session=1' })) ?? '';
    const files = [...link.matchAll(/<([^>]+)>; rel=(?:modulepreload|preload; as=style); crossorigin/g)];
    expect(files.length).toBe(link.split(', ').length);
    const answers = await Promise.all(files.map(async ([, path = '']) => (await fetch(engine.url + path)).status));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(link).toMatch(/\/desk-page-[\w-]+\.js/);
    expect(await linkFor({})).toBeNull();
  });

  it('asks who is not signed in to open a link, and says how to make one', async () => {
    const { page, errors, context } = await windows.visit(`${engine.url}/hub/billing`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.locator('code').allTextContents()).toEqual([
      expect.stringContaining('ledgerdesk hub-link --kind operator'),
      expect.stringContaining('ledgerdesk hub-link --kind member'),
    ]);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('signs in by a link, removes it from the address, and fits on a phone', async () => {
    const { page, errors, context } = await windows.signIn(await linkOf(), { width: 360 });
    await page.goto(`${engine.url}/hub/billing`);
    await page.getByRole('heading', { name: 'Billing' }).waitFor();
    expect(page.url()).not.toContain('token');
    expect(await sidewaysScroll(page)).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('says that a link was used, and who is still signed in', async () => {
    const used = await linkOf();
    const { page, context } = await windows.signIn(used);
    await page.goto(`${engine.url}/hub/tickets`);
    await page.goto(used);
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/The link was used before.*You are still signed in as aiko/i);
    await alert.getByRole('button', { name: 'Close' }).click();
    expect(await alert.count()).toBe(0);
    await context.close();
  });

  it('says that a sign-out was refused, and keeps the drafts', async () => {
    const { page, context } = await windows.signIn(await linkOf());
    const draft = 'ledgerdesk.draft.member.acme.aiko.reply.1';
    await page.evaluate(`localStorage.setItem('${draft}', 'half an answer')`);
    const drafts = () => page.evaluate<unknown>(`localStorage.getItem('${draft}')`);
    await page.goto(`${engine.url}/hub/`);
    await page.route('**/hub/session', (route) =>
      route.request().method() === 'DELETE'
        ? route.fulfill({ status: 503, json: { detail: 'Not stored.' } })
        : route.continue(),
    );
    await page.getByRole('button', { name: 'Account and settings' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('alert').getByText('Not stored.').waitFor();
    expect(await drafts()).toBe('half an answer');
    await page.unroute('**/hub/session');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await drafts()).toBeNull();
    await context.close();
  });

  it('shows in all tabs the pages of whoever signs in last', async () => {
    const { page, errors, context } = await windows.signIn(await linkOf());
    await page.getByRole('link', { name: 'Billing' }).waitFor();
    const other = await context.newPage();
    await other.goto(
      await hubLink(engine.url, engine.engine.secrets.signInKey(), { kind: 'operator', subject: 'oki' }),
    );
    await page.getByRole('navigation').getByRole('link', { name: 'Teams' }).waitFor();
    expect(await page.getByRole('navigation').getByRole('link', { name: 'Billing' }).count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });
});
