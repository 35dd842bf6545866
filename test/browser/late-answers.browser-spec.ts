import type { BrowserContext, Page } from 'playwright-core';
import { settled } from './settled.js';
import { Tour } from './tour.js';

/** Aim of the hub for the Cumulative Layout Shift. */
const MOST_SHIFT = 0.02;
/** Answers come this much later than the last one, ms, so that each is shown before the next one. */
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

interface Shift {
  readonly value: number;
  readonly moved: readonly string[];
}

/** In which order answers come that are asked for together. */
const ORDERS = {
  'the first one first': (asked: number) => asked % STEPS,
  'the first one last': (asked: number) => STEPS - 1 - (asked % STEPS),
} as const;

/** Lets the answers of the engine come one after the other. */
const delayAnswers = async (context: BrowserContext, turnOf: (asked: number) => number): Promise<void> => {
  let asked = 0;
  await context.route('**/v1/**', async (route) => {
    const delay = STEP_MS * (1 + turnOf(asked++));
    await new Promise((resolve) => setTimeout(resolve, delay));
    // The page may be gone by then.
    await route.continue().catch(() => undefined);
  });
};

/** What moved by more than the aim, after the last answer. */
const shiftsOf = async (page: Page): Promise<readonly string[]> => {
  await settled(page);
  await page.waitForLoadState('networkidle').catch(() => undefined);
  const shifts = await page.evaluate<readonly Shift[]>('window.shifts');
  const sum = shifts.reduce((all, { value }) => all + value, 0);
  if (sum < MOST_SHIFT) return [];
  return shifts.map(({ value, moved }) => `${value.toFixed(4)}: ${moved.join('; ')}`);
};

describe('a page of the hub whose answers come late', () => {
  let tour: Tour;

  beforeAll(async () => {
    tour = await Tour.open();
  });
  afterAll(() => tour?.close());

  describe.each([412, 1_280])('on a window of %d pixels', (width) => {
    it.each(Object.entries(ORDERS))('moves nothing that is shown: %s', async (_order, turnOf) => {
      const prepare = async (context: BrowserContext): Promise<void> => {
        await context.addInitScript(OBSERVE);
        await delayAnswers(context, turnOf);
      };
      expect(await tour.faultsOf({ width }, shiftsOf, prepare)).toEqual({});
    });
  });
});
