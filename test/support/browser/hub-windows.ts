import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { join } from 'node:path';
import { browserFolder } from './browser-folder.js';
import { type Fonts, testFonts } from './fonts.js';

/** How a reader sees the hub. */
export interface Viewing {
  readonly language?: 'en' | 'ja' | 'de' | 'pseudo';
  readonly theme?: 'light' | 'dark';
  /** Width of the window in pixels. Default: 1280. */
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
}

/** Someone who uses the hub in a window of their own. */
export interface Reader {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the pages so far: exceptions, failed assertions of React, violations of the content security policy. */
  readonly errors: string[];
}

/** Requests that the engine may refuse: the page shows why. A file of the hub that is missing is an error. */
const REFUSABLE = /^http:\/\/[^/]+\/(?:v1|hub\/session)\b/;
const REFUSED = /Failed to load resource: the server responded with a status of (?:4\d\d|503)/;

const watchErrors = (page: Page): string[] => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    const isShown = REFUSED.test(message.text()) && REFUSABLE.test(message.location().url);
    if (message.type() === 'error' && !isShown) errors.push(message.text());
  });
  return errors;
};

const optionsOf = ({ theme = 'light', width = 1_280, height = 900, reducedMotion = false }: Viewing) =>
  ({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    timezoneId: 'Asia/Tokyo',
    acceptDownloads: true,
  }) satisfies BrowserContextOptions;

/** Windows of one Chromium, in which readers use the hub. */
export class HubWindows {
  private constructor(
    private readonly browser: Browser,
    private readonly fonts: Fonts,
  ) {}

  static async open(): Promise<HubWindows> {
    const folder = browserFolder();
    const fonts = testFonts();
    const browser = await chromium.launch({
      executablePath: join(folder, 'chromium'),
      chromiumSandbox: false,
      args: ['--disable-gpu', '--disable-dev-shm-usage'],
      env: { ...process.env, LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: fonts.configFile },
    });
    return new HubWindows(browser, fonts);
  }

  /**
   * Opens a window of its own and signs in with a link, as `ledgerdesk hub-link` prints it.
   *
   * @example
   * const { page } = await browser.signIn(await hubLink(engine, { kind: 'agent', subject: 'kenji' }));
   */
  async signIn(link: string, viewing: Viewing = {}): Promise<Reader> {
    const context = await this.browser.newContext(optionsOf(viewing));
    const name = "'ledgerdesk.language'";
    const language = JSON.stringify(viewing.language ?? 'en');
    await context.addInitScript(`localStorage.getItem(${name}) ?? localStorage.setItem(${name}, ${language});`);
    const page = await context.newPage();
    const errors = watchErrors(page);
    await page.goto(link);
    await page.getByRole('main').waitFor();
    await page.locator('nav').first().waitFor({ state: 'attached' });
    return { page, context, errors };
  }

  /** Opens a window in which nobody is signed in. */
  async visit(url: string, viewing: Viewing = {}): Promise<Reader> {
    const context = await this.browser.newContext(optionsOf(viewing));
    const page = await context.newPage();
    const errors = watchErrors(page);
    await page.goto(url);
    return { page, context, errors };
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.fonts.remove();
  }
}
