// Makes the compiled engine's OpenAPI document the published one, docs/api/openapi.json, notes what is new in
// docs/api/changelog.md, and writes the generated parts of the pages in docs/api: `npm run api:publish`. Fails if a
// change may break a client of the published document. The first argument is another folder for the two files; the
// pages are then left as they are.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changesBetween } from './changes.mjs';
import { writePages } from './pages.mjs';

const root = join(import.meta.dirname, '../..');
const folder = process.argv[2] ?? join(root, 'docs/api');
const [published, changelog] = ['openapi.json', 'changelog.md'].map((name) => join(folder, name));

/** The address of an engine that has started. Throws with its output if it ends instead. */
const addressOf = async (engine) => {
  let output = '';
  for await (const chunk of engine.stdout) {
    output += chunk;
    const [, url] = /listening on (\S+)/.exec(output) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error(`The engine did not start:\n${output}`);
};

/** The document of an engine on an empty data folder. */
const document = async () => {
  const data = mkdtempSync(join(tmpdir(), 'ledgerdesk-openapi-'));
  const env = { DATA_DIR: data, HOST: '127.0.0.1', PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'silent' };
  const engine = spawn(process.execPath, [join(root, 'dist/apps/server/main.js')], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(engine, 'exit');
  try {
    return await (await fetch(`${await addressOf(engine)}/openapi.json`)).json();
  } finally {
    engine.kill();
    await ended;
    rmSync(data, { recursive: true });
  }
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
