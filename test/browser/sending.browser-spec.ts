import type { Locator, Page } from 'playwright-core';
import { hubLink } from '../../apps/cli/hub-link/hub-link.command.js';
import { HubWindows, type Reader } from '../support/browser/hub-windows.js';
import { TICKET, type TeamCallers, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';
import { holdRequests } from './held-requests.js';

const KENJI = { kind: 'agent', subject: 'kenji' } as const;
/** A moment after the tickets are opened, before the clock of the engine is advanced. */
const BEFORE = '2026-11-27T07:30:30.000Z';

describe('what is being sent from the hub', () => {
  let engine: TestEngine;
  let windows: HubWindows;
  let acme: TeamCallers;
  let reader: Reader;

  const link = (who: Parameters<typeof hubLink>[2]) => hubLink(engine.url, engine.engine.secrets.signInKey(), who);
  const ticket = async (subject: string): Promise<string> =>
    String((await acme.aiko.post('/v1/tickets', { ...TICKET, subject })).body['ticketId']);
  const open = async (id: string): Promise<Page> => {
    reader = await windows.signIn(await link(KENJI));
    reader.page.setDefaultTimeout(10_000);
    await reader.page.goto(`${engine.url}/hub/desk/${id}`);
    await reader.page.getByRole('log').getByText(TICKET.body).waitFor();
    return reader.page;
  };
  const answerField = (page: Page): Locator => page.getByRole('textbox', { name: 'Answer to aiko' });
  /** Sends an answer, and holds its request. */
  const sendHeld = async (page: Page, text: string) => {
    const request = await holdRequests(page, '**/answers');
    await answerField(page).fill(text);
    await answerField(page).press('Control+Enter');
    await request.arrived;
    return request;
  };
  const outgoing = (page: Page): Locator => page.getByRole('list', { name: 'Messages that are being sent' });
  const goTo = async (page: Page, subject: string): Promise<void> => {
    await page.getByRole('grid').getByRole('link', { name: subject }).click();
    await page.getByRole('heading', { name: subject }).waitFor();
    await page.getByRole('log').getByText(TICKET.body).waitFor();
  };
  const recorded = (page: Page, text: string): Locator => page.getByRole('log').getByText(text);

  beforeAll(async () => {
    [engine, windows] = await Promise.all([TestEngine.open(), HubWindows.open()]);
    acme = await withAcme(engine);
  });
  afterEach(async () => {
    await reader.context.close();
  });
  afterAll(async () => {
    await windows?.close();
    await engine?.close();
  });

  it('lets nothing else be sent from its field, also after its page was left and opened again', async () => {
    const [id] = [await ticket('Sent slowly'), await ticket('Looked at meanwhile')];
    const page = await open(id);
    const first = await sendHeld(page, 'First.');
    await goTo(page, 'Looked at meanwhile');
    await goTo(page, 'Sent slowly');
    await outgoing(page).getByText('First.').waitFor();
    await answerField(page).fill('Second.');
    await answerField(page).press('Control+Enter');
    expect(await answerField(page).inputValue()).toBe('Second.');
    expect(await outgoing(page).getByText('Second.').count()).toBe(0);
    await first.letThrough();
    await recorded(page, 'First.').waitFor();
    await outgoing(page).waitFor({ state: 'detached' });
    expect(await answerField(page).inputValue()).toBe('Second.');
    await answerField(page).press('Control+Enter');
    await recorded(page, 'Second.').waitFor();
    await outgoing(page).waitFor({ state: 'detached' });
    expect(await recorded(page, 'First.').or(recorded(page, 'Second.')).count()).toBe(2);
  });

  it('has its effect once if it is sent again after a lost response, also after its page was left', async () => {
    const [id] = [await ticket('Response lost'), await ticket('Opened next')];
    const page = await open(id);
    const request = await sendHeld(page, 'Please restart.');
    await goTo(page, 'Opened next');
    await request.loseAnswer();
    await page.getByText('Not sent.').waitFor();
    await goTo(page, 'Response lost');
    await recorded(page, 'Please restart.').waitFor();
    expect(await answerField(page).inputValue()).toBe('Please restart.');
    await answerField(page).press('Control+Enter');
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
    await outgoing(page).waitFor({ state: 'detached' });
    expect(await answerField(page).inputValue()).toBe('');
    expect(await recorded(page, 'Please restart.').count()).toBe(1);
  });

  it('is shown once if it is sent again after a lost response', async () => {
    const page = await open(await ticket('Sent again'));
    const request = await sendHeld(page, 'Please restart.');
    await request.loseAnswer();
    await recorded(page, 'Please restart.').waitFor();
    await page.getByRole('alert').waitFor();
    await answerField(page).press('Control+Enter');
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
    expect(await page.getByRole('article').getByText('Please restart.').count()).toBe(1);
  });

  it('is told of if it is refused while the other field is shown', async () => {
    const page = await open(await ticket('Refused behind a note'));
    const request = await sendHeld(page, 'Please restart.');
    await page.getByRole('button', { name: 'Internal note' }).click();
    await request.refuse();
    await page.getByRole('alert').getByText('It was closed.').waitFor();
  });

  it('is told to nobody else if it is refused', async () => {
    const [id] = [await ticket('Told to one'), await ticket('Another ticket')];
    const page = await open(id);
    const request = await sendHeld(page, 'Please restart.');
    await goTo(page, 'Another ticket');
    await request.refuse();
    await page.getByText('Not sent.').waitFor();
    const other = await reader.context.newPage();
    await other.goto(await link({ kind: 'member', team: 'acme', subject: 'ben' }));
    await other.getByRole('main').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Contact support' }).first().waitFor();
    expect(await page.getByText('Not sent.').count()).toBe(0);
  });

  it('is not shown on a page as of the past', async () => {
    const id = await ticket('Shown as it was');
    await engine.advance(60_000);
    const page = await open(id);
    const request = await holdRequests(page, '**/claim');
    const answer = await sendHeld(page, 'Please restart.');
    await page.getByRole('button', { name: 'Claim' }).click();
    await Promise.all([request.arrived, answer.arrived]);
    await page.evaluate(`history.pushState({}, '', location.pathname + '?asOf=${BEFORE}')`);
    await page.getByRole('link', { name: 'Return to now' }).waitFor();
    await page.getByRole('log').getByText(TICKET.body).waitFor();
    expect(await page.getByRole('article').getByText('Please restart.').count()).toBe(0);
    expect(await page.getByRole('article').getByText('Assigned to you').count()).toBe(0);
    await Promise.all([request.letThrough(), answer.letThrough()]);
  });
});
