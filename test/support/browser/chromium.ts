import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserFolder } from './browser-folder.js';

/** A page that is open in a browser without a window. */
export interface OpenPage {
  /** Resolves, with what the browser has logged, if it exits by itself. */
  readonly exited: Promise<string>;
  close(): Promise<void>;
}

/** Stops a browser with all of its processes, which would otherwise go on writing into the profile for a moment. */
const stop = async (browser: ChildProcess): Promise<void> => {
  if (browser.pid === undefined || browser.exitCode !== null || browser.signalCode !== null) return;
  const exited = once(browser, 'exit');
  process.kill(-browser.pid, 'SIGKILL');
  await exited;
};

/** Opens a page of a server on this machine in Chromium. */
export const openInChromium = (url: string): OpenPage => {
  const folder = browserFolder();
  const profile = mkdtempSync(join(tmpdir(), 'ledgerdesk-browser-'));
  const options = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];
  const browser = spawn(join(folder, 'chromium'), [...options, `--user-data-dir=${profile}`, url], {
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, 'lib') },
    stdio: ['ignore', 'ignore', 'pipe'],
    // A process group of its own.
    detached: true,
  });
  let log = '';
  browser.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  return {
    exited: once(browser, 'exit').then(() => log),
    close: async () => {
      await stop(browser);
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
};
