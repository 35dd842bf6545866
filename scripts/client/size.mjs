// Prints the size of the client, minified, with what it imports: `npm run client:size`.
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { bundleForBrowsers } from './bundle.mjs';

const code = await bundleForBrowsers(join(import.meta.dirname, '../../libs/client/index.ts'));
const kB = (bytes) => `${(bytes / 1_000).toFixed(1)} kB`;
const sizes = {
  minified: Buffer.byteLength(code),
  gzip: gzipSync(code).length,
  brotli: brotliCompressSync(code).length,
};
console.log(
  Object.entries(sizes)
    .map(([name, bytes]) => `${kB(bytes)} ${name}`)
    .join(', '),
);
