import type { Locator, Page } from 'playwright-core';
import { hubLink } from '../../apps/cli/hub-link/hub-link.command.js';
import { HubWindows } from '../support/browser/hub-windows.js';
import { accessibilityFaults } from '../support/browser/page-checks.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

const MAX_TABS = 60;

/** Presses Tab until an element has the focus. */
const tabTo = async (page: Page, target: Locator): Promise<void> => {
  await target.waitFor();
  for (let tabs = 0; tabs < MAX_TABS; tabs++) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No Tab leads to ${String(target)}.`);
};

describe('auditing in the hub', () => {
  let engine: TestEngine;
  let windows: HubWindows;
  let ticketId: string;
  const auditorLink = () =>
    hubLink(engine.url, engine.engine.secrets.signInKey(), { kind: 'auditor', subject: 'auditor' });

  beforeAll(async () => {
    [engine, windows] = await Promise.all([TestEngine.open(), HubWindows.open()]);
    const { aiko } = await withAcme(engine);
    const { body } = await aiko.post('/v1/tickets', TICKET);
    ticketId = String(body['ticketId']);
    await engine.settled();
    await engine.signed();
  });
  afterAll(async () => {
    await windows?.close();
    await engine?.close();
  });

  it('finds an event and proves its ticket, by keyboard only', async () => {
    const auditor = await engine.as({ kind: 'auditor' });
    const keys = (await auditor.get('/v1/ledger/keys')).body['items'] as readonly { readonly vkey: string }[];
    const { page, errors, context } = await windows.signIn(await auditorLink());
    await page.keyboard.press('g');
    await page.keyboard.press('e');
    await tabTo(page, page.getByLabel('Event types'));
    await page.keyboard.type('TicketOpened');
    await page.getByText(`ticket-${ticketId}`).first().waitFor();
    await page.locator('[role="row"][data-row]').nth(1).waitFor({ state: 'detached' });
    await tabTo(page, page.locator('[role="row"][data-row]').first());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Causes and effects' }).waitFor();
    await tabTo(page, page.getByRole('link', { name: 'Prove this ticket' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByLabel('Public key that you trust'));
    await page.keyboard.type(keys[0]?.vkey ?? '');
    await tabTo(page, page.getByRole('button', { name: 'Download and check' }));
    await page.keyboard.press('Enter');
    await page.getByText('The events are proven, but not everything can be known.').waitFor();
    expect(await page.getByRole('rowheader').count()).toBeGreaterThan(1);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByText(`Ticket ${ticketId}`, { exact: true }).waitFor();
    // What was found was about the id of then.
    await page.getByLabel('Ticket ID', { exact: true }).fill('another');
    await page.getByText('The events are proven').waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
    await context.close();
  });

  it('shows the checkpoint of the log and the keys that sign it', async () => {
    const { page, errors, context } = await windows.signIn(await auditorLink());
    await page.goto(`${engine.url}/hub/ledger`);
    await page.getByRole('group', { name: 'Last checkpoint' }).getByText('ledgerdesk/main/0').waitFor();
    expect(await page.getByRole('table').getByText('ledgerdesk/main/0').count()).toBeGreaterThan(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });
});
