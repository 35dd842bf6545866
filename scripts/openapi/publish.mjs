// Makes the compiled engine's OpenAPI document the published one, docs/api/openapi.json, notes what is new in
// docs/api/changelog.md, and writes the generated parts of the pages in docs/api: `npm run api:publish`. Fails if a
// change may break a client of the published document. The first argument is another folder for the two files; the
// pages are then left as they are.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changesBetween } from './changes.mjs';
import { writePages } from './pages.mjs';

const root = join(import.meta.dirname, '../..');
const compiled = (path) => import(join(root, 'dist', path));
const folder = process.argv[2] ?? join(root, 'docs/api');
const [published, changelog] = ['openapi.json', 'changelog.md'].map((name) => join(folder, name));

const { openEngine, settingsFrom } = await compiled('apps/server/index.js');
const { createServer } = await compiled('apps/server/http-server.js');
const { describeApi } = await compiled('apps/api/platform/openapi/document.js');

/** The document of an engine on an empty data folder. */
const document = async () => {
  const data = mkdtempSync(join(tmpdir(), 'ledgerdesk-openapi-'));
  const engine = await openEngine(settingsFrom({ DATA_DIR: data, LOG_LEVEL: 'silent' }));
  const server = await createServer(engine);
  const described = describeApi(server.app);
  await server.close();
  rmSync(data, { recursive: true });
  return JSON.parse(JSON.stringify(described));
};

const noteAdded = (added) => {
  const text = readFileSync(changelog, 'utf8');
  const day = new Date().toISOString().slice(0, 10);
  const section = `## ${day}\n\n${added.map((line) => `- ${line}`).join('\n')}\n\n`;
  const first = text.search(/^## /m);
  writeFileSync(changelog, first < 0 ? `${text}\n${section}` : text.slice(0, first) + section + text.slice(first));
};

const after = await document();
const before = existsSync(published) ? JSON.parse(readFileSync(published, 'utf8')) : after;
const { breaking, added } = changesBetween(before, after);
if (breaking.length > 0) {
  console.error(`These changes may break clients of docs/api/openapi.json:\n${breaking.join('\n')}`);
  process.exitCode = 1;
} else {
  writeFileSync(published, `${JSON.stringify(after, null, 1)}\n`);
  if (process.argv[2] === undefined) writePages(folder, after);
  if (added.length > 0) noteAdded(added);
  console.log(added.length === 0 ? 'Published; no new operation or parameter.' : `Published:\n${added.join('\n')}`);
}
