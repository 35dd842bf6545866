// Measures pages of the hub with Lighthouse, as a phone and as a desktop load them, on a sandbox of its own:
// `npm run hub:lighthouse`. Fails below 1.0 for accessibility and best practices, and below 0.9 for performance.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import desktop from 'lighthouse/core/config/desktop-config.js';
import { chromium } from 'playwright-core';
import { browserFolder } from '../../dist/test/support/browser/browser-folder.js';

const root = join(import.meta.dirname, '..', '..');
const LEAST = { performance: 0.9, accessibility: 1, 'best-practices': 1 };
const ADMIN = ['--kind', 'member', '--team', 'acme', '--subject', 'aiko'];
const AGENT = ['--kind', 'agent', '--subject', 'kenji'];
const ANALYST = ['--kind', 'analyst'];
const AUDITOR = ['--kind', 'auditor'];
/** What performance is computed from, besides the layout shift. */
const TIMES = {
  FCP: 'first-contentful-paint',
  LCP: 'largest-contentful-paint',
  SI: 'speed-index',
  TBT: 'total-blocking-time',
};
/** Pages, and who opens them: nobody sees the page on which one signs in. */
const PAGES = [
  [undefined, '/hub/'],
  [ADMIN, '/hub/overview'],
  [ADMIN, '/hub/contact'],
  [ADMIN, '/hub/tickets'],
  [ADMIN, '/hub/tickets/{ticketId}'],
  [ADMIN, '/hub/dashboard'],
  [ADMIN, '/hub/billing'],
  [AGENT, '/hub/desk'],
  [AGENT, '/hub/desk/{ticketId}'],
  [ANALYST, '/hub/reports'],
  [AUDITOR, '/hub/events'],
  [AUDITOR, '/hub/ledger'],
];
/** Lighthouse's own settings: a phone with a slow network and processor, which is its default, and a desktop. */
const DEVICES = [
  ['phone', undefined],
  ['desktop', desktop],
];
/** Part of the paths that arguments name; all of them without arguments. */
const CHOSEN = process.argv.slice(2);

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const startSandbox = async (folder, port) => {
  const env = { ...process.env, SANDBOX_DIR: folder, PORT: String(port), METRICS_PORT: '0' };
  const sandbox = spawn(process.execPath, ['dist/apps/cli/sandbox/main.js'], { cwd: root, env });
  let printed = '';
  await new Promise((resolve, reject) => {
    sandbox.stdout.on('data', (text) => {
      printed += text;
      if (printed.includes('Ctrl-C')) resolve();
    });
    sandbox.once('exit', () => reject(new Error(`The sandbox has ended: ${printed}`)));
  });
  return sandbox;
};

const linkFor = (folder, port, person) =>
  execFileSync(process.execPath, ['dist/apps/cli/main.js', 'hub-link', ...person, '--port', String(port)], {
    cwd: root,
    env: { ...process.env, DATA_DIR: folder },
    encoding: 'utf8',
  }).trim();

const launch = async (profile, port) => {
  const folder = browserFolder();
  return chromium.launchPersistentContext(profile, {
    executablePath: join(folder, 'chromium'),
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-dev-shm-usage', `--remote-debugging-port=${port}`],
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, 'lib') },
  });
};

/** Signs in with a link, and returns the path with the id of a ticket that the person sees. */
const signIn = async (browser, link, path) => {
  const page = await browser.newPage();
  await page.goto(link);
  await page.locator('nav').first().waitFor();
  const list = path.startsWith('/hub/desk') ? '/v1/desk/queue' : '/v1/tickets';
  const { items } = path.includes('{') ? await page.evaluate(`fetch('${list}?limit=1').then((one) => one.json())`) : {};
  await page.close();
  return path.replace('{ticketId}', items?.[0].ticketId);
};

/** Scores of a page, 0 to 1, after someone has signed in. */
const scoresOf = async (link, origin, path, config) => {
  const profile = mkdtempSync(join(tmpdir(), 'ledgerdesk-lighthouse-'));
  const port = await freePort();
  const browser = await launch(profile, port);
  try {
    const opened = link === undefined ? path : await signIn(browser, link, path);
    const flags = {
      port,
      output: 'json',
      logLevel: 'error',
      disableStorageReset: true,
      onlyCategories: Object.keys(LEAST),
    };
    const { lhr } = await lighthouse(`${origin}${opened}`, flags, config);
    const faults = Object.values(lhr.audits).filter(
      ({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0,
    );
    const scores = Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, score]));
    return {
      scores,
      times: Object.entries(TIMES)
        .map(([name, audit]) => `${name} ${Math.round(lhr.audits[audit].numericValue)} ms`)
        .join(', '),
      cls: lhr.audits['cumulative-layout-shift'].numericValue,
      faults: faults.map(({ id }) => id),
    };
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
};

const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-lighthouse-sandbox-'));
const port = await freePort();
const sandbox = await startSandbox(folder, port);
try {
  for (const [person, path] of PAGES) {
    if (CHOSEN.length > 0 && !CHOSEN.some((one) => path.includes(one))) continue;
    for (const [device, config] of DEVICES) {
      const link = person && linkFor(folder, port, person);
      const { scores, times, cls, faults } = await scoresOf(link, `http://127.0.0.1:${port}`, path, config);
      const low = Object.entries(LEAST).filter(([name, least]) => scores[name] < least);
      process.stdout.write(`${path} ${device} ${JSON.stringify(scores)} ${times}, CLS ${cls.toFixed(3)}\n`);
      if (low.length === 0) continue;
      process.exitCode = 1;
      process.stdout.write(`  below the aim: ${low.map(([name]) => name).join(', ')}; failed: ${faults.join(', ')}\n`);
    }
  }
} finally {
  sandbox.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
