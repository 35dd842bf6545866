// Adds the shapes of new event types and versions to libs/events/published.json: `npm run events:publish`.
// Fails if a published shape was changed or removed, in the catalogue or in the file.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const FILE = 'libs/events/published.json';
const { EVENTS_BY_CATEGORY } = await import(join(root, 'dist/libs/events/catalogue.js'));
const { addShapes, assertOnlyAdded, PublishedShapeError, shapesText } = await import(
  join(root, 'dist/libs/events/published-shapes.js')
);

const file = process.argv[2] ?? join(root, FILE);
const before = JSON.parse(readFileSync(file, 'utf8'));
// Without git, as in an unpacked archive, there is no committed file to compare with.
const { status, stdout } = spawnSync('git', ['show', `HEAD:${FILE}`], { cwd: root, encoding: 'utf8' });

try {
  if (status === 0) assertOnlyAdded(JSON.parse(stdout), before);
  const after = addShapes(before, Object.values(EVENTS_BY_CATEGORY).flat());
  writeFileSync(file, shapesText(after));
  const added = Object.keys(after).slice(Object.keys(before).length);
  process.stdout.write(added.length === 0 ? 'Nothing to publish.\n' : `Published ${added.join(', ')}.\n`);
} catch (error) {
  if (!(error instanceof PublishedShapeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
