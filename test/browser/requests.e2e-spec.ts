import { hubLink } from '../../apps/cli/hub-link/hub-link.command.js';
import { HubWindows, type Reader } from '../support/browser/hub-windows.js';
import { appearanceFaults } from '../support/browser/page-checks.js';
import { type TeamCallers, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

const aiko = { kind: 'member', team: 'acme', subject: 'aiko' } as const;
const REFUSED = {
  name: 'tool.exe',
  mimeType: 'application/x-msdownload',
  buffer: Buffer.from('MZ\u0090\0'.repeat(99)),
};
const LOG = { name: 'sync.log', mimeType: 'text/plain', buffer: Buffer.from('08:15 stopped\n') };

describe('a request in the hub', () => {
  let engine: TestEngine;
  let windows: HubWindows;
  let acme: TeamCallers;
  let reader: Reader;

  beforeAll(async () => {
    [engine, windows] = await Promise.all([TestEngine.open(), HubWindows.open()]);
    acme = await withAcme(engine);
    reader = await windows.signIn(await hubLink(engine.url, engine.engine.secrets.signInKey(), aiko));
    reader.page.setDefaultTimeout(10_000);
  });
  afterAll(async () => {
    expect(reader?.errors).toEqual([]);
    await windows?.close();
    await engine?.close();
  });

  it('is written step by step and kept over a reload with its files, which are checked as they come', async () => {
    const { page } = reader;
    await page.getByText('No open requests').waitFor();
    expect(await appearanceFaults(reader.page)).toEqual([]);
    await page.keyboard.press('c');
    await page.getByRole('radio', { name: 'Dropbox', exact: true }).check();
    await page.getByRole('radio', { name: 'Written request' }).check();
    await page.getByRole('button', { name: 'Send request' }).click();
    expect(await page.getByText('Please fill this in.').count()).toBe(3);
    await page.getByLabel('Type of problem').selectOption({ label: 'Sync & uploads' });
    await page.getByLabel('Subject').fill('Sync has stopped');
    await page.getByLabel('Description').fill('Nothing syncs.\nمرحبا 👋');
    await page.locator('input[type=file]').setInputFiles([LOG, REFUSED]);
    await page.getByRole('alert').filter({ hasText: 'not accepted' }).waitFor();
    await page.getByRole('button', { name: 'Send request' }).click();
    await page.getByRole('alert').filter({ hasText: 'Some files could not be uploaded' }).waitFor();
    expect(await appearanceFaults(reader.page)).toEqual([]);
    await page.reload();
    await page.getByText('Ready to send').waitFor();
    expect(await page.getByRole('button', { name: /^Remove / }).count()).toBe(1);
    await page.getByRole('button', { name: 'Send request' }).click();
    await page.getByRole('heading', { name: 'Sync has stopped' }).waitFor();
    expect(await page.getByRole('log').getByRole('link').getAttribute('download')).toBe('sync.log');
  });

  it('shows the answer as it comes, explains the clock, and takes a reply by keyboard', async () => {
    const { page } = reader;
    const ticketId = page.url().split('/').at(-1) ?? '';
    await page.getByRole('button', { name: /^Due in .*Explain the response time/ }).waitFor();
    await acme.kenji.post(`/v1/desk/tickets/${ticketId}/answers`, { body: 'Mended.' });
    await page.getByRole('log').getByText('Mended.').waitFor();
    await page.getByRole('button', { name: /^Answered in time/ }).click();
    await page.getByRole('cell', { name: '4 h' }).waitFor();
    expect(await appearanceFaults(reader.page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Write a message first.').waitFor();
    await page.keyboard.type('Thank you');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('log').getByText('Thank you').waitFor();
    expect(await page.getByLabel('Your reply').inputValue()).toBe('');
    expect(await appearanceFaults(reader.page)).toEqual([]);
  });

  it('is found again by search and keyboard', async () => {
    const { page } = reader;
    await page.keyboard.press('Escape');
    await page.locator('#content').focus();
    await page.keyboard.press('u');
    await page.getByRole('heading', { name: 'Tickets' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('sync');
    await page.waitForURL('**/tickets?q=sync');
    await page.locator('#content').focus();
    await page.locator('[data-row]').waitFor();
    await page.keyboard.press('j');
    await page.locator('[data-row]:focus').waitFor();
    expect(await appearanceFaults(reader.page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sync has stopped' }).waitFor();
  });

  it('keeps a reply that was being written when the ticket was solved, for a follow-up', async () => {
    const { page } = reader;
    const ticketId = page.url().split('/').at(-1)?.replace(/\?.*/, '') ?? '';
    await page.getByLabel('Your reply').fill('It has stopped again.');
    await page.locator('input[type=file]').setInputFiles(LOG);
    await page.getByText('Ready to send').waitFor();
    await acme.kenji.post(`/v1/desk/tickets/${ticketId}/solution`, {});
    await page.getByText('Your reply was not sent. It is kept here.').waitFor();
    await page.getByRole('button', { name: 'Remove sync.log' }).waitFor();
    expect(await appearanceFaults(reader.page)).toEqual([]);
    await page.getByRole('button', { name: 'Continue with it in a follow-up' }).click();
    await page.getByRole('button', { name: 'Remove sync.log' }).waitFor();
    expect(await page.getByLabel('Description').inputValue()).toBe('It has stopped again.');
  });
});
