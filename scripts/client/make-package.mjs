import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '../..');
const source = join(root, 'libs/client');

const manifest = () => {
  const { version, license, engines, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return {
    name: '@ledgerdesk/client',
    version,
    description: 'A typed client of the Ledgerdesk API for Node.js and browsers.',
    license,
    type: 'module',
    sideEffects: false,
    engines,
    exports: { '.': { types: './types/index.d.ts', default: './index.js' } },
    dependencies: { 'eventsource-parser': dependencies['eventsource-parser'] },
  };
};

const writeCode = async (folder) => {
  const bundle = await rolldown({ input: join(source, 'index.ts'), external: ['eventsource-parser'] });
  await bundle.write({ file: join(folder, 'index.js'), format: 'esm' });
  await bundle.close();
};

/** Writes the declarations. They are checked with the globals of browsers, without those of Node.js. */
const writeTypes = (folder) => {
  const temporary = mkdtempSync(join(tmpdir(), 'ledgerdesk-client-'));
  const compilerOptions = {
    target: 'ES2023',
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
    types: [],
    strict: true,
    skipLibCheck: true,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: source,
    outDir: join(folder, 'types'),
  };
  const config = join(temporary, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ compilerOptions, files: [join(source, 'index.ts')] }));
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    execFileSync(process.execPath, [tsc, '-p', config], { stdio: ['ignore', 'inherit', 'inherit'] });
  } finally {
    rmSync(temporary, { recursive: true });
  }
};

/** Makes the package @ledgerdesk/client in a folder: code, declarations, manifest and README. */
export const makePackage = async (folder) => {
  mkdirSync(folder, { recursive: true });
  await writeCode(folder);
  writeTypes(folder);
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  copyFileSync(join(source, 'README.md'), join(folder, 'README.md'));
};
