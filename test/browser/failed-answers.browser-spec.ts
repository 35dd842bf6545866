import type { Page, Route } from 'playwright-core';
import { STORY_END } from '../../apps/cli/sandbox/story-tickets.js';
import type { Reader, Viewing } from '../support/browser/hub-windows.js';
import { appearanceFaults } from '../support/browser/page-checks.js';
import { PAGES } from './pages.js';
import { PEOPLE } from './people.js';
import { settled } from './settled.js';
import { together, Tour } from './tour.js';

/** Refuses a request, for a reason that does not pass. */
const refuse = (route: Route): Promise<void> =>
  route.fulfill({
    status: 409,
    contentType: 'application/problem+json',
    json: { type: 'about:blank', title: 'Conflict', status: 409, code: 'refused', detail: 'Refused.' },
  });

/** The next request for an address, which has no answer until it gets one. */
const heldRequest = (page: Page, address: string): Promise<Route> =>
  new Promise((held) => void page.route(address, held, { times: 1 }));

const DASHBOARD = '**/v1/hub/dashboard*';
/** What browsers say about requests of a page to its own server. */
const OWN_PAGE = { 'sec-fetch-site': 'same-origin' } as const;
const FACTS = '**/v1/reports/*/facts*';
/** Names of products and issue types, for staff. */
const NAMES = '**/v1/taxonomy*';
/** The same for members. */
const OWN_NAMES = '**/v1/contact-options*';

/** Resolves when the page has shown what the last event did. */
const SHOWN_AGAIN = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))';

/** Marks parts of the page of a ticket. A part that is mounted again has no mark. */
const MARK = `
  for (const [name, selector] of Object.entries({ heading: 'h1', draft: 'textarea', log: '[role="log"]' }))
    [...document.querySelectorAll('main ' + selector)].at(-1).setAttribute('data-marked', name);
  document.querySelector('[role="menu"]').setAttribute('data-marked', 'menu')`;
const MARKED = `[...document.querySelectorAll('[data-marked]')].map((part) => part.getAttribute('data-marked')).sort()`;

/** What scrolls the messages of a ticket: a part of the page, or the page itself. */
const SCROLLER = `(() => {
  for (let part = document.querySelector('[role="log"]'); part; part = part.parentElement)
    if (part.scrollHeight > part.clientHeight && getComputedStyle(part).overflowY === 'auto') return part;
  return document.scrollingElement;
})()`;

/** The texts that are shown outside of lists, and of what says how many rows were found, or none. */
const TEXTS = `(() => {
  const filtered = '[role="grid"], table, main li, [role="status"], [class*="_empty_"]';
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const texts = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node.parentElement.checkVisibility() && !node.parentElement.closest(filtered))
      texts.push(node.data.trim());
  return texts;
})()`;

/** The fields of a page that are not of a form. */
const FILTERS = 'main input:is([type="search"], [type="text"], :not([type])):not(form *):visible';

/** Types into each filter of a page. Returns the texts that are gone while the engine has not answered. */
const vanishingTexts = async (page: Page): Promise<readonly string[]> => {
  const faults: string[] = [];
  const fields = page.locator(FILTERS);
  const type = async (at: number, text: string): Promise<void> => {
    await fields.nth(at).fill(text);
    // A field that is left applies its text at once.
    await fields.nth(at).blur();
    await page.evaluate(SHOWN_AGAIN);
  };
  for (let at = 0; at < (await fields.count()); at += 1) {
    const before = await page.evaluate<readonly string[]>(TEXTS);
    const held: Route[] = [];
    const hold = (route: Route): void => void held.push(route);
    await page.route('**/v1/**', hold);
    await type(at, 'a');
    const during = new Set(await page.evaluate<readonly string[]>(TEXTS));
    faults.push(...before.filter((text) => !during.has(text)).map((text) => `${at}: ${text}`));
    await page.unroute('**/v1/**', hold);
    // The page may have dropped some of them.
    await Promise.all(held.map((route) => route.continue().catch(() => undefined)));
    await type(at, '');
    await settled(page);
  }
  return faults;
};

/**
 * Has the first part of what is shown in order load again, as it does after it has failed. Returns the parts below that
 * are gone by then.
 */
const VANISHING_PARTS = `[...document.querySelectorAll('[data-in-order]')].flatMap((parts) => {
  const shown = [...parts.children].filter((part) => part.checkVisibility() && part.offsetHeight > 0);
  if (shown.length < 2) return [];
  const loading = document.createElement('span');
  loading.setAttribute('data-loading', '');
  shown[0].append(loading);
  const gone = shown.filter((part) => !part.checkVisibility());
  loading.remove();
  return gone.map(({ innerText, className }) => 'gone: ' + (innerText || className).slice(0, 40));
})`;

/** The same, as on a phone, where columns are below each other. */
const vanishingParts = async (page: Page): Promise<readonly string[]> => {
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 412, height: 900 });
  const gone = await page.evaluate<readonly string[]>(VANISHING_PARTS);
  if (wide) await page.setViewportSize(wide);
  return gone;
};

/** The lines of a list of names and values. */
const valuesIn = (page: Page): Promise<readonly string[]> => page.locator('main dd').allInnerTexts();

describe('a page of the hub whose answers fail, or are missing', () => {
  let tour: Tour;
  const readers: Reader[] = [];

  const signIn = async (person: keyof typeof PEOPLE, viewing?: Viewing): Promise<Page> => {
    const reader = await tour.signIn(person, viewing);
    readers.push(reader);
    reader.page.setDefaultTimeout(15_000);
    return reader.page;
  };
  const addressOf = (route: string): string => {
    const found = PAGES.find((one) => one.route === route);
    if (!found) throw new Error(`No page ${route}.`);
    return tour.addressOf(found);
  };

  beforeAll(async () => {
    tour = await Tour.open();
  });
  afterEach(async () => {
    const used = readers.splice(0);
    expect(used.flatMap(({ errors }) => errors)).toEqual([]);
    await Promise.all(used.map(({ context }) => context.close()));
  });
  afterAll(() => tour?.close());

  it('says that the figures of the overview are unknown, once they cannot be loaded', async () => {
    const page = await signIn('admin');
    // They are asked for again whenever something has changed.
    await page.route(DASHBOARD, refuse);
    const counts = heldRequest(page, DASHBOARD);
    await page.goto(addressOf('/overview'));
    const held = await counts;
    await page.locator('main dd [data-loading]').first().waitFor();
    await refuse(held);
    await settled(page);
    expect((await valuesIn(page)).slice(0, 2)).toEqual(['–', '–']);
  });

  it('shows a month of the dashboard in another language as well', async () => {
    const page = await signIn('admin');
    await page.goto(addressOf('/dashboard'));
    const month = page.getByRole('combobox').first();
    await month.selectOption({ index: 1 });
    const chosen = await month.inputValue();
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    await page.locator('html[lang=de]').waitFor();
    await settled(page);
    expect([await month.inputValue(), new URL(page.url()).searchParams.get('month')]).toEqual([chosen, chosen]);
  });

  it('lists what a new ticket lacks by commas', async () => {
    const page = await signIn('agent');
    await page.goto(addressOf('/desk/new'));
    const missing = page.getByText(/^Still missing: /);
    expect(await missing.innerText()).toMatch(/^Still missing: Team, Requester, [^&]+$/);
  });

  /** A ticket of the administrator that is too long for a window, and a function that writes on it. */
  const longTicket = async (writer: 'admin' | 'agent') => {
    const [admin, agent] = await Promise.all([tour.clientFor(PEOPLE.admin), tour.clientFor(PEOPLE.agent)]);
    const body = Array.from({ length: 40 }, (_line, n) => `Line ${n}`).join('\n');
    const about = { product: 'dropbox', issueType: 'sync_upload', subject: 'A long story', language: 'en' } as const;
    const { ticketId } = (await admin.post('/v1/tickets', { body: { ...about, body } })).data;
    const path = { ticketId };
    const write = (text: string) =>
      writer === 'admin'
        ? admin.post('/v1/tickets/{ticketId}/replies', { path, body: { body: text } })
        : agent.post('/v1/desk/tickets/{ticketId}/answers', { path, body: { body: text } });
    return { ticketId, write };
  };

  it('shows what a number counted once it can be loaded, after it could not', async () => {
    const page = await signIn('analyst');
    await page.route(FACTS, refuse);
    await page.goto(`${addressOf('/reports/$name/facts')}&asOf=${STORY_END}`);
    await page.getByRole('alert').getByText('Refused.').waitFor();
    await settled(page);
    expect(await page.locator('main dd').last().innerText()).toBe('–');
    await page.unroute(FACTS);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('row').nth(1).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.locator('main dd').last().getByText(/^\d/).waitFor();
  });

  it('shows more rows of what a number counts', async () => {
    const page = await signIn('analyst');
    // One row a page.
    await page.route(FACTS, async (route) => {
      const asked = new URL(route.request().url());
      const at = Number(asked.searchParams.get('cursor') ?? 0);
      asked.searchParams.delete('cursor');
      const response = await route.fetch({ url: asked.href, headers: { ...route.request().headers(), ...OWN_PAGE } });
      const { items, ...answer } = (await response.json()) as { items: readonly unknown[] };
      await route.fulfill({ response, json: { ...answer, items: items.slice(at, at + 1), next: String(at + 1) } });
    });
    await page.goto(addressOf('/reports/$name/facts'));
    for (const rows of [1, 2]) {
      await page.getByRole('row').nth(rows).waitFor();
      await page.getByRole('button', { name: 'Show more' }).click();
    }
    await page.getByRole('row').nth(3).waitFor();
  });

  it('says on the desk that names are missing, works with ids, and loads the names on demand', async () => {
    const { ticketId } = await longTicket('admin');
    const page = await signIn('agent');
    await page.route(NAMES, refuse);
    await page.goto(tour.addressOf({ route: '', as: 'agent', path: () => `/desk/${ticketId}` }));
    const notice = page
      .getByText('The names of products and issue types could not be loaded.')
      .filter({ visible: true });
    const panel = page.getByRole('article');
    await notice.waitFor();
    await panel.getByText(/^dropbox · /).waitFor();
    expect(await appearanceFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Change product or type' }).click();
    await page.getByRole('dialog').filter({ has: notice }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('textbox', { name: /^Answer to / }).fill('Half an answer');
    await page.getByRole('link', { name: 'New ticket' }).click();
    await page.getByRole('heading', { name: 'Open a ticket' }).waitFor();
    await notice.waitFor();
    await page.goBack();
    await notice.waitFor();
    await page.unroute(NAMES);
    await page.getByRole('button', { name: 'Try again' }).click();
    await panel.getByText(/^Dropbox · /).waitFor();
    await notice.waitFor({ state: 'detached' });
    expect(await page.getByRole('textbox', { name: /^Answer to / }).inputValue()).toBe('Half an answer');
  });

  describe.each([
    ['names are loaded', false],
    ['names cannot be loaded', true],
  ])('whose %s', (_, areNamesRefused) => {
    it.each(['agent', 'admin'] as const)(
      'keeps a ticket, its place, its menu and its draft when it is loaded again, for the %s',
      async (person) => {
        const isAgent = person === 'agent';
        const { ticketId, write } = await longTicket(isAgent ? 'admin' : 'agent');
        const page = await signIn(person, { height: 600 });
        if (areNamesRefused) await page.route(isAgent ? NAMES : OWN_NAMES, refuse);
        const path = () => `/${isAgent ? 'desk' : 'tickets'}/${ticketId}`;
        await page.goto(tour.addressOf({ route: '', as: person, path }));
        await page.getByText('Line 39').waitFor();
        const draft = page.getByRole('textbox', { name: isAgent ? /^Answer to / : 'Your reply' });
        await draft.fill('Half an answer');
        const log = page.getByRole('log');
        const scrolled = () => page.evaluate<number>(`${SCROLLER}.scrollTop`);
        const menu = page.getByRole('menu');
        await page.getByRole('button', { name: isAgent ? 'More actions' : /^Account/ }).click();
        await menu.waitFor();
        await page.evaluate(`${SCROLLER}.scrollTo({ top: 40 })`);
        await page.evaluate(MARK);
        await write('It has come again.');
        await log.getByText('It has come again.').waitFor();
        if (areNamesRefused && isAgent) {
          const refused = page.waitForResponse(NAMES);
          await page.evaluate(`document.querySelector('main [role="alert"] button').click()`);
          await refused;
        }
        await settled(page);
        expect(await page.evaluate(MARKED)).toEqual(['draft', 'heading', 'log', 'menu']);
        expect([await draft.inputValue(), await scrolled()]).toEqual(['Half an answer', 40]);
      },
    );
  });

  it('keeps all that is shown, but for what is filtered, while it loads again or a filter is typed into', async () => {
    const found = await tour.faultsOf({}, together(vanishingParts, vanishingTexts));
    expect(found).toEqual({});
  });
});
