import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { HubWindows, type Viewing } from '../support/browser/hub-windows.js';
import { PAGES } from './pages.js';
import { PEOPLE } from './people.js';
import { SandboxScene } from './scene.js';
import { settled } from './settled.js';

/** Folder that `npm run hub:pictures` names. Without one, a single picture of each page shows that they can be made. */
const FOLDER = process.env['PICTURES'];
const WHOLE = { languages: ['en', 'ja', 'de'], themes: ['light', 'dark'], widths: [1_280, 360] } as const;
const SHORT = { languages: ['en'], themes: ['light'], widths: [1_280] } as const;

const viewings = (): readonly Required<Pick<Viewing, 'language' | 'theme' | 'width'>>[] => {
  const { languages, themes, widths } = FOLDER === undefined ? SHORT : WHOLE;
  return languages.flatMap((language) =>
    themes.flatMap((theme) => widths.map((width) => ({ language, theme, width }))),
  );
};

describe('pictures of the hub', () => {
  let scene: SandboxScene;
  let windows: HubWindows;

  beforeAll(async () => {
    [scene, windows] = await Promise.all([SandboxScene.open(), HubWindows.open()]);
  });
  afterAll(async () => {
    await windows?.close();
    await scene?.close();
  });

  it.each(viewings())('show every page in $language, $theme, $width pixels wide', async (viewing) => {
    const ids = await scene.ids();
    const taken: string[] = [];
    for (const [person, who] of Object.entries(PEOPLE)) {
      const { page, context } = await windows.signIn(await scene.linkFor(who), viewing);
      for (const { route, path } of PAGES.filter(({ as }) => as === person)) {
        await page.goto(`${scene.url}/hub${path(ids)}`);
        await settled(page);
        const name = `${person}${route.replaceAll(/[/$]+/g, '-')}`;
        const file = `${name}.${viewing.language}.${viewing.theme}.${viewing.width}.png`;
        if (FOLDER !== undefined) mkdirSync(FOLDER, { recursive: true });
        const picture = await page.screenshot(FOLDER === undefined ? {} : { path: join(FOLDER, file), fullPage: true });
        if (picture.length > 1_000) taken.push(route);
      }
      await context.close();
    }
    expect(taken.toSorted()).toEqual(PAGES.map(({ route }) => route).toSorted());
  });
});
