import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HubWindows } from '../support/browser/hub-windows.js';
import { palettePng } from '../support/browser/palette-png.js';
import { GUIDE_PICTURES } from './guide-pictures.js';
import { PEOPLE } from './people.js';
import { SandboxScene } from './scene.js';
import { settled } from './settled.js';

/** Folder to which `npm run hub:guide-pictures` writes. Without one, the test shows that the pictures can be made. */
const FOLDER = process.env['GUIDE_PICTURES'];
/** Readers of the guide load all of its pictures. */
const MOST_BYTES = 60_000;
const WINDOW = { width: 1_280, height: 800 };

describe('pictures of the guide', () => {
  let scene: SandboxScene;
  let windows: HubWindows;

  beforeAll(async () => {
    [scene, windows] = await Promise.all([SandboxScene.open(), HubWindows.open()]);
  });
  afterAll(async () => {
    await windows?.close();
    await scene?.close();
  });

  it('are small, and show the pages of the sandbox', async () => {
    const ids = await scene.ids();
    const large: string[] = [];
    for (const { name, as, path, prepare } of GUIDE_PICTURES) {
      const { page, context, errors } = await windows.signIn(await scene.linkFor(PEOPLE[as]), WINDOW);
      await page.goto(`${scene.url}/hub${path(ids)}`);
      await settled(page);
      await prepare?.(page, ids);
      const picture = palettePng(await page.screenshot());
      if (picture.length > MOST_BYTES) large.push(`${name}: ${picture.length}`);
      if (FOLDER !== undefined) {
        mkdirSync(FOLDER, { recursive: true });
        writeFileSync(join(FOLDER, `${name}.png`), picture);
      }
      expect(errors).toEqual([]);
      await context.close();
    }
    expect(large).toEqual([]);
  });
});
