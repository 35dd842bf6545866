// Generates the types of libs/client from the published OpenAPI document: `npm run client:types`. With `--check`, only
// compares them and exits with 1 if they are stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { typesSource } from './types-source.mjs';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'libs/client/api-types.ts');
const source = await typesSource(join(root, 'docs/api/openapi.json'));

if (!process.argv.includes('--check')) writeFileSync(file, source);
else if (readFileSync(file, 'utf8') !== source) {
  console.error('libs/client/api-types.ts is stale. Run npm run client:types.');
  process.exitCode = 1;
}
