import type { BrowserContext, Page } from 'playwright-core';
import { hubLink } from '../../apps/cli/hub-link/hub-link.command.js';
import { HubWindows, type Reader } from '../support/browser/hub-windows.js';
import { Line } from '../support/browser/line.js';
import { CHAT, TICKET, type TeamCallers, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

const TABS = 7;
const STREAM = /\/v1\/(?:desk\/)?updates$/;
const CHAT_STREAM = /\/v1\/chats\/[^/]+\/updates$/;
/** A tab in the background, as far as its page can tell. */
const HIDDEN = `Object.defineProperty(Document.prototype, 'visibilityState', { get: () => 'hidden' });`;

/** Opens further tabs of a browser at an address, until there are seven, and notes which of them open a stream. */
class Tabs {
  readonly pages: Page[] = [];
  /** The tabs that have opened the stream, in this order. */
  readonly leaders: Page[] = [];

  static async open(context: BrowserContext, address: string, stream = STREAM): Promise<Tabs> {
    const tabs = new Tabs();
    for (let count = 0; count < TABS; count += 1) {
      const page = await context.newPage();
      page.on('request', (request) => stream.test(request.url()) && tabs.leaders.push(page));
      await page.goto(address);
      tabs.pages.push(page);
    }
    return tabs;
  }

  get leader(): Page {
    const leader = this.leaders.at(-1);
    if (!leader) throw new Error('No tab follows the stream.');
    return leader;
  }

  /** The tabs that are open, but for one. */
  others(page: Page): readonly Page[] {
    return this.pages.filter((one) => one !== page && !one.isClosed());
  }

  async allShow(text: string, but?: Page): Promise<void> {
    const open = this.pages.filter((one) => one !== but && !one.isClosed());
    await Promise.all(open.map((page) => page.getByRole('log').getByText(text).waitFor()));
  }
}

/** Stops all that runs in a page, as browsers do with tabs that nobody looks at. Returns a function that goes on. */
const freeze = async (page: Page): Promise<() => Promise<unknown>> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Debugger.enable');
  await session.send('Debugger.pause');
  return () => session.send('Debugger.disable');
};

describe('seven tabs of a person', () => {
  let line: Line;
  let engine: TestEngine;
  let windows: HubWindows;
  let acme: TeamCallers;
  let reader: Reader;
  let ticketId: string;
  let tabs: Tabs;

  const linkOf = (who: Parameters<typeof hubLink>[2]) => hubLink(line.url, engine.engine.secrets.signInKey(), who);
  const answer = async (body: string): Promise<void> => {
    const { status } = await acme.kenji.post(`/v1/desk/tickets/${ticketId}/answers`, { body });
    expect(status).toBe(201);
  };

  beforeAll(async () => {
    line = await Line.open();
    [engine, windows] = await Promise.all([
      TestEngine.open(undefined, { PUBLIC_URL: line.url, SESSION_KEY: Buffer.alloc(32, 's').toString('base64') }),
      HubWindows.open(),
    ]);
    line.leadTo(engine.url);
    acme = await withAcme(engine);
    ticketId = String((await acme.aiko.post('/v1/tickets', TICKET)).body['ticketId']);
    reader = await windows.signIn(await linkOf({ kind: 'member', team: 'acme', subject: 'aiko' }));
    // Its connection would count as well.
    await reader.page.close();
    tabs = await Tabs.open(reader.context, `${line.url}/hub/tickets/${ticketId}`);
  });
  afterAll(async () => {
    await windows?.close();
    await engine?.close();
    await line?.close();
  });

  it('follow one event stream, by which all of them are current', async () => {
    await tabs.allShow(TICKET.body);
    await answer('The first answer.');
    await tabs.allShow('The first answer.');
    expect(new Set(tabs.leaders).size).toBe(1);
  });

  it('go on after the last event when the tab that follows the stream is closed', async () => {
    const { leader } = tabs;
    await tabs.others(leader)[0]?.getByLabel('Your reply').fill('Half a reply');
    await leader.close();
    await answer('The second answer.');
    await tabs.allShow('The second answer.');
    expect(new Set(tabs.leaders).size).toBe(2);
  });

  it.each<[string, () => void | Promise<void>, () => void | Promise<void>]>([
    ['a sleep that breaks all connections', () => line.cut(), () => line.mend()],
    ['a lost network', () => reader.context.setOffline(true), () => reader.context.setOffline(false)],
    [
      'both',
      async () => {
        await reader.context.setOffline(true);
        line.cut();
      },
      async () => {
        line.mend();
        await reader.context.setOffline(false);
      },
    ],
  ])('miss nothing by %s, and keep drafts', async (name, lose, regain) => {
    await lose();
    await answer(`An answer during ${name}.`);
    await regain();
    await tabs.allShow(`An answer during ${name}.`);
    for (const page of tabs.others(tabs.leader))
      expect(await page.getByLabel('Your reply').inputValue()).toBe('Half a reply');
  });

  it('miss nothing when the browser stops the tab that follows the stream, nor does that tab', async () => {
    const { leader } = tabs;
    const thaw = await freeze(leader);
    await answer('An answer during the stop.');
    await tabs.allShow('An answer during the stop.', leader);
    expect(tabs.leader).not.toBe(leader);
    await thaw();
    await answer('An answer after the stop.');
    await tabs.allShow('An answer during the stop.');
    await tabs.allShow('An answer after the stop.');
  });

  it('miss nothing while the engine is restarted', async () => {
    await engine.restart('2026-11-27T08:30:00.000Z');
    line.leadTo(engine.url);
    await answer('An answer of the next engine.');
    await tabs.allShow('An answer of the next engine.');
    expect(reader.errors).toEqual([]);
    await reader.context.close();
  });

  it('know who writes on a ticket, also those that are opened later', async () => {
    const kenji = await windows.signIn(await linkOf({ kind: 'agent', subject: 'kenji' }));
    await kenji.page.goto(`${line.url}/hub/desk/${ticketId}`);
    await kenji.page.getByRole('textbox', { name: 'Answer to aiko' }).fill('Let me see');
    const tom = await windows.signIn(await linkOf({ kind: 'agent', subject: 'tom' }));
    for (const page of [tom.page, await tom.context.newPage()]) {
      await page.goto(`${line.url}/hub/desk`);
      await page.getByRole('img', { name: 'Writing: kenji' }).waitFor();
    }
    expect([...kenji.errors, ...tom.errors]).toEqual([]);
    await Promise.all([kenji.context.close(), tom.context.close()]);
  });

  it('of a chat follow it once, and show it from its first message', async () => {
    const { body } = await acme.aiko.post('/v1/chats', CHAT);
    const chat = await windows.signIn(await linkOf({ kind: 'member', team: 'acme', subject: 'aiko' }));
    await chat.page.close();
    const address = `${line.url}/hub/chats/${String(body['chatId'])}`;
    const seven = await Tabs.open(chat.context, address, CHAT_STREAM);
    await seven.allShow(CHAT.message);
    expect(new Set(seven.leaders).size).toBe(1);
    await acme.aiko.post(`/v1/chats/${String(body['chatId'])}/messages`, { body: 'Is anybody there?' });
    await seven.allShow('Is anybody there?');
    const background = await chat.context.newPage();
    await background.addInitScript(HIDDEN);
    await background.goto(address);
    for (const text of [CHAT.message, 'Is anybody there?']) await background.getByRole('log').getByText(text).waitFor();
    await seven.leader.close();
    await acme.aiko.post(`/v1/chats/${String(body['chatId'])}/messages`, { body: 'Hello?' });
    await seven.allShow('Hello?');
    expect(new Set(seven.leaders).size).toBe(2);
    await chat.context.close();
  });
});
