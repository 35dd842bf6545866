import { damage, note, type Report, unknown } from '@ledgerdesk/integrity';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { schemaOfFile } from '@ledgerdesk/sqlite';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type DataFolder, dataFolderAt } from '../data-folder.js';
import { embeddedStorage, openRows, openRowsView, type StorageConfig } from '../storage.js';
import type { Settings } from '../settings.js';
import { checkDatabaseSchema } from './check-database-schema.js';
import { compareSchemas, type SchemaObject } from './compare-schemas.js';
import { FILE_SCHEMAS } from './file-schemas.js';
import { absentTables, expectedObjects, hashed, isEarlier, isOfRows, isRowsObject } from './store-schema.js';
import { storeVersion } from './store-version.js';

/** The stores of a data folder with their files, by the names of the stores. */
const storeFiles = (folder: DataFolder): ReadonlyMap<string, string> =>
  new Map([
    ['log', folder.events],
    ['read_store', folder.rows],
    ['outbox', folder.outbox],
    ['presence', folder.presence],
    ['read_audit', folder.reads],
    ['ledger', folder.ledger],
    ['keys', folder.subjectKeys],
    ['subscriptions', folder.subscriptions],
  ]);

/** Makes the tables of every read model as this version does, and returns their objects. */
const createRows = async (): Promise<readonly SchemaObject[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-schema-'));
  try {
    const rows = await openRows(embeddedStorage(folder));
    for (const projection of PROJECTIONS) await rows.serve(projection);
    await rows.close();
    return schemaOfFile(dataFolderAt(folder).rows).filter(isOfRows).map(hashed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

let rowsObjects: Promise<readonly SchemaObject[]> | undefined;

/** The objects of read models that this version makes. Made once in a process. */
const expectedRows = (): Promise<readonly SchemaObject[]> => (rowsObjects ??= createRows());

/** Versions of read models whose tables are complete, as the beginning of the names of tables and indexes. */
const servingTables = async (folder: string): Promise<readonly string[]> => {
  const view = await openRowsView(embeddedStorage(folder));
  try {
    return (await view.versions()).flatMap(({ name, version, serving }) => (serving ? [`${name}_v${version}`] : []));
  } finally {
    await view.close();
  }
};

const isPartOf = (tables: readonly string[], { table }: SchemaObject): boolean =>
  tables.some((one) => table === one || table.startsWith(`${one}_`));

interface CheckedFile {
  readonly store: string;
  readonly file: string;
  /** Objects of read models that this version makes, in the file of rows. */
  readonly rows: readonly SchemaObject[];
  /** Tables of read models that must be complete. */
  readonly serving: readonly string[];
}

const checkFile = ({ store, file, rows, serving }: CheckedFile, report: Report): void => {
  const schema = FILE_SCHEMAS[store];
  if (!schema) return;
  const actual = schemaOfFile(file).map(hashed);
  const found = { name: store, schema, version: storeVersion(file, store) };
  const expected = expectedObjects([found], actual);
  const place = `file ${basename(file)}`;
  const isOfEarlierVersion = isEarlier(found);
  const differences = compareSchemas({
    actual: isOfEarlierVersion ? actual.filter((object) => !isRowsObject(object)) : actual,
    expected: [...expected.objects, ...rows],
    mayLack: (object) =>
      isOfRows(object) ? isOfEarlierVersion || !isPartOf(serving, object) : expected.mayLack(object),
    mayHave: isRowsObject,
  });
  for (const { name, detail } of differences) report(damage('schema-changed', place, `${name} ${detail}`));
  const absent = absentTables(found, actual);
  if (absent.length > 0)
    report(unknown('schema-changed', place, `it has none of its tables (${absent.join(', ')}): new, or dropped`));
  else if (isOfEarlierVersion)
    report(note('schema-changed', place, 'an earlier version wrote it; the next start migrates it'));
};

/**
 * Compares the schemas of the stores that settings select with those that this version makes: of embedded databases
 * and, with `DATABASE_URL`, of that database. Files that are not used are not compared.
 */
export const checkStoredSchemas = async (
  { settings, storage }: { readonly settings: Pick<Settings, 'DATA_DIR'>; readonly storage: StorageConfig },
  report: Report,
): Promise<void> => {
  await checkSchemas(dataFolderAt(settings.DATA_DIR), report);
  if (isPostgres(storage.rows)) await checkDatabaseSchema(storage, report);
};

const isPostgres = (url: string): boolean => /^postgres(?:ql)?:/.test(url);

/**
 * Compares tables, indexes, triggers and views of the embedded databases with those that the recorded version of each
 * has.
 */
export const checkSchemas = async (folder: DataFolder, report: Report): Promise<void> => {
  const hasRows = existsSync(folder.rows);
  const rows = hasRows ? await expectedRows() : [];
  const serving = hasRows ? await servingTables(folder.path) : [];
  for (const [store, file] of storeFiles(folder))
    if (existsSync(file)) checkFile({ store, file, rows: store === 'read_store' ? rows : [], serving }, report);
};
