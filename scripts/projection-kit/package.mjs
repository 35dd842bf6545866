// Makes the package @ledgerdesk/projection-kit, for `npm pack` or `npm install`, in dist/projection-kit-package or in
// the folder of the first argument: `npm run projection-kit:package`.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '../..');
const kit = join(root, 'libs/projection-kit');
const folder = process.argv[2] ?? join(root, 'dist/projection-kit-package');

const manifest = () => {
  const { version, license, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return {
    name: '@ledgerdesk/projection-kit',
    version,
    description: 'Types and test helpers for projections of a Ledgerdesk log.',
    license,
    type: 'module',
    sideEffects: false,
    engines,
    exports: { '.': { types: './types/projection-kit/index.d.ts', default: './index.js' } },
  };
};

const writeCode = async () => {
  const bundle = await rolldown({ input: join(root, 'dist/libs/projection-kit/index.js'), platform: 'node' });
  await bundle.write({ file: join(folder, 'index.js'), format: 'esm' });
  await bundle.close();
};

/** Replaces the aliases of this project in declarations with relative paths. */
const resolveAliases = (types) => {
  for (const name of readdirSync(types, { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = join(types, name);
    const pathTo = (library) => `./${relative(dirname(file), join(types, library, 'index.js')).replaceAll('\\', '/')}`;
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(/'@ledgerdesk\/([\w-]+)'/g, (_, library) => `'${pathTo(library)}'`),
    );
  }
};

const writeTypes = () => {
  const temporary = mkdtempSync(join(tmpdir(), 'ledgerdesk-projection-kit-'));
  const types = join(folder, 'types');
  const compilerOptions = {
    declaration: true,
    emitDeclarationOnly: true,
    noEmit: false,
    incremental: false,
    sourceMap: false,
    rootDir: join(root, 'libs'),
    outDir: types,
    typeRoots: [join(root, 'node_modules/@types')],
    types: ['node'],
    stripInternal: true,
  };
  const config = join(temporary, 'tsconfig.json');
  const files = [join(kit, 'index.ts')];
  writeFileSync(config, JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, files, include: [] }));
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    execFileSync(process.execPath, [tsc, '-p', config], { stdio: ['ignore', 'inherit', 'inherit'] });
  } finally {
    rmSync(temporary, { recursive: true });
  }
  resolveAliases(types);
};

mkdirSync(folder, { recursive: true });
await writeCode();
writeTypes();
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
copyFileSync(join(kit, 'README.md'), join(folder, 'README.md'));
console.log(folder);
