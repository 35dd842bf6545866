import type Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import type { DataFolder } from '../../apps/server/data-folder.js';
import { checkSchemasAlone } from './checked-codes.js';
import { changed } from './databases.js';
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

/** Returns a tampering that runs a statement on a random object of this type, in a random database. */
const onObject =
  (type: ObjectType, statement: (name: string) => string) =>
  (folder: DataFolder, choices: Choices): void => {
    const files = databases(folder).filter((file) => changed(file, (db) => names(db, type).length > 0));
    changed(choices.of(files), (db) => void db.exec(statement(choices.of(names(db, type)))));
  };

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
    'a view added',
    onObject('table', (name) => `CREATE VIEW quiet AS SELECT * FROM "${name}"`),
  ),
];
