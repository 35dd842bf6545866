import type { StoreMigrations } from '@ledgerdesk/migrations';
import type { SchemaObject } from '../../apps/server/integrity/compare-schemas.js';
import { hashed, isOfRows, type StoreSchema, type StoreSchemas } from '../../apps/server/integrity/store-schema.js';

/** The migrations of a store up to its first step, its second one, and so on. */
export const stepByStep = ({ store, steps }: StoreMigrations): readonly StoreMigrations[] => {
  const names = Object.keys(steps).toSorted();
  return names.map((_, at) => ({
    store,
    steps: Object.fromEntries(Object.entries(steps).filter(([name]) => names.indexOf(name) <= at)),
  }));
};

/** The schema of a store, from its objects in each version. An object that was dropped does not come back. */
export const storeSchema = (versions: readonly (readonly SchemaObject[])[]): StoreSchema => {
  const found = new Map<string, StoreSchema['objects'][number]>();
  for (const [at, objects] of versions.entries())
    for (const { type, table, name, definition } of objects.filter((one) => !isOfRows(one)).map(hashed)) {
      const key = [type, table, name, definition].join(' ');
      const until = at + 1 === versions.length ? null : at + 1;
      found.set(key, [found.get(key)?.[0] ?? at + 1, until, type, table, name, definition]);
    }
  const byKey = [...found].toSorted(([a, [since]], [b, [other]]) => (a < b ? -1 : a > b ? 1 : since - other));
  return { version: versions.length, objects: byKey.map(([, object]) => object) };
};

/** The text of a file that declares schemas. */
export const schemaSource = (name: string, where: string, schemas: StoreSchemas): string => {
  const stores = Object.entries(schemas)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([store, { version, objects }]) => {
      const lines = objects.map((object) => `      ${JSON.stringify(object)},\n`).join('');
      return `  ${store}: {\n    version: ${version},\n    objects: [\n${lines}    ],\n  },\n`;
    });
  return `import type { StoreSchemas } from './store-schema.js';

/**
 * The objects that stores make ${where}, without those of read models, each with the first and the
 * last version of its store that has it. \`npm run schemas\` writes this file.
 */
export const ${name}: StoreSchemas = {
${stores.join('')}};
`;
};
