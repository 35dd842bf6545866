import type { Page, Route } from 'playwright-core';
import { hubLink } from '../../apps/cli/hub-link/hub-link.command.js';
import { HubWindows, type Reader, type Viewing } from '../support/browser/hub-windows.js';
import { appearanceFaults } from '../support/browser/page-checks.js';
import { CALLBACK, CHAT, TICKET, type TeamCallers, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

const LONG = 'Sync has stopped on all computers of the branch office since the update of this morning. '.repeat(8);
const STEPS = { name: 'steps.txt', mimeType: 'text/plain', buffer: Buffer.from('Restart, then sign in.') };

/** How far the page can be scrolled. */
const SCROLLED_PX = 'document.documentElement.scrollHeight - innerHeight';

describe('agents at work in a browser', () => {
  let engine: TestEngine;
  let windows: HubWindows;
  let acme: TeamCallers;
  const open: Reader[] = [];

  const signIn = async (who: Parameters<typeof hubLink>[2], viewing: Viewing = {}): Promise<Reader> => {
    const link = await hubLink(engine.url, engine.engine.secrets.signInKey(), who);
    const reader = await windows.signIn(link, viewing);
    reader.page.setDefaultTimeout(20_000);
    open.push(reader);
    return reader;
  };
  const agent = (subject: string, viewing?: Viewing): Promise<Reader> => signIn({ kind: 'agent', subject }, viewing);
  const ticket = async (subject: string): Promise<string> =>
    String((await acme.aiko.post('/v1/tickets', { ...TICKET, subject })).body['ticketId']);

  beforeAll(async () => {
    [engine, windows] = await Promise.all([TestEngine.open(), HubWindows.open()]);
    acme = await withAcme(engine);
    for (const [agentId, name] of [
      ['kenji', 'Kenji Tanaka'],
      ['yuki', 'Yuki Abe'],
    ])
      await acme.operator.post('/v1/desk/agents', {
        agentId,
        name,
        languages: ['en', 'ja'],
        products: ['dropbox', 'dash'],
      });
  });
  afterEach(async () => {
    const readers = open.splice(0);
    expect(readers.flatMap(({ errors }) => errors)).toEqual([]);
    await Promise.all(readers.map(({ context }) => context.close()));
  });
  afterAll(async () => {
    await windows?.close();
    await engine?.close();
  });

  it('sees in a second tab who writes on a ticket, although it was opened later', async () => {
    const id = await ticket('Seen in two tabs');
    const [kenji, yuki] = await Promise.all([agent('kenji'), agent('yuki')]);
    await yuki.page.goto(`${engine.url}/hub/desk/${id}`);
    await yuki.page.getByRole('textbox', { name: 'Answer to aiko' }).fill('We are');
    await kenji.page.getByRole('img', { name: 'Writing: Yuki Abe' }).waitFor();
    const tab = await kenji.context.newPage();
    await tab.goto(`${engine.url}/hub/desk`);
    await tab.getByRole('img', { name: 'Writing: Yuki Abe' }).waitFor();
    expect(await appearanceFaults(tab)).toEqual([]);
  });

  it('says who writes on the ticket that is open, and keeps a draft when it is solved or merged', async () => {
    const [id, other] = [await ticket('Writes at once'), await ticket('Goes on')];
    const yuki = await engine.as({ kind: 'agent', subject: 'yuki' });
    const { page } = await agent('kenji');
    await page.goto(`${engine.url}/hub/desk/${id}`);
    await yuki.put(`/v1/desk/tickets/${id}/presence`, { activity: 'writing' });
    await page.getByText('Writing: Yuki Abe').waitFor();
    // The queue and the ticket scroll beside each other, the page does not.
    expect(await page.evaluate(SCROLLED_PX)).toBe(0);
    await page.getByRole('textbox', { name: 'Answer to aiko' }).fill('My draft.');
    await page.locator('input[type=file]').setInputFiles(STEPS);
    await page.getByText('Ready to send').waitFor();
    await yuki.post(`/v1/desk/tickets/${id}/solution`, {});
    await page.getByText('This ticket is solved. Reopen it to answer.').waitFor();
    expect(await appearanceFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Reopen' }).click();
    expect(await page.getByRole('textbox', { name: 'Answer to aiko' }).inputValue()).toBe('My draft.');
    await yuki.post(`/v1/desk/tickets/${id}/merge`, { into: other });
    await page.getByRole('button', { name: 'Continue with the draft in the other ticket' }).click();
    await page.getByRole('heading', { name: 'Goes on' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Answer to aiko' }).inputValue()).toBe('My draft.');
    await page.getByRole('button', { name: 'Remove steps.txt' }).waitFor();
  });

  it('scrolls the queue and the ticket, not the page, below the banner of the past too', async () => {
    const id = await ticket('Looked back at');
    const asOf = '2026-11-27T07:30:00.000Z';
    const { page } = await agent('kenji');
    for (const place of [`desk/${id}`, 'desk']) {
      await page.goto(`${engine.url}/hub/${place}?asOf=${asOf}`);
      await page.getByRole('heading', { name: 'Queue' }).waitFor();
      await page.getByRole('link', { name: 'Return to now' }).waitFor();
      expect(await page.evaluate(SCROLLED_PX)).toBe(0);
    }
  });

  it('goes on with an upload while another ticket is shown', async () => {
    const [id] = [await ticket('Takes a file'), await ticket('Looked up meanwhile')];
    const { page } = await agent('kenji');
    await page.goto(`${engine.url}/hub/desk/${id}`);
    let goOn = (): void => undefined;
    const shown = new Promise<void>((resolve) => (goOn = resolve));
    await page.route('**/v1/uploads', async (route) => {
      await shown;
      await route.continue();
    });
    await page.locator('input[type=file]').setInputFiles(STEPS);
    await page.getByText(/^Uploading/).waitFor();
    await page.getByRole('grid').getByRole('link', { name: 'Looked up meanwhile' }).click();
    await page.getByRole('heading', { name: 'Looked up meanwhile' }).waitFor();
    const uploaded = page.waitForResponse('**/v1/uploads');
    goOn();
    await uploaded;
    await page.getByRole('grid').getByRole('link', { name: 'Takes a file' }).click();
    await page.getByText('Ready to send').waitFor();
    await page.getByRole('button', { name: 'Remove steps.txt' }).waitFor();
  });

  it('names files that have expired when a ticket is solved while a note is written', async () => {
    const { page } = await agent('kenji');
    await page.goto(`${engine.url}/hub/desk/${await ticket('Solved with a file')}`);
    await page.locator('input[type=file]').setInputFiles(STEPS);
    await page.getByText('Ready to send').waitFor();
    await page.getByRole('button', { name: 'Internal note' }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(STEPS.name).waitFor();
    await dialog.getByRole('textbox').fill('Good to hear.');
    await page.route('**/answers', (route) =>
      route.fulfill({
        status: 400,
        contentType: 'application/problem+json',
        json: {
          type: 'urn:ledgerdesk:problem:upload-expired',
          title: 'Bad Request',
          status: 400,
          detail: 'Upload it again.',
        },
      }),
    );
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('No longer available, please attach again: steps.txt').waitFor();
    await dialog.getByRole('button', { name: 'Remove steps.txt' }).waitFor({ state: 'detached' });
  });

  it('keeps keys from the page while a dialog is coming', async () => {
    const id = await ticket('Held in a hurry');
    const { page } = await agent('kenji');
    await page.goto(`${engine.url}/hub/desk/${id}`);
    await page.getByRole('textbox', { name: 'Answer to aiko' }).waitFor();
    // Faster than the dialog can be there: `u` would lead back to the queue, `a` would open another dialog.
    await page.evaluate(`for (const key of ['h', 'u', 'a'])
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))`);
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(page.url()).toContain(`/desk/${id}`);
    await page.keyboard.press('u');
    await page.waitForURL(/\/desk(\?|$)/);
  });

  it('shows at its field what is wrong with a reason, with no empty notice beside it', async () => {
    const { page } = await agent('kenji');
    await page.goto(`${engine.url}/hub/desk/${await ticket('Held for no reason')}`);
    await page.getByRole('textbox', { name: 'Answer to aiko' }).waitFor();
    await page.keyboard.press('h');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('?');
    const errors = [{ field: 'reason', message: 'No reason at all.', rule: 'test', parameters: {} }];
    await page.route('**/hold', (route) =>
      route.fulfill({
        status: 400,
        contentType: 'application/problem+json',
        json: {
          type: 'urn:ledgerdesk:problem:invalid-input',
          title: 'Bad Request',
          status: 400,
          detail: 'No.',
          errors,
        },
      }),
    );
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('No reason at all.').waitFor();
    expect(await dialog.locator('[data-refusal]').count()).toBe(0);
  });

  it('says that the explanation of a clock is loading or has failed, and leads to it again', async () => {
    const { page, errors } = await agent('kenji');
    await page.goto(`${engine.url}/hub/desk/${await ticket('Explained later')}`);
    await page.getByRole('log').getByText(TICKET.body).waitFor();
    const asked: Route[] = [];
    await page.route('**/clock-dialog-*.js', (route) => void asked.push(route));
    const badge = page.getByRole('article').getByRole('button', { name: /Explain the response time/ });
    await badge.click();
    await page.locator('button[aria-busy="true"]').filter({ hasText: 'Due in' }).waitFor();
    for (const route of asked.splice(0)) await route.abort();
    await page.getByRole('alert').getByText('Not loaded. Load the page again').waitFor({ state: 'attached' });
    expect(errors.splice(0).join()).toContain('ERR_FAILED');
    await page.unroute('**/clock-dialog-*.js');
    await page.getByRole('button', { name: 'Not loaded. Load the page again' }).click();
    await badge.click();
    await page.getByRole('dialog', { name: 'How the response time is counted' }).waitFor();
  });

  it('remembers the heights of messages that come to the middle of a thread later', async () => {
    const { page } = await agent('kenji');
    await page.goto(`${engine.url}/hub/desk/${await ticket('Grows upwards')}`);
    await page.getByRole('log').getByText(TICKET.body).waitFor();
    const remembered = `getComputedStyle(document.querySelector('[role="log"] li')).containIntrinsicSize`;
    expect(await page.evaluate(remembered)).toBe('auto 120px');
  });

  it('loads the page of a ticket before a member opens one', async () => {
    const { page } = await signIn({ kind: 'member', team: 'acme', subject: 'aiko' });
    const loaded = page.waitForResponse(/\/ticket-page-[^/]*\.js$/);
    await page.goto(`${engine.url}/hub/tickets`);
    await loaded;
  });

  /** Reloads a page while files are uploaded to it. */
  const interrupt = async (page: Page, files: (typeof STEPS)[]): Promise<void> => {
    await page.route('**/v1/uploads', () => undefined);
    await page.locator('input[type=file]').setInputFiles(files);
    await page.getByText(/^Uploading/).waitFor();
    await page.reload();
    // Released only now: the held upload would otherwise finish before the reload.
    await page.unroute('**/v1/uploads');
  };

  it('names files whose uploads a reload has ended, until they are attached, or the ticket is solved', async () => {
    const id = await ticket('Loaded again');
    const { page } = await agent('kenji');
    await page.goto(`${engine.url}/hub/desk/${id}`);
    await interrupt(page, [STEPS, { ...STEPS, name: 'sync.log' }]);
    await page.getByText('please attach again: steps.txt, sync.log').waitFor();
    await page.locator('input[type=file]').setInputFiles(STEPS);
    await page.getByText('Ready to send').waitFor();
    await page.getByText('please attach again: sync.log').waitFor();
    await page.locator('#content').focus();
    await page.keyboard.press('s');
    await page.getByRole('dialog').getByRole('textbox').fill('Good to hear.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('This ticket is solved. Reopen it to answer.').waitFor();
    await page.getByRole('button', { name: 'Reopen' }).click();
    await page.getByRole('textbox', { name: 'Answer to aiko' }).waitFor();
    expect(await page.getByText('please attach again').count()).toBe(0);
  });

  it('names them to a requester until they do without them, or the request is sent', async () => {
    const { page } = await signIn({ kind: 'member', team: 'acme', subject: 'aiko' });
    const missing = page.getByText('please attach again: steps.txt');
    await page.goto(`${engine.url}/hub/contact?product=dropbox&channel=request`);
    await interrupt(page, [STEPS]);
    await missing.waitFor();
    expect(await appearanceFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Do without these files' }).click();
    await missing.waitFor({ state: 'detached' });
    await interrupt(page, [STEPS]);
    await missing.waitFor();
    await page.getByLabel('Type of problem').selectOption({ label: 'Sync & uploads' });
    await page.getByLabel('Subject').fill('Sync has stopped');
    await page.getByLabel('Description').fill('Nothing syncs.');
    await page.getByRole('button', { name: 'Send request' }).click();
    await page.getByRole('heading', { name: 'Sync has stopped' }).waitFor();
    await page.goBack();
    await page.getByLabel('Description').waitFor();
    expect(await missing.count()).toBe(0);
  });

  it('says that a colleague was faster with a claim', async () => {
    const id = await ticket('Claimed by another');
    const yuki = await engine.as({ kind: 'agent', subject: 'yuki' });
    const { page } = await agent('kenji');
    await page.goto(`${engine.url}/hub/desk/${id}`);
    await page.route('**/claim', async (route) => {
      await yuki.post(`/v1/desk/tickets/${id}/claim`, {});
      await route.continue();
    });
    await page.getByRole('button', { name: 'Claim' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByText('Assigned to Yuki Abe').waitFor();
  });

  it('clamps long subjects, and shows them whole on demand, on a phone too', async () => {
    const id = await ticket(LONG);
    const { page } = await agent('kenji', { width: 360, height: 740 });
    await page.goto(`${engine.url}/hub/desk/${id}`);
    const heading = page.getByRole('heading', { name: LONG.trim() });
    await heading.waitFor();
    const heightOf = async () => (await heading.boundingBox())?.height ?? 0;
    expect(await heightOf()).toBeLessThan(120);
    expect(await appearanceFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show all' }).click();
    expect(await heightOf()).toBeGreaterThan(300);
  });

  it('acts on several tickets by keyboard, and says what was refused', async () => {
    const ids: string[] = [];
    for (const one of ['one', 'two', 'three', 'four']) ids.push(await ticket(`Several: ${one}`));
    const { page } = await agent('kenji');
    await page.getByRole('searchbox').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('Several');
    await page.keyboard.press('Escape');
    // The search applies at once: no selection is lost to it later.
    await page.waitForURL(/[?&]q=Several(&|$)/);
    const rows = page.getByRole('row').filter({ hasText: 'Several' });
    await rows.nth(2).waitFor();
    await page.getByRole('row').filter({ hasNotText: 'Several' }).nth(1).waitFor({ state: 'detached' });
    const before = await rows.nth(2).boundingBox();
    for (let row = 0; row < 4; row += 1) {
      await page.keyboard.press('j');
      await rows.nth(row).and(page.locator(':focus')).waitFor();
      await page.keyboard.press('x');
    }
    await page.getByText('4 selected').waitFor();
    // The row stays in its place. It is not selected any more, and cannot be.
    const yuki = await engine.as({ kind: 'agent', subject: 'yuki' });
    await yuki.post(`/v1/desk/tickets/${ids[3]}/closure`, {});
    await page.getByText('3 selected').waitFor();
    expect(await rows.filter({ hasText: 'Several: four' }).getByRole('checkbox').isDisabled()).toBe(true);
    expect(await page.getByRole('checkbox', { name: 'Select all loaded rows' }).isChecked()).toBe(true);
    expect((await rows.nth(2).boundingBox())?.y).toBe(before?.y);
    expect(await appearanceFaults(page)).toEqual([]);
    const due = rows.filter({ hasText: 'Several: one' }).getByRole('button').first();
    await due.focus();
    await page.keyboard.press('.');
    await rows.nth(3).waitFor({ state: 'detached' });
    expect(await due.and(page.locator(':focus')).count()).toBe(1);
    // It was closed a moment before.
    await page.route('**/bulk-actions', async (route) => {
      await yuki.post(`/v1/desk/tickets/${ids[1]}/closure`, {});
      await route.continue();
    });
    const refusal = { type: 'urn:ledgerdesk:problem:refused', status: 422, title: 'No', detail: 'Not now.' };
    await page.route('**/bulk-actions', (route) => route.fulfill({ status: 422, json: refusal }), { times: 1 });
    await page.getByRole('toolbar').getByRole('button', { name: 'Claim' }).press('Enter');
    await page.getByRole('alert').getByText('Not now.').waitFor();
    await page.getByRole('toolbar').getByRole('button', { name: 'Hold' }).press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Waiting for the developers.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('2 done · 1 refused. Those still in the list stay selected.').waitFor();
    expect(await appearanceFaults(page)).toEqual([]);
  });

  it('opens a ticket in the name of a requester, with words that stay when the requester is chosen later', async () => {
    const { page } = await agent('kenji', { language: 'en' });
    await page.getByRole('link', { name: 'New ticket' }).click();
    await page.getByLabel('Subject').fill('Called this morning');
    await page.getByLabel('Request', { exact: true }).fill('The phone rang.');
    await page.getByText('Still missing: Team, Requester, Issue type').waitFor();
    await page.getByRole('button', { name: 'Acme KK' }).press('Enter');
    await page.getByRole('button', { name: 'Change: Team' }).and(page.locator(':focus')).waitFor();
    await page.getByRole('button', { name: /aiko/ }).press('Enter');
    await page.getByText('Still missing: Product, Issue type').waitFor();
    await page.getByRole('button', { name: 'Change: Requester' }).press('Enter');
    const search = page.getByLabel('Search members by name or e-mail');
    await search.and(page.locator(':focus')).waitFor();
    await page.getByRole('button', { name: /aiko/ }).press('Enter');
    await page.getByLabel('Product').selectOption({ label: 'Dropbox' });
    await page.getByLabel('Issue type').selectOption({ label: 'Sync & uploads' });
    expect(await appearanceFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open ticket' }).click();
    await page.getByRole('heading', { name: 'Called this morning' }).waitFor();
    await page.getByRole('log').getByText('The phone rang.').waitFor();
    await page.getByRole('button', { name: 'Customer' }).click();
    await page.getByText('Team admin').waitFor();
  });

  it('has a chat assigned, hands it over, and finds its transcript as a ticket', async () => {
    const [kenji, yuki] = await Promise.all([agent('kenji'), agent('yuki')]);
    for (const { page } of [kenji, yuki]) await page.goto(`${engine.url}/hub/live`);
    const { body: chat } = await acme.aiko.post('/v1/chats', CHAT);
    await kenji.page.getByText('All agents away').waitFor();
    expect(await appearanceFaults(kenji.page)).toEqual([]);
    await kenji.page.getByRole('switch', { name: 'Away' }).click();
    await engine.settled();
    await kenji.page.getByRole('log').getByText(CHAT.message).waitFor();
    await kenji.page.getByRole('textbox', { name: 'Message' }).fill('Is there a message?');
    await kenji.page.keyboard.press('Enter');
    await kenji.page.getByRole('log').getByText('Is there a message?').waitFor();
    expect(await appearanceFaults(kenji.page)).toEqual([]);
    await yuki.page.getByRole('switch', { name: 'Away' }).click();
    await engine.settled();
    await kenji.page.getByRole('button', { name: 'Hand over' }).click();
    const dialog = kenji.page.getByRole('dialog');
    const radio = dialog.getByRole('radio', { name: 'Yuki Abe' });
    await radio.check();
    const away = await engine.as({ kind: 'agent', subject: 'yuki' });
    await away.put('/v1/desk/availability', { availability: 'away' });
    await radio.waitFor({ state: 'detached' });
    expect(await dialog.getByRole('button', { name: 'Hand over' }).isDisabled()).toBe(true);
    await away.put('/v1/desk/availability', { availability: 'available' });
    await radio.check();
    expect(await dialog.getByText('English, Japanese').count()).toBe(1);
    await dialog.getByRole('button', { name: 'Hand over' }).click();
    await kenji.page.getByText('You have handed it over.').waitFor();
    await engine.settled();
    await yuki.page.getByRole('log').getByText('Is there a message?').waitFor();
    await acme.aiko.post(`/v1/chats/${String(chat['chatId'])}/messages`, { body: 'Yes: the disk is full.' });
    await yuki.page.getByRole('log').getByText('Yes: the disk is full.').waitFor();
    await yuki.page.getByRole('button', { name: 'End the chat' }).click();
    await yuki.page.getByRole('dialog').getByRole('button', { name: 'End the chat' }).click();
    await engine.settled();
    await yuki.page.getByRole('link', { name: 'Open the transcript as a ticket' }).click();
    await yuki.page.getByText('From a chat').waitFor();
    await yuki.page.getByText('Yes: the disk is full.').first().waitFor();
  });

  it('takes a call by hand, and records that nobody answered', async () => {
    // Otherwise the call goes to one of them at once.
    for (const subject of ['kenji', 'yuki']) {
      const own = await engine.as({ kind: 'agent', subject });
      await own.put('/v1/desk/availability', { availability: 'away' });
    }
    await acme.aiko.post('/v1/callbacks', CALLBACK);
    await engine.settled();
    const { page } = await agent('kenji', { width: 360, height: 740 });
    await page.goto(`${engine.url}/hub/live`);
    await page.getByRole('button', { name: 'Take the next call' }).click();
    await page.getByRole('link', { name: /3-?1234-?5678/ }).waitFor();
    expect(await appearanceFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Not answered' }).click();
    await page.getByText('The call is recorded.').waitFor();
  });
});
