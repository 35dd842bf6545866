// Adds the shapes of new event types and versions to libs/events/published.json, and writes the JSON Schemas of all
// events, their catalogue and the AsyncAPI document: `npm run events:publish`. Fails if a published shape was changed
// or removed, in the catalogue or in the file, or if an event or a field has no description.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemasSource } from './schemas-source.mjs';

const root = join(import.meta.dirname, '..', '..');
const { EVENTS_BY_CATEGORY } = await import(join(root, 'dist/libs/events/catalogue.js'));
const { addShapes, assertOnlyAdded, digestsOf, PublishedShapeError, publishedText } = await import(
  join(root, 'dist/libs/events/published-shapes.js')
);
const { composeSchemas, UndescribedEventError } = await import(
  join(root, 'dist/libs/events/schemas/compose-schemas.js')
);

const definitions = Object.values(EVENTS_BY_CATEGORY).flat();
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** Adds new shapes and digests, and returns what was added. */
const publishShapes = (shapesFile, digestsFile) => {
  const before = readJson(shapesFile);
  assertOnlyAdded(readJson(digestsFile), before, sha256);
  const after = addShapes(before, definitions);
  writeFileSync(shapesFile, publishedText(after));
  writeFileSync(digestsFile, publishedText(digestsOf(after, sha256)));
  return Object.keys(after).slice(Object.keys(before).length);
};

/** Writes the schemas of all events. */
const publishSchemas = async (file) => {
  const generated = execFileSync(process.execPath, [join(import.meta.dirname, 'type-schemas.mjs')]);
  const schemas = composeSchemas(JSON.parse(generated), definitions);
  writeFileSync(file, await schemasSource(schemas, file));
};

/** Writes the catalogue and the AsyncAPI document from the schemas, which have to be compiled. */
const publishDocuments = async (folder) => {
  execFileSync(process.execPath, [join(root, 'scripts/build/if-stale.mjs')], { stdio: 'inherit' });
  const { EVENT_SCHEMAS } = await import(join(root, 'dist/libs/events/schemas/index.js'));
  const { eventsPage } = await import(join(root, 'dist/libs/events/schemas/events-page.js'));
  const { describeEvents } = await import(join(root, 'dist/apps/api/ledger/async-api.js'));
  writeFileSync(join(folder, 'events.md'), eventsPage(EVENT_SCHEMAS));
  writeFileSync(join(folder, 'asyncapi.json'), `${JSON.stringify(describeEvents(), null, 1)}\n`);
};

try {
  const [shapes, digests, schemas] = ['published.json', 'published-digests.json', 'schemas/event-schemas.ts'];
  const inFolder = (name) => join(root, 'libs/events', name);
  const added = publishShapes(inFolder(shapes), inFolder(digests));
  await publishSchemas(inFolder(schemas));
  await publishDocuments(join(root, 'docs/api'));
  process.stdout.write(added.length === 0 ? 'No new event types or versions.\n' : `Published ${added.join(', ')}.\n`);
} catch (error) {
  if (!(error instanceof PublishedShapeError || error instanceof UndescribedEventError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
