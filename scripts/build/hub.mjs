// Builds the web hub from apps/hub into `dist/hub`, with files that are compressed once instead of for each request.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { hubFiles, listPageFiles, preloadMain } from './hub-files.mjs';

const root = join(import.meta.dirname, '..', '..');
const COMPRESSED = /\.(?:js|css|html|svg)$/;

const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } });

/** Writes the hub to a folder. */
export const buildHub = async (folder) => {
  await build({
    root: join(root, 'apps', 'hub'),
    base: '/hub/',
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@ledgerdesk/client': join(root, 'libs', 'client', 'index.ts') } },
    plugins: [preloadMain, listPageFiles],
    oxc: { jsx: { runtime: 'automatic' } },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2023',
      // The policy of the pages allows no data: URLs and no inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1_000,
      rolldownOptions: {
        output: { codeSplitting: hubFiles },
        onLog: (level, log, report) => {
          // Packages for servers that render mark what browsers run.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
        },
      },
    },
  });
  for (const file of readdirSync(folder, { recursive: true })) {
    if (!COMPRESSED.test(file)) continue;
    const bytes = readFileSync(join(folder, file));
    writeFileSync(join(folder, `${file}.br`), brotli(bytes));
    writeFileSync(join(folder, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  }
};

if (process.argv[1] === import.meta.filename) await buildHub(join(root, 'dist', 'hub'));
