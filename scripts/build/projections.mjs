// Writes each projection, with the code that it calls, to one file: `dist/read-models/<name>.mjs`. The SHA-256 of that
// file names the code of the projection in manifests, and `ledgerdesk projection compare` takes such a file of an
// earlier build. See docs/decisions/0103-manifests-of-answers.md.
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';

const ENTRY = '\0projection';

const isProjection = (value) => typeof value === 'object' && value !== null && 'evolve' in value && 'handles' in value;

/** The code of one projection: what it calls, without what is beside it in the same modules. */
const bundle = async (source, constant) => {
  const { output } = await build({
    input: ENTRY,
    write: false,
    platform: 'node',
    treeshake: { moduleSideEffects: false },
    plugins: [
      {
        name: 'projection-entry',
        resolveId: (id) => (id === ENTRY ? id : undefined),
        load: (id) =>
          id === ENTRY ? `export { ${constant} as projection } from ${JSON.stringify(source)};` : undefined,
      },
    ],
    output: { format: 'esm', keepNames: false, comments: false },
  });
  return output[0].code.replace(/^\/\/#(?:end)?region.*\n/gm, '');
};

/** Writes the files, and `read-models.json` with the SHA-256 of each. */
export const buildProjections = async (dist) => {
  const source = resolve(dist, 'projections', 'read-models.js');
  const folder = join(dist, 'read-models');
  const exported = Object.entries(await import(pathToFileURL(source).href)).filter(([, value]) => isProjection(value));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const hashes = await Promise.all(
    exported.map(async ([constant, { name }]) => {
      const code = await bundle(source, constant);
      writeFileSync(join(folder, `${name}.mjs`), code);
      return [name, createHash('sha256').update(code).digest('hex')];
    }),
  );
  const sorted = Object.fromEntries(hashes.sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(join(dist, 'read-models.json'), `${JSON.stringify(sorted)}\n`);
};
