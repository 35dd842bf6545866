// Compiles the pure rooms beside their sources: run by Stryker in its sandbox, never in the tree itself.
import { transformFileSync } from '@swc/core';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const swc = JSON.parse(readFileSync('.swcrc', 'utf8'));
const { paths } = JSON.parse(readFileSync('tsconfig.json', 'utf8')).compilerOptions;
const options = { ...swc, swcrc: false, sourceMaps: false, jsc: { ...swc.jsc, baseUrl: process.cwd(), paths } };

for (const folder of ['libs', 'projections', 'test']) {
  for (const name of readdirSync(folder, { recursive: true }).filter((one) => one.endsWith('.ts'))) {
    const file = join(folder, name);
    writeFileSync(file.replace(/\.ts$/, '.js'), transformFileSync(file, options).code);
  }
}
