import type { BrowserContext, Page } from 'playwright-core';
import { settled } from './settled.js';
import { Tour } from './tour.js';

/** Aim of the hub for the Cumulative Layout Shift. */
const MOST_SHIFT = 0.02;
/** Delay between two responses, in ms, so that each is rendered before the next one. */
const STEP_MS = 250;
const STEPS = 4;

/** Collects what moves without an interaction, by a part of the page. */
const OBSERVE = `
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      if (!hadRecentInput)
        window.shifts.push({
          value,
          moved: sources.map(({ node, previousRect, currentRect }) =>
            (node?.className ?? node?.nodeName ?? '?') + ' from ' + previousRect.y + ' to ' + currentRect.y),
        });
  }).observe({ type: 'layout-shift', buffered: true });
`;

/** Collects parts that are shown one after the other, and of which nothing is shown. */
const OBSERVE_BLANKS = `
  window.blanks = new Set();
  const look = () => {
    for (const element of document.querySelectorAll('[data-in-order]'))
      if (element.checkVisibility() && element.offsetHeight === 0) window.blanks.add(element.className);
    requestAnimationFrame(look);
  };
  look();
`;

interface Shift {
  readonly value: number;
  readonly moved: readonly string[];
}

/** In which order answers come that are asked for together. */
const ORDERS = {
  'the first one first': (asked: number) => asked % STEPS,
  'the first one last': (asked: number) => STEPS - 1 - (asked % STEPS),
} as const;

/** Resolves after the browser has shown what it has, and asked for what that needs. */
const SHOWN = `
  new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(() => setTimeout(resolve, 100))))`;

/** The answers of the engine to a window, which come one after the other. */
class LateAnswers {
  private asked = 0;
  private awaited = 0;

  constructor(private readonly turnOf: (asked: number) => number) {}

  readonly delay = async (context: BrowserContext): Promise<void> => {
    await context.addInitScript(OBSERVE);
    await context.addInitScript(OBSERVE_BLANKS);
    await context.route('**/v1/**', async (route) => {
      this.awaited += 1;
      const delay = STEP_MS * (1 + this.turnOf(this.asked++));
      await new Promise((resolve) => setTimeout(resolve, delay));
      // The page may be gone by then.
      await route.continue().catch(() => undefined);
      this.awaited -= 1;
    });
  };

  /** What has moved by more than the aim, after the last answer, and what was blank before. */
  readonly faultsOf = async (page: Page): Promise<readonly string[]> => {
    do {
      await settled(page);
      await page.evaluate(SHOWN);
    } while (this.awaited > 0);
    await page.evaluate(SHOWN);
    const shifts = await page.evaluate<readonly Shift[]>('window.shifts');
    const sum = shifts.reduce((all, { value }) => all + value, 0);
    const blanks = await page.evaluate<readonly string[]>('[...window.blanks]');
    const moved = sum < MOST_SHIFT ? [] : shifts;
    return [
      ...moved.map(({ value, moved: parts }) => `${value.toFixed(4)}: ${parts.join('; ')}`),
      ...blanks.map((part) => `blank: ${part}`),
    ];
  };
}

describe('a page of the hub whose answers come late', () => {
  let tour: Tour;

  beforeAll(async () => {
    tour = await Tour.open();
  });
  afterAll(() => tour?.close());

  describe.each([412, 1_280])('on a window of %d pixels', (width) => {
    it.each(Object.entries(ORDERS))(
      'moves nothing that is shown, and leaves no column blank: %s',
      async (_order, turnOf) => {
        const answers = new LateAnswers(turnOf);
        expect(await tour.faultsOf({ width }, answers.faultsOf, answers.delay)).toEqual({});
      },
    );
  });
});
