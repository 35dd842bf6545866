import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const PACKAGE = dirname(dirname(dirname(require.resolve('@sparticuz/chromium'))));
const CACHE = join(__dirname, '..', '..', '..', 'node_modules', '.cache');

const unpacked = (name: string): Buffer => brotliDecompressSync(readFileSync(join(PACKAGE, 'bin', name)));

/**
 * The folder with the browser of the package @sparticuz/chromium, and in `lib` the libraries that a bare machine lacks.
 * The package has it for Linux on x64. It is unpacked once for each version.
 */
export const browserFolder = (): string => {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { readonly version: string };
  const folder = join(CACHE, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const partial = mkdtempSync(`${folder}-`);
  writeFileSync(join(partial, 'chromium'), unpacked('chromium.br'), { mode: 0o755 });
  execFileSync('tar', ['-x', '-C', partial], { input: unpacked('al2023.tar.br') });
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Another worker was faster.
    rmSync(partial, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
};

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
