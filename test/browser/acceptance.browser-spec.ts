import type { Page } from 'playwright-core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HubWindows, type Viewing } from '../support/browser/hub-windows.js';
import {
  accessibilityFaults,
  clippedTexts,
  runningAnimations,
  sidewaysScroll,
  smallTargets,
  unmarkedTexts,
} from '../support/browser/page-checks.js';
import { type HubPage, PAGES, routesIn, type SceneIds } from './pages.js';
import { PEOPLE } from './people.js';
import { SandboxScene } from './scene.js';
import { settled } from './settled.js';

const HUB = join(__dirname, '../../apps/hub');
const AREAS = join(HUB, 'pages');

/** Checks a page that is shown. Returns what is wrong. */
type Check = (page: Page) => Promise<string[]>;

/** The code of the hub without catalogues and comments. */
const CODE = readdirSync(HUB, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/[.-]texts\.ts$|\.spec\.ts$/.test(file))
  .map((file) => readFileSync(join(HUB, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''))
  .join('\n');
const BRAND = 'Premium Support';

/** Texts of the pseudo-locale that the hub has in its code. All others are sent by the engine. */
const hardCodedTexts: Check = async (page) =>
  (await unmarkedTexts(page)).filter((text) => /^\p{Lu}\p{Ll}+/u.test(text) && text !== BRAND && CODE.includes(text));

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
        const faults = await settled(page).then(
          () => check(page),
          (error: unknown) => [`never settles: ${String(error)}`],
        );
        faults.push(...errors.splice(0));
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
    expect(await faultsOf({ language: 'pseudo' }, hardCodedTexts)).toEqual({});
  });
});
