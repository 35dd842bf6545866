import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const PACKAGE = dirname(dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'))));
const CACHE = join(dirname(dirname(PACKAGE)), '.cache');

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
