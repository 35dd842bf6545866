import type { BrowserContext, Page } from 'playwright-core';
import type { LedgerdeskClient } from '@ledgerdesk/client';
import { HubWindows, type Reader, type Viewing } from '../support/browser/hub-windows.js';
import { type HubPage, PAGES, type SceneIds } from './pages.js';
import { PEOPLE, type Person } from './people.js';
import { SandboxScene } from './scene.js';
import { settled } from './settled.js';

/** Checks a page that is shown. Returns what is wrong. */
export type Check = (page: Page) => Promise<readonly string[]>;

/** Checks a page that a reader has opened. */
type CheckVisit = (reader: Reader, visit: Visit) => Promise<readonly string[]>;

/** A page that a reader opens. */
export interface Visit {
  readonly page: HubPage;
  readonly address: string;
  /** True for the first page of this reader: what surrounds the pages is the same on all. */
  readonly isFirst: boolean;
}

/** Checks one after the other. */
export const together =
  (...checks: readonly Check[]): Check =>
  async (page) => {
    const faults: string[] = [];
    for (const check of checks) faults.push(...(await check(page)));
    return faults;
  };

/** Visits all pages of the hub, on the sandbox's engine. */
export class Tour {
  private constructor(
    private readonly scene: SandboxScene,
    private readonly windows: HubWindows,
    private readonly ids: SceneIds,
  ) {}

  static async open(): Promise<Tour> {
    const [scene, windows] = await Promise.all([SandboxScene.open(), HubWindows.open()]);
    return new Tour(scene, windows, await scene.ids());
  }

  async close(): Promise<void> {
    await this.windows.close();
    await this.scene.close();
  }

  /**
   * Opens all pages as the people who may, and checks each. Returns what is wrong, by page. `prepare` gets each window
   * after the sign-in.
   */
  faultsOf(
    viewing: Viewing,
    check: Check,
    prepare?: (context: BrowserContext) => Promise<void>,
  ): Promise<Readonly<Record<string, readonly string[]>>> {
    return this.visit(viewing, ({ page }) => check(page), {}, prepare);
  }

  /** Opens all pages as the people who may. `search` is added to each address. Returns what is wrong, by page. */
  async visit(
    viewing: Viewing,
    check: CheckVisit,
    search: Readonly<Record<string, string>> = {},
    prepare?: (context: BrowserContext) => Promise<void>,
  ): Promise<Readonly<Record<string, readonly string[]>>> {
    const found: Record<string, readonly string[]> = {};
    for (const [person, who] of Object.entries(PEOPLE)) {
      const reader = await this.windows.signIn(await this.scene.linkFor(who), viewing);
      await prepare?.(reader.context);
      const pages = PAGES.filter(({ as }) => as === person);
      for (const page of pages) {
        const visit = { page, address: this.addressOf(page, search), isFirst: page === pages[0] };
        await reader.page.goto(visit.address);
        const faults = await settled(reader.page).then(
          () => check(reader, visit),
          (error: unknown) => [`never settles: ${String(error)}`],
        );
        const all = [...faults, ...reader.errors.splice(0)];
        if (all.length > 0) found[`${page.route} as ${person}`] = all;
      }
      await reader.context.close();
    }
    return found;
  }

  /** Signs somebody in, for visits of their own. */
  async signIn(person: keyof typeof PEOPLE, viewing: Viewing = {}): Promise<Reader> {
    return this.windows.signIn(await this.scene.linkFor(PEOPLE[person]), viewing);
  }

  /** A client of the API for a person. */
  clientFor(person: Person): Promise<LedgerdeskClient> {
    return this.scene.clientFor(person);
  }

  addressOf(page: HubPage, search: Readonly<Record<string, string>> = {}): string {
    const address = new URL(`/hub${page.path(this.ids)}`, this.scene.url);
    for (const [name, value] of Object.entries(search)) address.searchParams.set(name, value);
    return address.href;
  }
}
