// Writes the generated parts of the pages in docs/api: who may call what, error codes and limits.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const compiled = (path) => import(join(root, 'dist', path));

const { accessTables } = await compiled('apps/api/platform/reference/access-table.js');
const { errorTable } = await compiled('apps/api/platform/reference/error-table.js');
const { limitTables } = await compiled('apps/server/limits-table.js');

/** Puts text between the marks of a generated part of a page. */
const replacePart = (file, name, text) => {
  const page = readFileSync(file, 'utf8');
  const [start, end] = [`<!-- generated: ${name} -->\n`, '\n<!-- /generated -->'];
  const from = page.indexOf(start) + start.length;
  const to = page.indexOf(end, from - 1);
  if (from < start.length || to < 0) throw new Error(`${file} has no part "${name}".`);
  writeFileSync(file, `${page.slice(0, from)}\n${text}\n${page.slice(to)}`);
};

/** Writes the generated parts of the pages in a folder, for the routes of an OpenAPI document. */
export const writePages = (folder, document) => {
  const policy = JSON.parse(readFileSync(join(root, 'config/policy.json'), 'utf8'));
  const { fixed, settable } = limitTables(policy);
  replacePart(join(folder, 'on-behalf-of.md'), 'access', accessTables(document));
  replacePart(join(folder, 'errors.md'), 'errors', errorTable());
  replacePart(join(folder, 'limits.md'), 'fixed-limits', fixed);
  replacePart(join(folder, 'limits.md'), 'settable-limits', settable);
};
