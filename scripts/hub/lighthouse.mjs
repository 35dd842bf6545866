// Measures pages of the hub with Lighthouse, on a sandbox of its own: `npm run hub:lighthouse`. Fails below 1.0 for
// accessibility and best practices, and below 0.9 for performance.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { browserFolder } from '../../dist/test/support/browser/browser-folder.js';

const root = join(import.meta.dirname, '..', '..');
const LEAST = { performance: 0.9, accessibility: 1, 'best-practices': 1 };
const ADMIN = ['--kind', 'member', '--team', 'acme', '--subject', 'aiko'];
const AGENT = ['--kind', 'agent', '--subject', 'kenji'];
const ANALYST = ['--kind', 'analyst'];
const AUDITOR = ['--kind', 'auditor'];
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
const scoresOf = async (link, origin, path) => {
  const profile = mkdtempSync(join(tmpdir(), 'ledgerdesk-lighthouse-'));
  const port = await freePort();
  const browser = await launch(profile, port);
  try {
    const opened = link === undefined ? path : await signIn(browser, link, path);
    const { lhr } = await lighthouse(`${origin}${opened}`, {
      port,
      output: 'json',
      logLevel: 'error',
      disableStorageReset: true,
      onlyCategories: Object.keys(LEAST),
    });
    const faults = Object.values(lhr.audits).filter(
      ({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0,
    );
    const scores = Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, score]));
    return {
      scores,
      lcpMs: Math.round(lhr.audits['largest-contentful-paint'].numericValue),
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
    const link = person && linkFor(folder, port, person);
    const { scores, lcpMs, cls, faults } = await scoresOf(link, `http://127.0.0.1:${port}`, path);
    const low = Object.entries(LEAST).filter(([name, least]) => scores[name] < least);
    process.stdout.write(`${path} ${JSON.stringify(scores)} LCP ${lcpMs} ms, CLS ${cls.toFixed(3)}\n`);
    if (low.length === 0) continue;
    process.exitCode = 1;
    process.stdout.write(`  below the aim: ${low.map(([name]) => name).join(', ')}; failed: ${faults.join(', ')}\n`);
  }
} finally {
  sandbox.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
