import type { Locator, Page } from 'playwright-core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HubWindows, type Reader, type Viewing } from '../support/browser/hub-windows.js';
import { accessibilityFaults, clippedTexts, sidewaysScroll, smallTargets } from '../support/browser/page-checks.js';
import type { Language } from '../../apps/hub/texts/language.js';
import { type DialogIds, prepareDialogs } from './dialog-scene.js';
import { DIALOGS, type HubDialog } from './dialogs.js';
import { PEOPLE } from './people.js';
import { SandboxScene } from './scene.js';
import { settled } from './settled.js';
import { type Check, together } from './tour.js';

const HUB = join(__dirname, '../../apps/hub');

/** The files of the hub that show a dialog. */
const filesWithDialogs = (): readonly string[] =>
  readdirSync(HUB, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.tsx') && /<(?:Form)?Dialog\b/.test(readFileSync(join(HUB, file), 'utf8')),
  );

/** The dialogs that are open, the one in front last. */
const dialogsOf = (page: Page): Locator => page.locator('[role="dialog"]');

/** Waits until an element has the focus. Returns what is wrong if it does not get it. */
const focusFaults = (element: Locator, fault: string): Promise<readonly string[]> =>
  element.waitFor({ timeout: 2_000 }).then(
    () => [],
    () => [fault],
  );

/** What of the dialog in front is outside of the window, or can only be scrolled to sideways. */
const overflow: Check = (page) =>
  page.evaluate<string[]>(`(() => {
    const dialog = [...document.querySelectorAll('[role="dialog"]')].at(-1);
    const { left, top, right, bottom } = dialog.getBoundingClientRect();
    const isOutside = left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
    return [
      ...(isOutside ? ['outside: ' + [left, top, right, bottom].join(' ')] : []),
      ...[dialog, ...dialog.children]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
        .map(({ scrollWidth, clientWidth, className }) => className + ': ' + scrollWidth + ' > ' + clientWidth),
    ];
  })()`);

describe('a dialog of the hub', () => {
  let scene: SandboxScene;
  let windows: HubWindows;
  let ids: DialogIds;

  beforeAll(async () => {
    [scene, windows] = await Promise.all([SandboxScene.open(), HubWindows.open()]);
    ids = await prepareDialogs(scene);
  });
  afterAll(async () => {
    await windows?.close();
    await scene?.close();
  });

  /** Opens a dialog by keys, checks it and closes it by Escape. Returns what is wrong. */
  const faultsOf = async (page: Page, { opener, item }: HubDialog, language: Language, check: Check) => {
    const dialogs = dialogsOf(page);
    const before = await dialogs.count();
    const opens = opener(page, language);
    await opens.press('Enter');
    await item?.(page, language).press('Enter');
    await dialogs.nth(before).waitFor();
    await page.locator('[role="dialog"] [data-loading]').first().waitFor({ state: 'detached' });
    const dialog = dialogs.nth(before);
    const focused = dialog.locator(':focus').or(dialog.and(page.locator(':focus')));
    const takes = await focusFaults(focused, 'The focus is not in the dialog.');
    const faults = [...takes, ...(await check(page))];
    await page.keyboard.press('Escape');
    await dialogs.nth(before).waitFor({ state: 'detached' });
    return [...faults, ...(await focusFaults(opens.and(page.locator(':focus')), 'The focus does not return.'))];
  };

  /** Opens all dialogs, page by page. Returns what is wrong, by dialog. */
  const faultsOfAll = async (viewing: Viewing & { readonly language: Language }, check: Check) => {
    const found: Record<string, readonly string[]> = {};
    const readers = new Map<string, Reader>();
    let shown = '';
    for (const dialog of DIALOGS) {
      const { as, path, source, prepare } = dialog;
      const who = JSON.stringify(as);
      const reader = readers.get(who) ?? (await windows.signIn(await scene.linkFor(as), viewing));
      readers.set(who, reader);
      const { page, errors } = reader;
      page.setDefaultTimeout(10_000);
      const address = `${scene.url}/hub${path(ids)}`;
      try {
        if (shown !== who + address) {
          await page.goto(address);
          await settled(page);
          shown = who + address;
        }
        await prepare?.(page);
        const faults = [...(await faultsOf(page, dialog, viewing.language, check)), ...errors.splice(0)];
        if (faults.length > 0) found[`${source} on ${path(ids)}`] = faults;
      } catch (error) {
        found[`${source} on ${path(ids)}`] = [String(error)];
        shown = '';
      }
    }
    await Promise.all([...readers.values()].map(({ context }) => context.close()));
    return found;
  };

  it('is in the list of dialogs', () => {
    const own = new Set(['design/dialog.tsx', 'design/form-dialog.tsx']);
    const files = filesWithDialogs().filter((file) => !own.has(file));
    expect([...new Set(DIALOGS.map(({ source }) => source))].toSorted()).toEqual(files.toSorted());
  });

  it('has no fault of accessibility, takes the focus, and returns it at Escape', async () => {
    const check = together(accessibilityFaults, clippedTexts, overflow);
    expect(await faultsOfAll({ language: 'en' }, check)).toEqual({});
  });

  it.each(['en', 'ja', 'de'] as const)('fits into 320 pixels in %s', async (language) => {
    const check = together(clippedTexts, overflow, sidewaysScroll);
    expect(await faultsOfAll({ language, width: 320, height: 568 }, check)).toEqual({});
  });

  it.each([
    ['the overview, with a request that waits', PEOPLE.admin, '/overview'],
    ['the desk, with a chat that goes on', PEOPLE.agent, '/desk'],
  ])('leaves %s, with targets that fingers hit at 320 pixels', async (_, who, path) => {
    const { page, context } = await windows.signIn(await scene.linkFor(who), { width: 320, height: 568 });
    await page.goto(`${scene.url}/hub${path}`);
    await settled(page);
    await page.locator(path === '/desk' ? '[role="status"] a[href$="/live"]' : 'main a[href*="/callbacks/"]').waitFor();
    expect(await together(clippedTexts, sidewaysScroll, smallTargets)(page)).toEqual([]);
    await context.close();
  });
});
