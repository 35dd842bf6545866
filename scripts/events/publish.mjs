// Adds the shapes of new event types and versions to libs/events/published.json: `npm run events:publish`.
// Fails if a published shape was changed or removed, in the catalogue or in the file.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const { EVENTS_BY_CATEGORY } = await import(join(root, 'dist/libs/events/catalogue.js'));
const { addShapes, assertOnlyAdded, digestsOf, PublishedShapeError, publishedText } = await import(
  join(root, 'dist/libs/events/published-shapes.js')
);

const folder = process.argv[2] ?? join(root, 'libs/events');
const [shapesFile, digestsFile] = ['published.json', 'published-digests.json'].map((name) => join(folder, name));
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

try {
  const before = readJson(shapesFile);
  assertOnlyAdded(readJson(digestsFile), before, sha256);
  const after = addShapes(before, Object.values(EVENTS_BY_CATEGORY).flat());
  writeFileSync(shapesFile, publishedText(after));
  writeFileSync(digestsFile, publishedText(digestsOf(after, sha256)));
  const added = Object.keys(after).slice(Object.keys(before).length);
  process.stdout.write(added.length === 0 ? 'Nothing to publish.\n' : `Published ${added.join(', ')}.\n`);
} catch (error) {
  if (!(error instanceof PublishedShapeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
