import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

const COMPILED = join(dirname(createRequire(__filename).resolve('#compiled/apps/server/main.js')), '..', '..');
const RELATIVE_IMPORT = /(?:^(?:import|export) .*? from |\bimport\()['"](\.{1,2}\/[^'"]+)['"]/gm;

/** The programs that `npm run` starts from files compiled one by one. Those of `apps` are bundled. */
const PROGRAMS = ['test/bench', 'test/oracle'].flatMap((folder) =>
  readdirSync(join(COMPILED, folder))
    .filter((file) => /^(main|profile)\.js$/.test(file))
    .map((file) => join(COMPILED, folder, file)),
);

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(RELATIVE_IMPORT)].map(([, imported = '']) => join(dirname(file), imported));

/** All files that a program loads, those included that it loads later. */
const loadedBy = (program: string): ReadonlySet<string> => {
  const loaded = new Set([program]);
  for (const file of loaded) if (existsSync(file)) importsOf(file).forEach((imported) => loaded.add(imported));
  return loaded;
};

describe('a compiled program', () => {
  it.each(PROGRAMS.map((program) => relative(COMPILED, program)))('finds every file that it loads: %s', (program) => {
    const loaded = [...loadedBy(join(COMPILED, program))];
    expect(loaded.length).toBeGreaterThan(100);
    expect(loaded.filter((file) => !existsSync(file))).toEqual([]);
  });
});
