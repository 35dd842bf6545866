import type Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import type { DataFolder } from '../../apps/server/data-folder.js';
import { checkSchemasAlone } from './checked-codes.js';
import { changed, withoutTriggers } from './databases.js';
import type { Choices } from './random.js';
import type { Tampering } from './tampering.js';

type ObjectType = 'trigger' | 'index' | 'table';

/** Names of objects that statements made. Of a search index, the tables behind it cannot be altered. */
const names = (db: Database.Database, type: ObjectType): readonly string[] =>
  db
    .prepare<[string], string>(
      `SELECT name FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL
        AND tbl_name IN (SELECT name FROM pragma_table_list WHERE type = 'table') ORDER BY name`,
    )
    .pluck()
    .all(type);

const databases = (folder: DataFolder): readonly string[] =>
  [folder.events, folder.rows, folder.outbox, folder.presence, folder.reads, folder.ledger, folder.subjectKeys].filter(
    (file) => existsSync(file),
  );

/** Runs a statement on a random object of this type, in a random database. Returns the file. */
const changeObject = (
  { folder, choices }: { readonly folder: DataFolder; readonly choices: Choices },
  type: ObjectType,
  statement: (name: string) => string,
): string => {
  const files = databases(folder).filter((file) => changed(file, (db) => names(db, type).length > 0));
  const file = choices.of(files);
  changed(file, (db) => void db.exec(statement(choices.of(names(db, type)))));
  return file;
};

/** Returns a tampering that runs a statement on a random object of this type, in a random database. */
const onObject =
  (type: ObjectType, statement: (name: string) => string) =>
  (folder: DataFolder, choices: Choices): void =>
    void changeObject({ folder, choices }, type, statement);

/** Makes a database say that an earlier version wrote it, so that the next start would migrate it. */
const markEarlier = (file: string): void =>
  withoutTriggers(file, (db) => {
    const steps = names(db, 'table').find((name) => name.endsWith('_migration'));
    db.exec(
      steps === undefined
        ? 'UPDATE log SET schema_version = schema_version - 1'
        : `DELETE FROM ${steps} WHERE name = (SELECT max(name) FROM ${steps})`,
    );
  });

const onObjectOfEarlier =
  (type: ObjectType, statement: (name: string) => string) =>
  (folder: DataFolder, choices: Choices): void =>
    markEarlier(changeObject({ folder, choices }, type, statement));

const schema = (name: string, apply: Tampering['apply']): Tampering => ({
  name,
  check: checkSchemasAlone,
  apply,
  found: ['schema-changed'],
});

/** Changes of tables, indexes, triggers and views, in any of the databases. */
export const SCHEMA_TAMPERINGS: readonly Tampering[] = [
  schema(
    'a trigger dropped',
    onObject('trigger', (name) => `DROP TRIGGER "${name}"`),
  ),
  schema(
    'a trigger added',
    onObject('table', (name) => `CREATE TRIGGER quiet AFTER INSERT ON "${name}" BEGIN SELECT 1; END`),
  ),
  schema(
    'an index dropped',
    onObject('index', (name) => `DROP INDEX "${name}"`),
  ),
  schema(
    'a column added',
    onObject('table', (name) => `ALTER TABLE "${name}" ADD COLUMN hidden text`),
  ),
  schema(
    'an index dropped, and the database marked as one of an earlier version',
    onObjectOfEarlier('index', (name) => `DROP INDEX "${name}"`),
  ),
  schema(
    'a column added, and the database marked as one of an earlier version',
    onObjectOfEarlier('table', (name) => `ALTER TABLE "${name}" ADD COLUMN hidden text`),
  ),
  schema(
    'a view added',
    onObject('table', (name) => `CREATE VIEW quiet AS SELECT * FROM "${name}"`),
  ),
];
