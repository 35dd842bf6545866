import type { Page, Route } from 'playwright-core';
import type { Reader, Viewing } from '../support/browser/hub-windows.js';
import { PAGES } from './pages.js';
import type { PEOPLE } from './people.js';
import { settled } from './settled.js';
import { Tour } from './tour.js';

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
    const counts = heldRequest(page, '**/v1/hub/dashboard*');
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
});
