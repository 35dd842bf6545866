import { hubLink } from '../../apps/cli/hub-link/hub-link.command.js';
import { HubWindows, type Reader } from '../support/browser/hub-windows.js';
import { appearanceFaults } from '../support/browser/page-checks.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

const LONG = 'Sync has stopped on all computers of the branch office since the update of this morning, again.';

describe('a text of a table that is cut', () => {
  let engine: TestEngine;
  let windows: HubWindows;
  let reader: Reader;

  beforeAll(async () => {
    [engine, windows] = await Promise.all([TestEngine.open(), HubWindows.open()]);
    const { aiko } = await withAcme(engine);
    for (const subject of [LONG, 'Short']) await aiko.post('/v1/tickets', { ...TICKET, subject, body: 'Help.' });
    const link = await hubLink(engine.url, engine.engine.secrets.signInKey(), { kind: 'agent', subject: 'kenji' });
    reader = await windows.signIn(link, { width: 1_000 });
    await reader.page.goto(`${engine.url}/hub/desk`);
    await reader.page.getByRole('grid').getByText(LONG).waitFor();
  });
  afterAll(async () => {
    expect(reader?.errors).toEqual([]);
    await windows?.close();
    await engine?.close();
  });

  const whole = () => reader.page.locator('[data-whole-text]').filter({ hasText: LONG });
  const focusRow = async (text: string): Promise<void> => {
    const { page } = reader;
    const row = page.getByRole('row').filter({ hasText: text });
    while ((await row.and(page.locator(':focus')).count()) === 0) await page.keyboard.press('j');
  };

  it('is shown as a whole while its row has the focus, until Escape, and is heard once', async () => {
    const { page } = reader;
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await focusRow(LONG);
    await whole().waitFor();
    expect(await whole().getAttribute('aria-hidden')).toBe('true');
    expect(await page.getByRole('gridcell').and(page.locator('[title]')).count()).toBe(0);
    expect(await appearanceFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await whole().waitFor({ state: 'hidden' });
  });

  it('stays while the pointer is over the cell or the text, and goes when it leaves', async () => {
    const { page } = reader;
    await page.locator('#content').focus();
    await page.getByRole('grid').getByText(LONG).hover();
    await whole().waitFor();
    await whole().hover();
    expect(await whole().isVisible()).toBe(true);
    await page.mouse.move(1, 1);
    await whole().waitFor({ state: 'hidden' });
  });
});
