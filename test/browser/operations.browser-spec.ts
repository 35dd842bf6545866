import type { Page, Route } from 'playwright-core';
import { hubLink } from '../../apps/cli/hub-link/hub-link.command.js';
import { HubWindows, type Reader } from '../support/browser/hub-windows.js';
import { appearanceFaults } from '../support/browser/page-checks.js';
import { TEAM } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

/** The time at which the sandbox starts. */
const NOON = '2026-11-27T03:00:00.000Z';
const HOUR_MS = 3_600_000;

const REFUSAL = { type: 'about:blank', title: 'Conflict', status: 409, code: 'refused', detail: 'Refused.' };

const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [label, value] of Object.entries(fields))
    await page.getByRole('dialog').getByLabel(label, { exact: true }).fill(value);
};

/** Refuses the next request to an address. */
const refuseOnce = (
  page: Page,
  address: string,
  { status = 409, ...more }: Readonly<Record<string, unknown>> & { readonly status?: number } = {},
) =>
  page.route(
    address,
    (route) =>
      route.fulfill({ status, contentType: 'application/problem+json', json: { ...REFUSAL, status, ...more } }),
    { times: 1 },
  );

describe('an operator of a new engine', () => {
  let engine: TestEngine;
  let windows: HubWindows;
  let operator: Reader;
  const linkOf = (who: Parameters<typeof hubLink>[2]) => hubLink(engine.url, engine.engine.secrets.signInKey(), who);

  beforeAll(async () => {
    [engine, windows] = await Promise.all([
      TestEngine.openSandbox({ CLOCK_START: NOON, CLOCK_SPEED: '0.0000001' }),
      HubWindows.open(),
    ]);
    operator = await windows.signIn(await linkOf({ kind: 'operator' }));
    operator.page.setDefaultTimeout(10_000);
  });
  afterAll(async () => {
    expect(operator?.errors).toEqual([]);
    await windows?.close();
    await engine?.close();
  });

  it('is led from the first team to the first request', async () => {
    const { page } = operator;
    await page.getByRole('heading', { name: 'First steps' }).waitFor();
    expect(await appearanceFaults(operator.page)).toEqual([]);
    await page.getByRole('link', { name: 'Register a team' }).click();
    await fill(page, { Name: 'Acme KK', ID: 'acme', Currency: 'JPY', 'Time zone': 'Asia/Tokyo' });
    await page.getByRole('dialog').getByLabel('Country', { exact: true }).selectOption('Japan');
    expect(await appearanceFaults(operator.page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Register a team' }).click();
    await page.getByRole('heading', { name: 'Acme KK' }).waitFor();
    await page.getByRole('link', { name: 'Add an administrator of the team' }).click();
    await fill(page, { Name: 'Aiko', ID: 'aiko', 'E-mail': 'aiko@acme.example' });
    await page.getByRole('dialog').getByRole('button', { name: 'Add a member' }).click();
    await page.getByRole('link', { name: 'Register an agent' }).click();
    const agentName = page.getByRole('dialog').getByLabel('Name', { exact: true });
    await agentName.and(page.locator(':focus')).waitFor();
    await fill(page, { Name: 'Kenji', ID: 'kenji' });
    await page.getByRole('dialog').getByRole('button', { name: 'Register an agent' }).click();
    await page.getByText('npx ledgerdesk hub-link --kind member --team acme --subject aiko').waitFor();
    await page.getByText('npx ledgerdesk hub-link --kind agent --subject kenji').waitFor();
    expect(await appearanceFaults(operator.page)).toEqual([]);

    // The links that these commands print work, and the last step is done when the add-on is there.
    const aiko = await windows.signIn(await linkOf({ kind: 'member', team: 'acme', subject: 'aiko' }));
    await aiko.page.getByRole('link', { name: 'Billing' }).first().waitFor();
    // Without an add-on the hub is not included: the page that says so leads to where one is bought.
    await aiko.page.getByRole('link', { name: 'Add Premium Support' }).click();
    await aiko.page.getByRole('heading', { name: 'Billing', level: 1 }).waitFor();
    await aiko.page.getByRole('button', { name: 'Add', exact: true }).first().waitFor();
    const member = await engine.member('acme', 'aiko');
    const quote = await member.post('/v1/teams/acme/add-ons/quotes', { product: 'dropbox', edition: 'essentials' });
    await member.post('/v1/teams/acme/add-ons', { quoteId: quote.body['quoteId'] });
    await engine.settled();
    await page.getByText('All steps are done').waitFor();
    await page.reload();
    await page.getByText('Kenji').first().waitFor();
    expect(await page.getByRole('heading', { name: 'First steps' }).count()).toBe(0);
    expect(aiko.errors).toEqual([]);
    await aiko.context.close();
  });

  it('sees which fields are wrong, in words and at the field, with the input kept', async () => {
    const { page } = operator;
    await page.goto(`${engine.url}/hub/teams?dialog=register`);
    await fill(page, { Name: 'Beta', ID: 'be ta', Currency: 'EUR' });
    await page.getByRole('dialog').getByLabel('Country', { exact: true }).selectOption('Germany');
    await page.getByRole('dialog').getByRole('button', { name: 'Register a team' }).click();
    const alert = page.getByRole('dialog').getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).not.toContain('errors');
    const id = page.getByRole('dialog').getByLabel('ID', { exact: true });
    expect(await id.getAttribute('aria-invalid')).toBe('true');
    expect(await id.inputValue()).toBe('be ta');
    await id.and(page.locator(':focus')).waitFor();
    expect(await appearanceFaults(operator.page)).toEqual([]);
    // Back leaves the dialog.
    await page.goBack();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('hears how many rows a filter finds, and which group of choices is wrong', async () => {
    const { page } = operator;
    await page.goto(`${engine.url}/hub/agents`);
    await page.getByRole('row').filter({ hasText: 'Kenji' }).waitFor();
    const search = page.getByRole('searchbox');
    await search.fill('nobody');
    await page.getByRole('status').getByText('No rows found').waitFor();
    await search.fill('kenji');
    await page.getByRole('status').getByText('1 row found').waitFor();
    // What was found before is there at once, and announced as well.
    await search.fill('nobody');
    await page.getByRole('status').getByText('No rows found').waitFor();
    await search.fill('kenji');
    await page.getByRole('status').getByText('1 row found').waitFor();
    await page.getByRole('button', { name: 'Register an agent' }).click();
    const dialog = page.getByRole('dialog');
    await fill(page, { Name: 'Yui', ID: 'yui' });
    await refuseOnce(page, '**/v1/desk/agents', {
      status: 400,
      code: 'invalid-input',
      errors: [{ field: 'languages', message: 'Nobody speaks it.', rule: 'test', parameters: {} }],
    });
    await dialog.getByRole('button', { name: 'Register an agent' }).click();
    const first = dialog.getByRole('group', { name: 'Languages' }).getByRole('checkbox').first();
    await first.and(page.locator(':focus')).waitFor();
    const describedBy = await first.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${describedBy}"]`).textContent()).toBe('Nobody speaks it.');
    await page.keyboard.press('Escape');
  });

  it('changes the team, a member and an agent, each by its own dialog', async () => {
    const { page } = operator;
    await page.goto(`${engine.url}/hub/teams/acme`);
    await page.getByRole('button', { name: 'Products' }).click();
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Dash' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Dropbox, Dropbox Dash').waitFor();
    await page.getByRole('button', { name: 'Products' }).and(page.locator(':focus')).waitFor();
    await page.getByRole('row').filter({ hasText: 'aiko@acme.example' }).click();
    await page.getByRole('dialog').getByLabel('E-mail', { exact: true }).fill('aiko@acme.test');
    await page.getByRole('button', { name: 'Save details' }).click();
    await page.getByRole('dialog').getByText('aiko@acme.test').waitFor();
    await page.getByRole('status').getByText('Saved.').waitFor();
    await page.getByRole('button', { name: 'Save details' }).and(page.locator(':focus')).waitFor();
    expect(await appearanceFaults(operator.page)).toEqual([]);
    // What is saved in one form leaves what is written in another.
    const name = page.getByRole('dialog').getByLabel('Name', { exact: true });
    await name.fill('Aiko Sato');
    await page.getByRole('combobox', { name: 'Champion level' }).selectOption('Grand');
    await page.getByRole('button', { name: 'Save Champion' }).click();
    await page
      .getByRole('definition')
      .filter({ hasText: /^Grand$/ })
      .waitFor();
    expect(await name.inputValue()).toBe('Aiko Sato');
    await page.keyboard.press('Escape');
    await page.goto(`${engine.url}/hub/agents?agent=kenji`);
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Japanese' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').getByText('English, Japanese').waitFor();
    const saved = page.getByRole('dialog').getByRole('status').getByText('Saved.');
    await saved.waitFor();
    // That holds for what was saved, not for what is written afterwards, even if it becomes the same again.
    const japanese = page.getByRole('dialog').getByRole('checkbox', { name: 'Japanese' });
    const english = page.getByRole('dialog').getByRole('checkbox', { name: 'English' });
    await japanese.uncheck();
    await english.uncheck();
    expect(await saved.count()).toBe(0);
    await english.check();
    await japanese.check();
    expect(await saved.count()).toBe(0);
    expect(await appearanceFaults(operator.page)).toEqual([]);
  });

  it('keeps what is written about an agent who is changed meanwhile', async () => {
    const { page } = operator;
    await page.goto(`${engine.url}/hub/agents?agent=kenji`);
    const dialog = page.getByRole('dialog');
    const name = dialog.getByLabel('Name', { exact: true });
    await name.fill('Kenji Mori');
    await dialog.getByRole('button', { name: 'Retire' }).click();
    await dialog.getByRole('button', { name: 'Reinstate' }).click();
    await dialog.getByRole('button', { name: 'Retire' }).waitFor();
    expect(await name.inputValue()).toBe('Kenji Mori');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog', { name: 'Kenji Mori' }).waitFor();
  });

  it('is told in the confirmation why a membership was not ended', async () => {
    const { page } = operator;
    await page.goto(`${engine.url}/hub/teams/acme`);
    await page.getByRole('row').filter({ hasText: 'aiko@acme.test' }).click();
    await refuseOnce(page, '**/members/aiko');
    await page.getByRole('button', { name: 'End membership' }).click();
    const confirmation = page.getByRole('dialog', { name: 'End the membership of Aiko?' });
    await confirmation.getByRole('button', { name: 'End membership' }).click();
    await confirmation.getByRole('alert').waitFor();
    await confirmation.getByRole('button', { name: 'Close' }).click();
    await confirmation.waitFor({ state: 'detached' });
  });

  it('P14: sells what was quoted for the choice that is shown, not for an earlier one', async () => {
    const { page, errors, context } = await windows.signIn(await linkOf({ kind: 'sales' }));
    page.setDefaultTimeout(10_000);
    await page.goto(`${engine.url}/hub/teams/acme`);
    await page
      .getByRole('row', { name: /^Dropbox Dash/ })
      .getByRole('button', { name: 'Sell or change' })
      .click();
    const dialog = page.getByRole('dialog');
    const held = new Promise<Route>((hold) => void page.route('**/add-ons/quotes', hold, { times: 1 }));
    await dialog.getByRole('button', { name: 'Get a quote' }).click();
    const first = await held;
    await dialog.getByLabel('Edition').selectOption('Enhanced');
    await first.continue();
    await dialog.getByRole('button', { name: 'Get a quote' }).click();
    await dialog.getByText('Purchase · Enhanced').waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('shows what a number counts also if the address names values that there are not', async () => {
    const { page, errors, context } = await windows.signIn(await linkOf({ kind: 'analyst' }));
    for (const [search, text] of [
      ['groupBy=hourOfWeek&group=abc', 'abc'],
      ['groupBy=constructor&group=abc', 'abc'],
      ['period=2026-99', '2026-99'],
    ] as const) {
      await page.goto(`${engine.url}/hub/reports/responses/facts?measure=clocks&${search}`);
      await page.getByRole('definition').filter({ hasText: text }).waitFor();
    }
    expect(errors).toEqual([]);
    await context.close();
  });

  it('lists the events of one stream, not those of streams whose names begin like it', async () => {
    const token = await engine.as({ kind: 'operator' });
    for (const teamId of ['kite', 'kite2']) await token.post('/v1/teams', { ...TEAM, teamId });
    const { page, errors, context } = await windows.signIn(await linkOf({ kind: 'analyst' }));
    await page.goto(`${engine.url}/hub/events?stream=team-kite&types=TeamRegistered`);
    const rows = page.getByRole('row').filter({ hasText: 'team-kite' });
    await rows.nth(1).waitFor();
    await page.getByRole('checkbox', { name: 'Only the stream of exactly this name' }).check();
    await rows.nth(1).waitFor({ state: 'detached' });
    await rows.filter({ hasText: /team-kite(?!2)/ }).click();
    await page.getByRole('link', { name: 'All events of this stream' }).click();
    await page.waitForURL(/[?&]streamName=team-kite(&|$)/);
    await rows.first().waitFor();
    expect(await rows.filter({ hasText: 'team-kite2' }).count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('moves the clock, which sales sees within seconds, with what was due', async () => {
    const sales = await windows.signIn(await linkOf({ kind: 'sales' }));
    await sales.page.goto(`${engine.url}/hub/teams/acme`);
    await sales.page.getByText('Simulated clock: Nov 27, 2026').waitFor();
    const token = await engine.as({ kind: 'operator' });
    await token.post('/v1/sandbox/clock', { to: new Date(Date.parse(NOON) + 72 * HOUR_MS).toISOString() });
    await sales.page.getByText('Simulated clock: Nov 30, 2026').waitFor({ timeout: 15_000 });
    expect(sales.errors).toEqual([]);
    await sales.context.close();
  });
});
