import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { ScriptPage } from '../support/browser/script-page.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';
import { WebhookReceiver } from '../support/http/webhook-receiver.js';

const root = join(__dirname, '..', '..');
const readme = readFileSync(join(root, 'libs/client/README.md'), 'utf8');
const run = (...args: readonly string[]): string =>
  execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });

/** The titles of the examples, and what their comments say that they print. */
const documented = [...readme.matchAll(/^### (\d+\. .+)\n[^]*?^```ts\n([^]*?)^```$/gm)].map(([, title, code = '']) => ({
  title,
  printed: [...code.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)].map(([, line]) => line),
}));

/** The globals that browsers, workers and Node.js have in common, and none of Node.js alone. */
const WEB_GLOBALS = {
  AbortController,
  AbortSignal,
  atob,
  Blob,
  clearTimeout,
  crypto,
  DOMException,
  fetch,
  FormData,
  Headers,
  ReadableStream,
  Request,
  Response,
  setTimeout,
  TextDecoder,
  TextDecoderStream,
  TextEncoder,
  URL,
  URLSearchParams,
};

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

/** An engine with a team, and what the examples take for given. */
const openEngine = async (settings: Readonly<Record<string, string>> = {}) => {
  const receiver = await WebhookReceiver.open();
  closings.unshift(() => receiver.close());
  const now = new Date();
  const engine = await TestEngine.open(now.toISOString(), { WEBHOOK_PRIVATE_ADDRESSES: 'true', ...settings });
  closings.unshift(() => engine.close());
  const { aiko, kenji } = await withAcme(engine);
  const service = await engine.as({ kind: 'service', subject: 'console', scope: 'act webhooks webhooks:all-teams' });
  const { webhookId, secret } = (await service.post('/v1/webhooks', { url: receiver.url, teams: ['acme'] })).body;
  await service.post(`/v1/webhooks/${String(webhookId)}/tests`, { type: 'TicketOpened' });
  const { ticketId } = (await aiko.post('/v1/tickets', TICKET)).body;
  await engine.advanceTo(new Date(now.getTime() + 60_000).toISOString());
  await receiver.waitFor(() => receiver.types.includes('TicketOpened'));
  const delivery = receiver.received.find((_, index) => receiver.types[index] === 'TicketOpened');
  return {
    settled: () => engine.settled(),
    given: {
      url: engine.url,
      memberToken: aiko.token,
      agentToken: kenji.token,
      serviceToken: service.token,
      ticketId,
      webhookSecret: secret,
      delivery: { headers: delivery?.headers, body: delivery?.body },
    },
  };
};

describe('the examples in libs/client/README.md', () => {
  let folder: string;
  let script: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-examples-'));
    run('scripts/client/examples.mjs', folder);
    script = readFileSync(join(folder, 'examples.js'), 'utf8');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are ten, and each prints something', () => {
    expect(documented).toHaveLength(10);
    expect(documented.filter(({ printed }) => printed.length === 0)).toEqual([]);
  });

  it('compile with the types of browsers, without those of Node.js', () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  }, 120_000);

  it('print what they say with only the globals of the web', async () => {
    const { given, settled } = await openEngine();
    const context = createContext({ ...WEB_GLOBALS, given, settled });
    const results: unknown = await runInContext(`${script}; Examples.run(given, settled)`, context);
    expect(JSON.parse(JSON.stringify(results))).toEqual(documented);
  });

  it('print what they say in Chromium, on a page of another origin that CORS_ORIGINS names', async () => {
    const page = await ScriptPage.listen();
    closings.unshift(() => page.close());
    const { given, settled } = await openEngine({ CORS_ORIGINS: page.origin });
    expect(await page.run({ script, given, settled })).toEqual(documented);
  });
});

it('the README of the client states its size', () => {
  const { minified, gzip } = /(?<minified>\d+) kB minified, (?<gzip>\d+) kB gzip/.exec(readme)?.groups ?? {};
  const measured = run('scripts/client/size.mjs')
    .match(/[\d.]+/g)
    ?.map((size) => Math.round(Number(size)));
  expect([Number(minified), Number(gzip)]).toEqual(measured?.slice(0, 2));
});
