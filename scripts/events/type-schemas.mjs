// Writes the JSON Schema of the type LedgerEvent of libs/events to standard output, with doc comments as descriptions.
import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';

const root = join(import.meta.dirname, '..', '..');
const TYPE = 'LedgerEvent';

const generator = createGenerator({
  path: join(root, 'libs/events/index.ts'),
  tsconfig: join(root, 'scripts/events/tsconfig.json'),
  type: TYPE,
  expose: 'none',
  topRef: false,
  jsDoc: 'extended',
  additionalProperties: false,
  // `npm run typecheck` does that.
  skipTypeCheck: true,
});

process.stdout.write(JSON.stringify(generator.createSchema(TYPE)));
