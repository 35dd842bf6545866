import { damage, note, type Report } from '@ledgerdesk/integrity';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { type FileSchema, type SchemaObject, schemaOfFile } from '@ledgerdesk/sqlite';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type DataFolder, dataFolderAt } from '../data-folder.js';
import {
  embeddedStorage,
  openKeyStore,
  openLogForWriting,
  openOutbox,
  openPresence,
  openReadAudit,
  openRows,
  openRowsView,
  openTreeStore,
  type StorageConfig,
} from '../storage.js';
import type { Settings } from '../settings.js';
import { checkDatabaseSchema } from './check-database-schema.js';
import { compareSchemas } from './compare-schemas.js';

/** Creates each embedded database as this version does, with a table for every read model. */
const createAll = async (folder: string): Promise<void> => {
  const { createSubscriptions } = await import('@ledgerdesk/esdb-gateway');
  const storage = embeddedStorage(folder);
  await (await openLogForWriting(storage, { thread: false, onWarning: () => undefined })).close();
  const rows = await openRows(storage);
  for (const projection of PROJECTIONS) await rows.serve(projection);
  await rows.close();
  await (await openOutbox(storage)).close();
  await (await openPresence(storage)).close();
  await (await openReadAudit(storage, false)).close();
  await (await openTreeStore(storage)).close();
  createSubscriptions(dataFolderAt(folder).subscriptions);
  await (await openKeyStore({ ...storage, masterKey: { keys: randomBytes(32).toString('base64') } })).close();
};

/** The databases whose schemas are compared. */
const databasesIn = ({
  events,
  rows,
  outbox,
  presence,
  reads,
  ledger,
  subjectKeys,
  subscriptions,
}: DataFolder): readonly string[] => [events, rows, outbox, presence, reads, ledger, subjectKeys, subscriptions];

/** Creates the schemas of this version, by the name of the file. */
const createSchemas = async (): Promise<ReadonlyMap<string, FileSchema>> => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-schema-'));
  try {
    await createAll(folder);
    return new Map(databasesIn(dataFolderAt(folder)).map((file) => [basename(file), schemaOfFile(file)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

let schemas: Promise<ReadonlyMap<string, FileSchema>> | undefined;

/** The schemas that this version creates, by the name of the file. Made once in a process. */
const expectedSchemas = (): Promise<ReadonlyMap<string, FileSchema>> => (schemas ??= createSchemas());

/** Tables of read models, which come and go with their versions: `ticket-list_v7`, and what belongs to them. */
const ROWS_TABLE = /_v\d+(?:$|_)/;

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

/** A file that an earlier version wrote, and this one migrates when the engine starts. */
const isOfEarlierVersion = (actual: FileSchema, expected: FileSchema): boolean => {
  const tables = new Set(actual.objects.filter(({ type }) => type === 'table').map(({ name }) => name));
  const isTable = ({ type, name }: SchemaObject): boolean => type === 'table' && !ROWS_TABLE.test(name);
  return actual.version < expected.version || expected.objects.some((one) => isTable(one) && !tables.has(one.name));
};

const NONE: FileSchema = { objects: [], version: 0 };

interface CheckedFile {
  readonly file: string;
  readonly expected: FileSchema;
  /** Tables of read models that must be complete. */
  readonly serving: readonly string[];
}

const checkFile = ({ file, expected, serving }: CheckedFile, report: Report): void => {
  const found = schemaOfFile(file);
  const actual = found.objects;
  const place = `file ${basename(file)}`;
  const isEarlier = isOfEarlierVersion(found, expected);
  const tables = new Set(actual.map(({ table }) => table));
  const differences = compareSchemas({
    actual: isEarlier ? actual.filter(({ type }) => type === 'trigger' || type === 'view') : actual,
    expected: expected.objects,
    mayLack: (object) =>
      ROWS_TABLE.test(object.table)
        ? isEarlier || !isPartOf(serving, object)
        : isEarlier && (object.type !== 'trigger' || !tables.has(object.table)),
    mayHave: (object) => ROWS_TABLE.test(object.table) && (object.type === 'table' || object.type === 'index'),
  });
  for (const { name, detail } of differences) report(damage('schema-changed', place, `${name} ${detail}`));
  if (isEarlier) report(note('schema-changed', place, 'an earlier version wrote it; the next start migrates it'));
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

/** Compares tables, indexes, triggers and views of the embedded databases with those that this version creates. */
export const checkSchemas = async (folder: DataFolder, report: Report): Promise<void> => {
  const expected = await expectedSchemas();
  const serving = existsSync(folder.rows) ? await servingTables(folder.path) : [];
  for (const file of databasesIn(folder))
    if (existsSync(file)) checkFile({ file, expected: expected.get(basename(file)) ?? NONE, serving }, report);
};
