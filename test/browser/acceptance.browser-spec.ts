import type { Page } from 'playwright-core';
import {
  accessibilityFaults,
  clippedTexts,
  printFaults,
  runningAnimations,
  sidewaysScroll,
  smallTargets,
} from '../support/browser/page-checks.js';
import { hardCodedTexts } from './hard-coded-texts.js';
import { needsIn, PAGES, routesIn, sourcesOfRoutes } from './pages.js';
import { PEOPLE } from './people.js';
import { settled } from './settled.js';
import { together, Tour } from './tour.js';

/** Returns what a page lacks that must not be entered. */
const refusalFaults = async (page: Page): Promise<string[]> => {
  const heading = await page.locator('main h1').first().textContent();
  if (heading !== 'You do not have access to this page') return [`can be entered: ${heading}`];
  const reason = (await page.locator('main p').first().textContent())?.trim() ?? '';
  const links = await page.locator('main ul a').count();
  return reason === '' || links === 0 ? [`"${reason}", ${links} links`] : [];
};

/** What a reader may, by its name. */
const rightsOf = (page: Page) =>
  page.evaluate<Readonly<Record<string, { readonly allowed: boolean }>>>(
    `fetch('/v1/me').then((answer) => answer.json()).then(({ may }) => may)`,
  );

/** Chooses UTC in the menu of time zones, and returns to that of the browser. */
const zoneFaults = async (page: Page): Promise<string[]> => {
  const choose = async (zone: string): Promise<void> => {
    await page.getByRole('button', { name: /^Time zone: / }).click();
    await page.getByRole('menuitemradio', { name: zone }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
  };
  const titles = () => page.evaluate<string[]>(`[...document.querySelectorAll('main time')].map(({ title }) => title)`);
  await choose('UTC');
  const wrong = (await titles()).filter((title) => !title.includes('UTC')).map((title) => `not in UTC: ${title}`);
  await choose('This browser: Asia/Tokyo');
  return [
    ...wrong,
    ...(await titles()).filter((title) => !title.includes('GMT+9')).map((title) => `not back: ${title}`),
  ];
};

/** What browsers have on pages with TLS, and on loopback, only. */
const INSECURE = `
  Object.defineProperty(crypto, 'subtle', { value: undefined });
  Object.defineProperty(crypto, 'randomUUID', { value: undefined });
  for (const name of ['locks', 'clipboard', 'serviceWorker']) delete Navigator.prototype[name];
`;

describe('every page of the hub', () => {
  let tour: Tour;

  beforeAll(async () => {
    tour = await Tour.open();
  });
  afterAll(() => tour?.close());

  it('is in the list of pages', () => {
    const routes = sourcesOfRoutes()
      .flatMap(routesIn)
      .filter((route) => route !== '/');
    expect(PAGES.map(({ route }) => route)).toEqual(expect.arrayContaining(routes));
  });

  it.each(['light', 'dark'] as const)('has no fault of accessibility in %s (axe, WCAG 2.2 AA)', async (theme) => {
    expect(await tour.faultsOf({ theme }, accessibilityFaults)).toEqual({});
  });

  describe.each(['en', 'ja', 'de'] as const)('in %s', (language) => {
    it('shows all texts whole, on a wide window', async () => {
      expect(await tour.faultsOf({ language }, together(clippedTexts, sidewaysScroll))).toEqual({});
    });

    it('fits on a phone of 360 pixels, with targets that fingers hit', async () => {
      const check = together(clippedTexts, sidewaysScroll, smallTargets);
      expect(await tour.faultsOf({ language, width: 360 }, check)).toEqual({});
    });
  });

  it('can be enlarged to 200 % without scrolling sideways', async () => {
    expect(await tour.faultsOf({ width: 640, height: 450 }, sidewaysScroll)).toEqual({});
  });

  it.each(['en', 'ja', 'de'] as const)(
    'can be enlarged to 400 % in %s: nothing is lost, or scrolls sideways',
    async (language) => {
      // A window of 1280 × 1024 pixels (WCAG 1.4.10). Tables scroll in frames of their own.
      const viewing = { language, width: 320, height: 256 };
      expect(await tour.faultsOf(viewing, together(clippedTexts, sidewaysScroll))).toEqual({});
    },
  );

  it('moves nothing for readers who want no motion', async () => {
    expect(await tour.faultsOf({ reducedMotion: true }, runningAnimations)).toEqual({});
  });

  it('takes every text from a catalogue', async () => {
    expect(await tour.faultsOf({ language: 'pseudo' }, hardCodedTexts)).toEqual({});
  });

  it('says its time zone, and shows its times in another one that is chosen', async () => {
    expect(await tour.faultsOf({}, zoneFaults)).toEqual({});
  });

  it('is printed without what surrounds it, and with times that need no clock', async () => {
    expect(await tour.faultsOf({}, printFaults)).toEqual({});
  });

  it('works without what browsers have on pages with TLS only', async () => {
    const found: Record<string, readonly string[]> = {};
    for (const person of ['admin', 'agent', 'auditor'] as const) {
      const { page, context, errors } = await tour.signIn(person);
      await context.addInitScript(INSECURE);
      for (const one of PAGES.filter(({ as }) => as === person)) {
        await page.goto(tour.addressOf(one));
        await settled(page);
        if (errors.length > 0) found[one.route] = errors.splice(0);
      }
      await context.close();
    }
    expect(found).toEqual({});
    const { page, context, errors } = await tour.signIn('auditor');
    await context.addInitScript(INSECURE);
    await page.goto(tour.addressOf({ route: '/proof', as: 'auditor', path: () => '/proof?ticket=x' }));
    await page.getByRole('button', { name: 'Download' }).waitFor();
    expect(await page.getByRole('button', { name: 'Download and check' }).count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('is open to some, and says to all others why not and where to go', async () => {
    const found: Record<string, readonly string[]> = {};
    const needs = new Map(sourcesOfRoutes().flatMap(needsIn));
    const refused = new Set<string>();
    for (const person of Object.keys(PEOPLE) as (keyof typeof PEOPLE)[]) {
      const { page, context } = await tour.signIn(person);
      const may = await rightsOf(page);
      const isRefused = (needed: readonly string[] = []): boolean =>
        needed.length > 0 && !needed.some((ability) => may[ability]?.allowed === true);
      for (const one of PAGES.filter(({ as, route }) => as !== person && isRefused(needs.get(route)))) {
        refused.add(person);
        await page.goto(tour.addressOf(one));
        await settled(page);
        const faults = await refusalFaults(page);
        if (faults.length > 0) found[`${one.route} as ${person}`] = faults;
      }
      await context.close();
    }
    expect(found).toEqual({});
    expect([...refused]).toEqual(Object.keys(PEOPLE));
  });
});
