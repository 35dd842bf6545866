import type { Page, Request } from 'playwright-core';
import { addMillis, type Instant, MINUTE } from '@ledgerdesk/kernel';
import { shellTexts } from '../../apps/hub/app/shell.texts.js';
import { STORY_END } from '../../apps/cli/sandbox/story-tickets.js';
import { knowingPastIn, sourcesOfRoutes } from './pages.js';
import { settled } from './settled.js';
import { Tour, type Visit } from './tour.js';

/** After the last ticket of the story. */
const PAST: Instant = addMillis(STORY_END, -5 * MINUTE);
/** PAST in the time zone of the browser, as the banner shows it. */
const SHOWN = 'Nov 30, 2026, 9:55 AM';

/** A command that only shows what another one would do. */
const PREVIEW = '/v1/privacy/erasures/preview';

/** Resolves when the page has shown what the last event did. */
const SHOWN_AGAIN = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))';

/** What can be clicked on a page: its enabled buttons, of tables those of the first row, and such a row itself. */
const CLICKABLE = `[
  ...[...document.querySelectorAll('main button:not(:disabled)')].filter((button) => {
    const row = button.closest('[data-row], tbody tr');
    return !row || row === row.parentElement.firstElementChild;
  }),
  ...[...document.querySelectorAll('main [role="grid"]')].flatMap((grid) => grid.querySelector('[data-row]') ?? []),
]`;

/** Writes into the fields of all forms, and sends them by event and by keys, as those do that skip their buttons. */
const SEND_FORMS = `(() => {
  const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
  const setInput = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  for (const field of document.querySelectorAll('textarea, form input:is([type="text"], :not([type]))')) {
    (field.tagName === 'TEXTAREA' ? set : setInput).call(field, '1');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    for (const ctrlKey of [false, true])
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey, bubbles: true, cancelable: true }));
  }
  for (const form of document.querySelectorAll('form'))
    form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));
})()`;

/** Clicks all that a dialog or menu offers, what confirms first. */
const CLICK_IN_FRONT = `
  [...document.querySelectorAll('[role="dialog"] button:not(:disabled), [role="menu"] [role="menuitem"]')]
    .toReversed().forEach((element) => element.click())`;

/** Tries everything that may change something. Returns to the address whenever that leads elsewhere. */
const tryAll = async (page: Page, address: string): Promise<void> => {
  for (let at = 0; ; at += 1) {
    const isThere = await page.evaluate<boolean>(`((target) => (target?.click(), !!target))(${CLICKABLE}[${at}])`);
    if (!isThere) return;
    await page.evaluate(SHOWN_AGAIN);
    if (new URL(page.url()).pathname === new URL(address).pathname) {
      await page.evaluate(SEND_FORMS);
      await page.evaluate(SHOWN_AGAIN);
      await page.evaluate(CLICK_IN_FRONT);
      await page.evaluate(SHOWN_AGAIN);
      await page.keyboard.press('Escape');
    }
    if (page.url() === address) continue;
    await page.goto(address);
    await settled(page);
  }
};

const changes = (request: Request): boolean =>
  request.method() !== 'GET' && new URL(request.url()).pathname !== PREVIEW;

/** What changes something or, of requests that read, asks for the moment. */
class Requests {
  readonly writes: string[] = [];
  private asksForMoment = false;

  readonly note = (request: Request): void => {
    const { pathname, searchParams } = new URL(request.url());
    if (!pathname.startsWith('/v1/')) return;
    if (changes(request)) this.writes.push(`writes: ${request.method()} ${pathname}`);
    if (searchParams.get('asOf') === PAST) this.asksForMoment = true;
  };

  /** True if the page has asked for the moment since this was called last. */
  takeAsked(): boolean {
    const wasAsked = this.asksForMoment;
    this.asksForMoment = false;
    return wasAsked;
  }
}

describe('a page of the hub as of a past moment', () => {
  let tour: Tour;

  beforeAll(async () => {
    tour = await Tour.open();
  });
  afterAll(() => tour?.close());

  it('says which moment it shows, or that it knows none, and changes nothing', async () => {
    const knowing = new Set(sourcesOfRoutes().flatMap(knowingPastIn));
    const requests = new Requests();
    const check = async (page: Page, { page: { route }, address }: Visit): Promise<readonly string[]> => {
      const wasAsked = requests.takeAsked();
      const banner = page.getByRole('status').filter({ has: page.getByRole('link', { name: shellTexts.en.toNow }) });
      const text = (await banner.allInnerTexts()).join(' / ');
      await tryAll(page, address);
      const isRight = knowing.has(route) ? text.includes(SHOWN) && wasAsked : text.includes(shellTexts.en.pastUnknown);
      return [
        ...(isRight ? [] : [`"${text}", ${wasAsked ? 'asks' : 'does not ask'} for the moment`]),
        ...requests.writes.splice(0),
      ];
    };
    const found = await tour.visit(
      {},
      ({ page }, visit) => check(page, visit),
      { asOf: PAST },
      async (context) => {
        context.on('request', requests.note);
        await context.route(/\/v1\//, (route) => (changes(route.request()) ? route.abort() : route.fallback()));
      },
    );
    expect(found).toEqual({});
  });
});
