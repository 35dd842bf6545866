import type { Page } from 'playwright-core';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hubLink } from '../../apps/cli/hub-link/hub-link.command.js';
import { HubWindows, type Reader } from '../support/browser/hub-windows.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

/** A server of an empty page, at every path. */
const servePage = async (): Promise<Server> => {
  const html = { 'content-type': 'text/html' };
  const server = createServer((_, response) =>
    response.writeHead(200, html).end('<!doctype html><title>Other</title>'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

/**
 * Statuses of the responses to requests that a page sends to the engine with the cookie of the hub. The browser keeps
 * them from the page.
 */
const statusesOf = async (page: Page, url: string): Promise<readonly number[]> => {
  const requests = [
    `fetch('${url}/v1/me', { mode: 'no-cors', credentials: 'include' })`,
    `fetch('${url}/v1/tickets', { mode: 'no-cors', credentials: 'include', method: 'POST', body: '{}' })`,
    `new Promise((done) => Object.assign(new Image(), { onload: done, onerror: done, src: '${url}/v1/tickets' }))`,
  ];
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const statuses: number[] = [];
  for (const request of requests) {
    const answered = new Promise<number>((resolve) =>
      network.once('Network.responseReceivedExtraInfo', ({ statusCode }) => resolve(statusCode)),
    );
    await page.evaluate(`${request}.then(() => undefined, () => undefined)`);
    statuses.push(await answered);
  }
  await network.detach();
  return statuses;
};

/** Why a page may not read what it asks for with the cookie of the hub: `refused` by the browser. */
const readsOf = (page: Page, url: string): Promise<string> =>
  page.evaluate(`fetch('${url}/v1/me', { credentials: 'include' }).then(() => 'read', () => 'refused')`);

describe('pages that are not of the hub', () => {
  let server: Server;
  let engine: TestEngine;
  let windows: HubWindows;
  let reader: Reader;
  /** The hub is at this name, as the cookie. */
  const url = () => engine.url.replace('127.0.0.1', 'localhost');
  const otherPage = (host: string) => `http://${host}:${(server.address() as AddressInfo).port}`;

  beforeAll(async () => {
    server = await servePage();
    [engine, windows] = await Promise.all([
      // Pages of these origins may use tokens.
      TestEngine.open(undefined, { CORS_ORIGINS: `${otherPage('127.0.0.1')},${otherPage('localhost')}` }),
      HubWindows.open(),
    ]);
    await (await withAcme(engine)).aiko.post('/v1/tickets', TICKET);
    const key = engine.engine.secrets.signInKey();
    reader = await windows.signIn(await hubLink(url(), key, { kind: 'member', team: 'acme', subject: 'aiko' }));
  });
  afterAll(async () => {
    await windows?.close();
    await engine?.close();
    server?.close();
  });

  it.each([
    ['another port', 'localhost', 403],
    ['another site', '127.0.0.1', 401],
  ])('on %s get nothing by the cookie, which is not asked for by CORS either', async (_, host, status) => {
    const page = await reader.context.newPage();
    await page.goto(otherPage(host));
    expect(await statusesOf(page, url())).toEqual([status, status, status]);
    expect(await readsOf(page, url())).toBe('refused');
    const form = page.waitForResponse((response) => response.url() === `${url()}/hub/session`);
    await page.evaluate(`(() => {
      const form = Object.assign(document.createElement('form'), { method: 'post', action: '${url()}/hub/session' });
      document.body.append(form);
      form.submit();
    })()`);
    expect((await form).status()).toBeGreaterThanOrEqual(400);
    await page.close();
    await reader.page.reload();
    await reader.page.getByRole('navigation').getByRole('link', { name: 'Billing' }).waitFor();
  });

  it('show no page of the hub in a frame', async () => {
    const page = await reader.context.newPage();
    await page.goto(otherPage('localhost'));
    const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('iframe'), { src: '${url()}/hub/' }))`,
    );
    await refused;
    await page.close();
  });

  it.each([
    [
      'base-uri',
      `document.head.append(Object.assign(document.createElement('base'), { href: 'https://evil.example' }))`,
    ],
    [
      'form-action',
      `(() => {
        const form = Object.assign(document.createElement('form'), { action: 'https://evil.example' });
        document.body.append(form);
        form.submit();
      })()`,
    ],
    ['connect-src', `fetch('https://evil.example').catch(() => undefined)`],
    ['img-src', `new Image().src = 'https://evil.example/x.png'`],
    [
      'frame-src',
      `document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://evil.example' }))`,
    ],
    ['require-trusted-types-for', `try { document.body.innerHTML = '<b>x</b>' } catch {}`],
  ])('are not reached from the hub, nor is its own page changed: %s', async (directive, attempt) => {
    const page = await reader.context.newPage();
    await page.goto(`${url()}/hub/tickets`);
    await page.getByRole('heading', { name: 'Tickets' }).waitFor();
    const violated = await page.evaluate(`new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
      ${attempt};
    })`);
    expect(violated).toBe(directive);
    expect(page.url()).toBe(`${url()}/hub/tickets`);
    await page.close();
  });

  it('are all that breaks the policy: the hub itself does not', () => {
    expect(reader.errors).toEqual([]);
  });
});
