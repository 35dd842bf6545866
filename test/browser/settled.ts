import type { Page } from 'playwright-core';

/** Resolves when a page shows what it has loaded, and the menus above it have come. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('main h1').filter({ visible: true }).first().waitFor();
  await page.locator('main:not(:has([data-loading]))').waitFor();
  await page.locator('body:not(:has(#content)), header button[aria-haspopup]').first().waitFor({ state: 'attached' });
};
