import { damage, note, type Report, unknown } from '@ledgerdesk/integrity';
import type { Projection } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { openRowsView, type StorageConfig } from '../storage.js';
import { compareSchemas, type SchemaObject } from './compare-schemas.js';
import { DATABASE_SCHEMA } from './database-schema.js';
import {
  absentTables,
  expectedObjects,
  type FoundStore,
  hashed,
  isEarlier,
  isOfRows,
  isRowsObject,
} from './store-schema.js';

const PLACE = 'database';

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
 * Each store makes its tables when it is first opened, and migrates those of an earlier version. In a database where
 * other stores are of this version, a store without tables was never opened, or its tables were dropped.
 */
const reportDue = (
  stores: readonly FoundStore[],
  actual: readonly SchemaObject[],
  hasKeys: boolean,
  report: Report,
): void => {
  const due = stores.filter(isEarlier);
  const absent = due.filter((store) => absentTables(store, actual).length > 0);
  const earlier = due.filter((store) => !absent.includes(store)).map(({ name }) => name);
  const lacking = absent.flatMap((store) => (store.name === 'keys' && !hasKeys ? [] : absentTables(store, actual)));
  if (earlier.length > 0) {
    const detail = `an earlier version made the tables of ${earlier.join(', ')}; the next start migrates them`;
    report(note('schema-changed', PLACE, detail));
  }
  if (lacking.length === 0) return;
  const tables = `the tables ${lacking.join(', ')} are not there`;
  if (stores.every(isEarlier)) report(note('schema-changed', PLACE, `${tables} yet; a start makes them`));
  else report(unknown('schema-changed', PLACE, `${tables}: no engine has needed them yet, or they were dropped`));
};

/**
 * Compares tables, indexes, triggers, functions, rules, constraints and policies of the database with those that the
 * recorded migration steps of each store make. Keys may be in another database.
 */
export const checkDatabaseSchema = async (storage: StorageConfig, report: Report): Promise<void> => {
  const { migratedSteps, schemaOfDatabase } = await import('@ledgerdesk/postgres');
  const { objectsOf } = await import('@ledgerdesk/read-store/postgres');
  const actual = (await schemaOfDatabase({ url: storage.rows })).map(hashed);
  if (actual.length === 0) return;
  const steps = await migratedSteps({ url: storage.rows }, Object.keys(DATABASE_SCHEMA));
  const stores = Object.entries(DATABASE_SCHEMA).map(([name, schema]) => {
    return { name, schema, version: steps.get(name) ?? 0 };
  });
  const expected = expectedObjects(stores, actual);
  const rowsStore = stores.find(({ name }) => name === 'read_store');
  const areRowsEarlier = rowsStore !== undefined && isEarlier(rowsStore);
  const rows = areRowsEarlier ? [] : (await servingProjections(storage)).flatMap(objectsOf).map(hashed);
  const differences = compareSchemas({
    actual: areRowsEarlier ? actual.filter((object) => !isRowsObject(object)) : actual,
    expected: [...expected.objects, ...rows],
    mayLack: (object) => !isOfRows(object) && expected.mayLack(object),
    mayHave: isRowsObject,
  });
  for (const { name, detail } of differences) report(damage('schema-changed', PLACE, `${name} ${detail}`));
  reportDue(stores, actual, storage.keys === undefined || storage.keys === storage.rows, report);
};
