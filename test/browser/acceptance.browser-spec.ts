import type { Page } from 'playwright-core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HubWindows, type Viewing } from '../support/browser/hub-windows.js';
import {
  accessibilityFaults,
  clippedTexts,
  hardCodedTexts,
  runningAnimations,
  sidewaysScroll,
  smallTargets,
} from '../support/browser/page-checks.js';
import { type HubPage, PAGES, routesIn, type SceneIds } from './pages.js';
import { PEOPLE } from './people.js';
import { SandboxScene } from './scene.js';

const AREAS = join(__dirname, '../../apps/hub/pages');

/** What the engine sends in the pseudo-locale, which is English: names, subjects, messages, ids and reasons. */
const FROM_ENGINE = new RegExp(
  readFileSync(join(__dirname, '../../apps/cli/sandbox/people.ts'), 'utf8')
    .match(/name: '[^']+'/g)
    ?.map((name) => name.slice(7, -1).split(' ')[0])
    .join('|') ?? '',
);

/** Checks a page that is shown. Returns what is wrong. */
type Check = (page: Page) => Promise<readonly string[]>;

const together =
  (...checks: readonly Check[]): Check =>
  async (page) => {
    const faults: string[] = [];
    for (const check of checks) faults.push(...(await check(page)));
    return faults;
  };

describe('every page of the hub', () => {
  let scene: SandboxScene;
  let windows: HubWindows;
  let ids: SceneIds;

  beforeAll(async () => {
    [scene, windows] = await Promise.all([SandboxScene.open(), HubWindows.open()]);
    ids = await scene.ids();
  });
  afterAll(async () => {
    await windows?.close();
    await scene?.close();
  });

  const isOf = (person: string) => (page: HubPage) => page.as === person;

  /** Opens all pages as the people who may, and checks each. Returns what is wrong, by page. */
  const faultsOf = async (viewing: Viewing, check: Check): Promise<Readonly<Record<string, readonly string[]>>> => {
    const found: Record<string, readonly string[]> = {};
    for (const [person, who] of Object.entries(PEOPLE)) {
      const { page, context, errors } = await windows.signIn(await scene.linkFor(who), viewing);
      for (const one of PAGES.filter(isOf(person))) {
        await page.goto(`${scene.url}/hub${one.path(ids)}`);
        await page.locator('main h1').first().waitFor();
        await page.waitForLoadState('networkidle').catch(() => undefined);
        const faults = [...(await check(page)), ...errors];
        if (faults.length > 0) found[`${one.route} as ${person}`] = faults;
      }
      await context.close();
    }
    return found;
  };

  it('is in the list of pages', () => {
    const sources = readdirSync(AREAS).map((area) => readFileSync(join(AREAS, area, 'routes.ts'), 'utf8'));
    const routes = sources.flatMap(routesIn).filter((route) => route !== '/');
    expect(PAGES.map(({ route }) => route)).toEqual(expect.arrayContaining(routes));
  });

  it.each(['light', 'dark'] as const)('has no fault of accessibility in %s (axe, WCAG 2.2 AA)', async (theme) => {
    expect(await faultsOf({ theme }, accessibilityFaults)).toEqual({});
  });

  describe.each(['en', 'ja', 'de'] as const)('in %s', (language) => {
    it('shows all texts whole, on a wide window', async () => {
      expect(await faultsOf({ language }, together(clippedTexts, sidewaysScroll))).toEqual({});
    });

    it('fits on a phone of 360 pixels, with targets that fingers hit', async () => {
      const check = together(clippedTexts, sidewaysScroll, smallTargets);
      expect(await faultsOf({ language, width: 360 }, check)).toEqual({});
    });
  });

  it('can be enlarged to 200 % without scrolling sideways', async () => {
    expect(await faultsOf({ width: 640, height: 450 }, sidewaysScroll)).toEqual({});
  });

  it('moves nothing for readers who want no motion', async () => {
    expect(await faultsOf({ reducedMotion: true }, runningAnimations)).toEqual({});
  });

  it('takes every text from a catalogue', async () => {
    expect(await faultsOf({ language: 'pseudo' }, (page) => hardCodedTexts(page, FROM_ENGINE))).toEqual({});
  });
});
