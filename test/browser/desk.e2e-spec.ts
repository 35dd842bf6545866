import { hubLink } from '../../apps/cli/hub-link/hub-link.command.js';
import { HubWindows, type Reader } from '../support/browser/hub-windows.js';
import { accessibilityFaults } from '../support/browser/page-checks.js';
import { TICKET, type TeamCallers, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';
import { until } from '../support/http/until.js';

const STEPS = { name: 'steps.txt', mimeType: 'text/plain', buffer: Buffer.from('Restart, then sign in.') };

describe('the desk in a browser', () => {
  let engine: TestEngine;
  let windows: HubWindows;
  let acme: TeamCallers;
  const linkOf = (caller: { kind: 'agent' | 'member'; subject: string; team?: string }) =>
    hubLink(engine.url, engine.engine.secrets.signInKey(), caller);

  beforeAll(async () => {
    [engine, windows] = await Promise.all([TestEngine.open(), HubWindows.open()]);
    acme = await withAcme(engine);
  });
  afterAll(async () => {
    await windows?.close();
    await engine?.close();
  });

  /** Opens the first ticket of the queue, claims and answers it. By keys only. */
  const claimAndAnswer = async ({ page }: Reader, answer: string): Promise<void> => {
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: TICKET.subject }).waitFor();
    await page.getByRole('textbox', { name: 'Answer to aiko' }).waitFor();
    await page.keyboard.press('r');
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.type('/claim');
    await page.keyboard.press('Enter');
    await page.getByText('Assigned to you').waitFor();
    await page.keyboard.type(answer);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('log').getByText(answer).waitFor();
  };

  it('claims, answers and solves a ticket by keyboard, and each side sees the words of the other live', async () => {
    const { aiko } = acme;
    const { body: ticket } = await aiko.post('/v1/tickets', TICKET);
    const id = String(ticket['ticketId']);
    const [agent, member] = await Promise.all([
      windows.signIn(await linkOf({ kind: 'agent', subject: 'kenji' })),
      windows.signIn(await linkOf({ kind: 'member', team: 'acme', subject: 'aiko' })),
    ]);
    await member.page.goto(`${engine.url}/hub/tickets/${id}`);
    await member.page.getByRole('log').getByText(TICKET.body).waitFor();
    await agent.page.goto(`${engine.url}/hub/desk`);
    await agent.page.getByText(TICKET.subject).first().waitFor();
    await claimAndAnswer(agent, 'Please restart the computer.');
    await member.page.getByRole('log').getByText('Please restart the computer.').waitFor();

    await aiko.post(`/v1/tickets/${id}/replies`, { body: 'It syncs again.' });
    await agent.page.getByRole('log').getByText('It syncs again.').waitFor();
    expect(await accessibilityFaults(agent.page)).toEqual([]);
    await agent.page.keyboard.press('Escape');
    // A file of the answer is still there after a note was written, and when the ticket is solved.
    await agent.page.locator('input[type=file]').setInputFiles(STEPS);
    await agent.page.getByRole('button', { name: 'Internal note' }).click();
    await agent.page.getByText(STEPS.name).waitFor({ state: 'detached' });
    await agent.page.getByRole('button', { name: 'Answer', exact: true }).first().click();
    await agent.page.getByText(STEPS.name).waitFor();
    await agent.page.keyboard.press('Escape');
    await agent.page.keyboard.press('s');
    const dialog = agent.page.getByRole('dialog');
    await dialog.getByText(STEPS.name).waitFor();
    // What the requester writes in the meantime has to be read before the ticket is solved.
    await engine.advance(1_000);
    await aiko.post(`/v1/tickets/${id}/replies`, { body: 'One question is left.' });
    await dialog.getByText('One question is left.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Solve' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'I have read it' }).click();
    await dialog.getByRole('textbox').fill('Good to hear.');
    await agent.page.keyboard.press('Control+Enter');
    await agent.page.getByRole('article').getByText('Solved', { exact: true }).first().waitFor();
    await member.page.getByRole('log').getByText('Good to hear.').waitFor();
    await member.page.getByRole('log').getByText(STEPS.name).waitFor();
    expect([...agent.errors, ...member.errors]).toEqual([]);
    await Promise.all([agent.context.close(), member.context.close()]);
  });

  it('keeps rows in place under the pointer, and an answer before which another agent has answered', async () => {
    const { aiko } = acme;
    const yuki = await engine.as({ kind: 'agent', subject: 'yuki' });
    const idOf = async (subject: string) =>
      String((await aiko.post('/v1/tickets', { ...TICKET, subject })).body['ticketId']);
    const [first, second] = [await idOf('The first'), await idOf('The second')];
    const { page, context, errors } = await windows.signIn(await linkOf({ kind: 'agent', subject: 'kenji' }));
    const rows = page.getByRole('grid').getByRole('row').filter({ hasText: 'The ' });
    await rows.nth(1).hover();
    const before = await rows.allTextContents();
    await yuki.post(`/v1/desk/tickets/${first}/solution`, { body: 'Done.' });
    await page.getByRole('button', { name: '1 change' }).waitFor();
    expect(await rows.allTextContents()).toEqual(before);
    await page.keyboard.press('.');
    await rows.nth(1).waitFor({ state: 'detached' });
    await rows.getByRole('link', { name: 'The second' }).click();
    const text = page.getByRole('textbox', { name: 'Answer to aiko' });
    await text.fill('Please restart.');
    // Yuki is faster by a moment: the page does not know yet when the answer is sent.
    // At the same instant, which the engine's clock shows throughout.
    let attempts = 0;
    await page.route('**/answers', async (route) => {
      attempts += 1;
      await yuki.post(`/v1/desk/tickets/${second}/answers`, { body: `Please sign in again. (${attempts})` });
      await route.continue();
    });
    await page.keyboard.press('Control+Enter');
    await page.getByText('yuki has written since you started.').waitFor();
    // It is in its field again when the engine has refused it, and was not sent a second time.
    await until(async () => (await text.inputValue()) === 'Please restart.');
    expect(attempts).toBe(1);
    await page.unroute('**/answers');
    await page.getByRole('button', { name: 'I have read it' }).click();
    await text.press('Control+Enter');
    await page.getByRole('log').getByText('Please restart.').waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });
});
