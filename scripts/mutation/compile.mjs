// Compiles TypeScript next to its sources. Stryker runs this in its sandbox; do not run it in the working tree.
import { transformFileSync } from '@swc/core';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const swc = JSON.parse(readFileSync('.swcrc', 'utf8'));
const { paths } = JSON.parse(readFileSync('tsconfig.json', 'utf8')).compilerOptions;
const options = { ...swc, swcrc: false, sourceMaps: false, jsc: { ...swc.jsc, baseUrl: process.cwd(), paths } };

for (const folder of ['libs', 'projections', 'test']) {
  for (const name of readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.ts'))) {
    const file = join(folder, name);
    writeFileSync(file.replace(/\.ts$/, '.js'), transformFileSync(file, options).code);
  }
}
