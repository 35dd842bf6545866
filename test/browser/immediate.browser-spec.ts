import type { Page } from 'playwright-core';
import { hubLink } from '../../apps/cli/hub-link/hub-link.command.js';
import { HubWindows, type Reader } from '../support/browser/hub-windows.js';
import { appearanceFaults } from '../support/browser/page-checks.js';
import { TICKET, type TeamCallers, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';
import { holdRequests } from './held-requests.js';

const STEPS = { name: 'steps.txt', mimeType: 'text/plain', buffer: Buffer.from('Restart, then sign in.') };

describe('what is written in the hub', () => {
  let engine: TestEngine;
  let windows: HubWindows;
  let acme: TeamCallers;
  let reader: Reader;

  const open = async (who: Parameters<typeof hubLink>[2], path: string): Promise<Page> => {
    reader = await windows.signIn(await hubLink(engine.url, engine.engine.secrets.signInKey(), who));
    reader.page.setDefaultTimeout(20_000);
    await reader.page.goto(`${engine.url}/hub${path}`);
    await reader.page.getByRole('log').getByText(TICKET.body).waitFor();
    return reader.page;
  };
  const asAgent = (id: string): Promise<Page> => open({ kind: 'agent', subject: 'kenji' }, `/desk/${id}`);
  const ticket = async (subject: string): Promise<string> =>
    String((await acme.aiko.post('/v1/tickets', { ...TICKET, subject })).body['ticketId']);

  beforeAll(async () => {
    [engine, windows] = await Promise.all([TestEngine.open(), HubWindows.open()]);
    acme = await withAcme(engine);
  });
  afterEach(async () => {
    expect(reader.errors).toEqual([]);
    await reader.context.close();
  });
  afterAll(async () => {
    await windows?.close();
    await engine?.close();
  });

  it('is shown in the thread while it is sent, then once, with what was typed meanwhile in the field', async () => {
    const id = await ticket('Answered at once');
    const page = await asAgent(id);
    const field = page.getByRole('textbox', { name: 'Answer to aiko' });
    const outgoing = page.getByRole('list', { name: 'Messages that are being sent' });
    await page.locator('input[type=file]').setInputFiles(STEPS);
    await page.getByText('Ready to send').waitFor();
    await field.fill('Please restart.');
    const request = await holdRequests(page, '**/answers');
    await field.press('Control+Enter');
    await outgoing.getByText('Please restart.').waitFor();
    await outgoing.getByText('Sending…').waitFor();
    await outgoing.getByText('steps.txt').waitFor();
    expect(await field.inputValue()).toBe('');
    expect(await page.getByRole('button', { name: 'Remove steps.txt' }).count()).toBe(0);
    expect(await appearanceFaults(page)).toEqual([]);
    await field.fill('Then sign in.');
    await request.letThrough();
    await page.getByRole('log').getByText('Please restart.').waitFor();
    await outgoing.waitFor({ state: 'detached' });
    expect(await page.getByRole('article').getByText('Please restart.').count()).toBe(1);
    expect(await field.inputValue()).toBe('Then sign in.');
  });

  it('is not shown twice when the event of it comes before the response', async () => {
    const id = await ticket('Heard of before');
    const page = await asAgent(id);
    const field = page.getByRole('textbox', { name: 'Answer to aiko' });
    let respond: () => void = () => undefined;
    const mayRespond = new Promise<void>((resolve) => (respond = resolve));
    await page.route('**/answers', async (route) => {
      const response = await route.fetch();
      await mayRespond;
      await route.fulfill({ response });
    });
    await field.fill('Please restart.');
    await field.press('Control+Enter');
    await page.getByRole('log').getByText('Please restart.').waitFor();
    expect(await page.getByRole('article').getByText('Please restart.').count()).toBe(1);
    expect(await field.inputValue()).toBe('');
    respond();
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
    expect(await page.getByRole('article').getByText('Please restart.').count()).toBe(1);
  });

  it('comes back to the field with its files, before what was typed meanwhile, if it is refused', async () => {
    const page = await open({ kind: 'member', team: 'acme', subject: 'aiko' }, `/tickets/${await ticket('Refused')}`);
    const field = page.getByLabel('Your reply');
    await page.locator('input[type=file]').setInputFiles(STEPS);
    await page.getByText('Ready to send').waitFor();
    await field.fill('It syncs again.');
    const request = await holdRequests(page, '**/replies');
    await field.press('Control+Enter');
    await page.getByRole('list', { name: 'Messages that are being sent' }).getByText('It syncs again.').waitFor();
    await field.fill('Thank you.');
    await request.refuse();
    await page.getByRole('alert').getByText('It was closed.').waitFor();
    expect(await field.inputValue()).toBe('It syncs again.\n\nThank you.');
    await page.getByRole('button', { name: 'Remove steps.txt' }).waitFor();
    expect(await page.getByRole('list', { name: 'Messages that are being sent' }).count()).toBe(0);
    expect(await appearanceFaults(page)).toEqual([]);
  });

  it('shows a claim as done, in the queue too, and a hold and a solution', async () => {
    const page = await asAgent(await ticket('Done at once'));
    const article = page.getByRole('article');
    const row = page.getByRole('grid').getByRole('row').filter({ hasText: 'Done at once' });
    const claim = await holdRequests(page, '**/claim');
    await page.getByRole('button', { name: 'Claim' }).click();
    await article.getByText('Assigned to you').waitFor();
    await article.getByText('Sending…').waitFor();
    await row.getByText('kenji').waitFor();
    expect(await appearanceFaults(page)).toEqual([]);
    await claim.letThrough();
    await article.getByText('Sending…').waitFor({ state: 'detached' });
    await article.getByText('Assigned to you').waitFor();

    const hold = await holdRequests(page, '**/hold');
    await page.locator('#content').focus();
    await page.keyboard.press('h');
    await page.getByRole('dialog').getByRole('textbox').fill('Waits for a log.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await article.getByText('On hold: Waits for a log.').waitFor();
    await hold.refuse();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('It was closed.').waitFor();
    expect(await dialog.getByRole('textbox').inputValue()).toBe('Waits for a log.');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await article.getByText('Open', { exact: true }).first().waitFor();

    const solve = await holdRequests(page, '**/solution');
    await page.locator('#content').focus();
    await page.keyboard.press('s');
    await dialog.getByRole('textbox').fill('Good to hear.');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await article.getByText('Solved', { exact: true }).first().waitFor();
    await page.getByRole('list', { name: 'Messages that are being sent' }).getByText('Good to hear.').waitFor();
    await solve.refuse();
    await dialog.getByText('It was closed.').waitFor();
    expect(await dialog.getByRole('textbox').inputValue()).toBe('Good to hear.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('log').getByText('Good to hear.').waitFor();
    await article.getByText('Solved', { exact: true }).first().waitFor();
    expect(await page.getByText('Good to hear.').count()).toBe(1);
  });

  it('is told of on the next page if it is refused after its ticket was left', async () => {
    const [first] = [await ticket('Left early'), await ticket('Opened next')];
    const page = await asAgent(first);
    const field = page.getByRole('textbox', { name: 'Answer to aiko' });
    const request = await holdRequests(page, '**/answers');
    await field.fill('Please restart.');
    await field.press('Control+Enter');
    await request.arrived;
    await page.getByRole('grid').getByRole('link', { name: 'Opened next' }).click();
    await page.getByRole('heading', { name: 'Opened next' }).waitFor();
    await request.refuse();
    await page.getByText('Not sent. What you wrote is kept in the ticket:').waitFor();
    await page.getByRole('alert').getByText('It was closed.').waitFor();
    expect(await appearanceFaults(page)).toEqual([]);
    await page.getByRole('main').getByRole('link', { name: 'Left early' }).first().click();
    await page.getByRole('heading', { name: 'Left early' }).waitFor();
    expect(await field.inputValue()).toBe('Please restart.');
    expect(await page.getByText('Not sent.').count()).toBe(0);
  });
});
