import type { Page } from 'playwright-core';

/** Resolves when a page shows what it has loaded. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('main h1').first().waitFor();
  await page.locator('main:not(:has([role="status"][aria-label]))').waitFor();
};
