import { hubLink } from '../../apps/cli/hub-link/hub-link.command.js';
import { HubWindows } from '../support/browser/hub-windows.js';
import { accessibilityFaults, sidewaysScroll } from '../support/browser/page-checks.js';
import { withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

/** Pages of those who run, sell, analyse and audit. */
const PAGES = [
  ['auditor', ['/events', '/reports', '/read-models', '/read-models/teams', '/ledger', '/proof', '/reads']],
  ['operator', ['/teams', '/teams/acme', '/agents', '/mails', '/deliveries', '/health', '/clock', '/erasures']],
  ['sales', ['/inquiries']],
] as const;

describe('pages of staff', () => {
  let engine: TestEngine;
  let windows: HubWindows;

  beforeAll(async () => {
    [engine, windows] = await Promise.all([TestEngine.open(), HubWindows.open()]);
    await withAcme(engine);
  });
  afterAll(async () => {
    await windows?.close();
    await engine?.close();
  });

  it.each(PAGES)('of %s are accessible, and fit on a phone', async (kind, paths) => {
    const link = await hubLink(engine.url, engine.engine.secrets.signInKey(), { kind, subject: kind });
    const { page, errors, context } = await windows.signIn(link, { width: 360, theme: 'dark' });
    for (const path of paths) {
      await page.goto(`${engine.url}/hub${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect([path, await sidewaysScroll(page)]).toEqual([path, []]);
      expect([path, await accessibilityFaults(page)]).toEqual([path, []]);
    }
    expect(errors).toEqual([]);
    await context.close();
  });
});
