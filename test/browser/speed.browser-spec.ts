import { createClient, type LedgerdeskClient } from '@ledgerdesk/client';
import { loadavg } from 'node:os';
import type { Page } from 'playwright-core';
import { HubWindows } from '../support/browser/hub-windows.js';
import { type LoadedPage, SlowPage } from '../support/browser/page-speed.js';
import { CROWDED, fillCrowd } from './crowd.js';
import { PEOPLE } from './people.js';
import { SandboxScene } from './scene.js';
import { settled } from './settled.js';

const CROWD = { tickets: 10_000, messages: 500, chatMessages: 1_000 };
/** Of the aims of the hub, those that no other work on the machine changes. Times are printed only. */
const MOST_ROWS = 60;
const MOST_SHIFT = 0.02;

type Step = readonly [name: string, act: (page: Page) => Promise<void>];

/** A page, who opens it, and what they do there. */
interface Visit {
  readonly path: string;
  readonly as: keyof typeof PEOPLE;
  readonly steps?: readonly Step[];
}

const press =
  (key: string) =>
  (page: Page): Promise<void> =>
    page.keyboard.press(key);
/** Types into the search field, to which `/` leads. */
const search: Step = [
  'search',
  async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type('ticket 77');
  },
];
const openRow: Step = [
  'open a row',
  async (page) => {
    await page.keyboard.press('Enter');
    await page.getByRole('log').waitFor();
  },
];
const moves: readonly Step[] = [
  ['j', press('j')],
  ['k', press('k')],
];
/** Writes in the field that has the focus and sends it. */
const send: Step = [
  'send',
  async (page) => {
    await page.keyboard.type('Done.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('log').getByText('Done.').first().waitFor();
  },
];
const focusText: Step = [
  'r',
  async (page) => {
    await page.keyboard.press('r');
    await page.locator('textarea:focus').waitFor();
  },
];

const VISITS: readonly Visit[] = [
  { path: '/overview', as: 'admin' },
  {
    path: '/tickets',
    as: 'admin',
    steps: [
      ...moves,
      [
        'switch a view',
        async (page) => {
          await page.getByRole('link', { name: 'Open', exact: true }).click();
          await page.locator('main:not(:has([data-loading]))').waitFor();
        },
      ],
      ['j', press('j')],
      openRow,
    ],
  },
  { path: '/tickets?sort=dueAt', as: 'admin', steps: [search] },
  {
    path: `/tickets/${CROWDED.ticketId}`,
    as: 'admin',
    steps: [
      [
        'open a dialog',
        async (page) => {
          await page
            .getByRole('button', { name: /Explain/ })
            .first()
            .click();
          await page.getByRole('dialog').waitFor();
        },
      ],
      ['Escape', press('Escape')],
      focusText,
      send,
    ],
  },
  { path: `/chats/${CROWDED.chatId}`, as: 'admin' },
  { path: '/dashboard', as: 'admin' },
  {
    path: '/desk',
    as: 'agent',
    steps: [
      ...moves,
      [
        'open the filters',
        async (page) => {
          await page.getByRole('button', { name: 'Filters' }).click();
        },
      ],
      [
        'switch a filter',
        async (page) => {
          await page.getByRole('combobox', { name: 'Product' }).selectOption('dash');
        },
      ],
      ['j', press('j')],
      openRow,
    ],
  },
  { path: '/desk?status=open', as: 'agent', steps: [search] },
  {
    path: `/desk/${CROWDED.ticketId}`,
    as: 'agent',
    steps: [
      [
        'open a dialog',
        async (page) => {
          await page.keyboard.press('h');
          await page.getByRole('dialog').waitFor();
        },
      ],
      ['Escape', press('Escape')],
      focusText,
      send,
    ],
  },
  { path: '/reports', as: 'analyst' },
  { path: '/events', as: 'auditor', steps: [...moves] },
];

const rowNodes = (page: Page): Promise<number> =>
  page.evaluate<number>(`document.querySelectorAll('[data-row]').length`);

/** The row that has the focus. */
const focusedRow = (page: Page): Promise<string | null> =>
  page.evaluate<string | null>(`document.activeElement?.getAttribute('data-row') ?? null`);

const write = (line: string): void => void process.stdout.write(`${line}\n`);

/** Prints what was measured of a page as a row of a table. */
const report = (visit: Visit, { lcpMs, cls, requests, bytes }: LoadedPage, rows: number, times: readonly string[]) =>
  write(
    `| ${visit.path} (${visit.as}) | ${Math.round(lcpMs)} ms | ${cls.toFixed(4)} | ${times.join(', ') || '–'} | ` +
      `${rows || '–'} | ${requests} | ${Math.round(bytes / 1_000)} kB |`,
  );

describe('the hub on an engine with 10,000 open tickets, at a fourth of the processor', () => {
  let scene: SandboxScene;
  let windows: HubWindows;

  beforeAll(async () => {
    [scene, windows] = await Promise.all([
      SandboxScene.open((environment) => fillCrowd(environment, CROWD)),
      HubWindows.open(),
    ]);
    write(
      `Load of the machine: ${loadavg()
        .map((load) => load.toFixed(1))
        .join(', ')}`,
    );
    write('| Page | LCP | CLS | Slowest event of each interaction | Row nodes | Requests | Received |');
    write('|---|---|---|---|---|---|---|');
  });
  afterAll(async () => {
    await windows?.close();
    await scene?.close();
  });

  const open = async (as: keyof typeof PEOPLE) => {
    const reader = await windows.signIn(await scene.linkFor(PEOPLE[as]));
    return { ...reader, slow: await SlowPage.of(reader.page) };
  };

  it.each(VISITS)('shows $path to $as without moving what is shown, and few rows at a time', async (visit) => {
    const { slow, page, context, errors } = await open(visit.as);
    const loaded = await slow.load(`${scene.url}/hub${visit.path}`, settled);
    let rows = await rowNodes(page);
    const times: string[] = [];
    for (const [name, act] of visit.steps ?? []) {
      times.push(`${name} ${Math.round(await slow.interact(act))} ms`);
      rows = Math.max(rows, await rowNodes(page));
    }
    report(visit, loaded, rows, times);
    expect(loaded.cls < MOST_SHIFT ? [] : loaded.shifts).toEqual([]);
    expect(rows).toBeLessThanOrEqual(MOST_ROWS);
    expect(errors).toEqual([]);
    await context.close();
  });

  const ids = async (client: LedgerdeskClient, path: '/v1/tickets' | '/v1/desk/queue'): Promise<readonly string[]> => {
    const found: string[] = [];
    for await (const { ticketId } of client.items(path, { query: { limit: 200 } })) found.push(ticketId);
    return found;
  };

  it.each([
    ['/tickets', 'admin', '/v1/tickets'],
    ['/desk', 'agent', '/v1/desk/queue'],
  ] as const)(
    'reaches the last row of %s by End, goes up from there, and comes back by Home',
    async (path, as, route) => {
      const token = await scene.tokenFor(PEOPLE[as]);
      const expected = await ids(createClient({ url: scene.url, token }), route);
      const { slow, page, context, errors } = await open(as);
      await slow.load(`${scene.url}/hub${path}`, settled);
      const goTo = async (key: string, row: string | undefined): Promise<number> => {
        const from = performance.now();
        await page.keyboard.press(key);
        await page.locator(`[data-row="${row ?? ''}"]:focus`).waitFor();
        return Math.round(performance.now() - from);
      };
      const end = await goTo('End', expected.at(-1));
      const most = [await rowNodes(page)];
      const upwards: (string | null)[] = [];
      for (let step = 0; step < 30; step += 1) {
        await page.keyboard.press('PageUp');
        await page.locator('[data-row]:focus').waitFor();
        upwards.push(await focusedRow(page));
        most.push(await rowNodes(page));
      }
      const places = upwards.map((row) => expected.indexOf(row ?? ''));
      expect(places).toEqual(places.toSorted((a, b) => b - a));
      expect(places.at(-1)).toBeLessThan(expected.length - 300);
      expect(places).not.toContain(-1);
      const home = await goTo('Home', expected[0]);
      write(
        `| ${path} (${as}) | | | of ${expected.length}: End ${end} ms, Home ${home} ms | ${Math.max(...most)} | | |`,
      );
      expect(Math.max(...most)).toBeLessThanOrEqual(MOST_ROWS);
      expect(errors).toEqual([]);
      await context.close();
    },
  );
});
