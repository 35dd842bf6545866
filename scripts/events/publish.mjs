// Adds the shapes of new event types and versions to libs/events/published.json, and writes the JSON Schemas of all
// events: `npm run events:publish`. Fails if a published shape was changed or removed, in the catalogue or in the file,
// or if an event or a field has no description.
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

/** Writes the schemas of all events, and returns them. */
const publishSchemas = async (file) => {
  const generated = execFileSync(process.execPath, [join(import.meta.dirname, 'type-schemas.mjs')]);
  const schemas = composeSchemas(JSON.parse(generated), definitions);
  writeFileSync(file, await schemasSource(schemas, file));
  return schemas;
};

try {
  const [shapes, digests, schemas] = ['published.json', 'published-digests.json', 'schemas/event-schemas.ts'];
  const inFolder = (name) => join(root, 'libs/events', name);
  const added = publishShapes(inFolder(shapes), inFolder(digests));
  await publishSchemas(inFolder(schemas));
  process.stdout.write(added.length === 0 ? 'No new event types or versions.\n' : `Published ${added.join(', ')}.\n`);
} catch (error) {
  if (!(error instanceof PublishedShapeError || error instanceof UndescribedEventError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
