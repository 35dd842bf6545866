import { damage, note, type Report } from '@ledgerdesk/integrity';
import type { Projection } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { DatabaseObject } from '@ledgerdesk/postgres';
import { createHash } from 'node:crypto';
import { openRowsView, type StorageConfig } from '../storage.js';
import { compareSchemas } from './compare-schemas.js';
import { DATABASE_SCHEMA } from './database-schema.js';

/** Tables of read models, which come and go with their versions. */
const ROWS_TABLE = /_v\d+(?:$|_)/;

/** Hex digits of a hash that stand for a definition. */
const HASH_DIGITS = 16;

/** A short text that stands for a definition. */
export const definitionHash = (definition: string): string =>
  createHash('sha256').update(definition).digest('hex').slice(0, HASH_DIGITS);

const hashed = (object: DatabaseObject): DatabaseObject => ({
  ...object,
  definition: definitionHash(object.definition),
});

/** The objects that the stores of this version make, beside those of read models. */
const fixedObjects: readonly DatabaseObject[] = DATABASE_SCHEMA.map(([type, table, name, definition]) => ({
  type,
  table,
  name,
  definition,
}));

/** The read models whose tables are complete in the version that this engine has. */
const servingProjections = async (storage: StorageConfig): Promise<readonly Projection[]> => {
  const view = await openRowsView(storage);
  try {
    const serving = (await view.versions()).flatMap(({ name, version, serving: serves }) =>
      serves ? [`${name} ${version}`] : [],
    );
    return PROJECTIONS.filter(({ name, version }) => serving.includes(`${name} ${version}`));
  } finally {
    await view.close();
  }
};

/**
 * Compares tables, indexes, triggers, functions, rules, constraints and policies of the database with those that this
 * version makes. Keys may be in another database.
 */
export const checkDatabaseSchema = async (storage: StorageConfig, report: Report): Promise<void> => {
  const { schemaOfDatabase } = await import('@ledgerdesk/postgres');
  const { objectsOf } = await import('@ledgerdesk/read-store/postgres');
  const place = 'database';
  const actual = (await schemaOfDatabase({ url: storage.rows })).map(hashed);
  if (actual.length === 0) return;
  const rows = (await servingProjections(storage)).flatMap(objectsOf).map(hashed);
  const tables = new Set(actual.filter(({ type }) => type === 'table').map(({ name }) => name));
  const missing = new Set(
    fixedObjects.flatMap(({ type, name }) => (type === 'table' && !tables.has(name) ? [name] : [])),
  );
  const differences = compareSchemas({
    actual,
    expected: [...fixedObjects, ...rows],
    // Each store makes its tables when it is first opened.
    mayLack: ({ table }) => missing.has(table),
    mayHave: ({ type, table }) => ROWS_TABLE.test(table) && (type === 'table' || type === 'index'),
  });
  for (const { name, detail } of differences) report(damage('schema-changed', place, `${name} ${detail}`));
  const keys = storage.keys === undefined || storage.keys === storage.rows ? [] : ['subject_key'];
  const lacking = [...missing].filter((table) => !keys.includes(table));
  if (lacking.length > 0)
    report(note('schema-changed', place, `the tables ${lacking.join(', ')} are not there yet; a start makes them`));
};
