import type Database from 'better-sqlite3';
import { checkRowsOf } from './checked-codes.js';
import { changed } from './databases.js';
import type { Choices } from './random.js';
import type { Tampering } from './tampering.js';

/** Tables of rows that have rows. */
const rowTables = (db: Database.Database): readonly string[] =>
  db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '*_v[0-9]*' ORDER BY name")
    .pluck()
    .all()
    .filter((name) => /_v\d+$/.test(name))
    .filter((name) => db.prepare(`SELECT 1 FROM "${name}" LIMIT 1`).get() !== undefined);

interface StoredBody {
  readonly key: string;
  readonly body: string;
}

/** A value of the same type that differs. */
const otherValue = (value: unknown): unknown => {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return typeof value === 'string' ? `${value}x` : 'x';
};

/** The body with one field changed that no column repeats, if there is one. */
const falsified = (columns: readonly string[], { body }: StoredBody, choices: Choices): string => {
  const row = JSON.parse(body) as Record<string, unknown>;
  const fields = Object.keys(row).filter((name) => !columns.includes(name));
  const name = choices.of(fields.length > 0 ? fields : Object.keys(row));
  return JSON.stringify({ ...row, [name]: otherValue(row[name]) });
};

const columnsOf = (db: Database.Database, table: string): readonly string[] =>
  db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);

/** Changes the bodies of up to 667 rows. */
const falsifyRows = (db: Database.Database, table: string, choices: Choices): void => {
  const rows = db.prepare<[], StoredBody>(`SELECT key, body FROM "${table}" ORDER BY key`).all();
  const columns = columnsOf(db, table);
  const update = db.prepare(`UPDATE "${table}" SET body = ? WHERE key = ?`);
  const count = Math.min(667, choices.between(1, rows.length));
  for (const row of rows.slice(0, count)) update.run(falsified(columns, row, choices), row.key);
};

const keyIn = (db: Database.Database, table: string, choices: Choices): string =>
  choices.of(db.prepare<[], string>(`SELECT key FROM "${table}" ORDER BY key`).pluck().all());

/** A row of something that never was: a copy of another, under a key of its own. */
const forgeRow = (db: Database.Database, table: string, choices: Choices): void => {
  const others = columnsOf(db, table).filter((name) => name !== 'key');
  const columns = others.map((name) => `"${name}"`).join(', ');
  db.prepare(
    `INSERT INTO "${table}" (key, ${columns}) SELECT key || 'x', ${columns} FROM "${table}" WHERE key = ?`,
  ).run(keyIn(db, table, choices));
};

const rows = (
  name: string,
  change: (db: Database.Database, table: string, choices: Choices) => void,
  found: Tampering['found'],
): Tampering => ({
  name,
  check: checkRowsOf('tickets'),
  apply: (folder, choices) =>
    changed(folder.rows, (db) => {
      const table = choices.of(rowTables(db));
      change(db, table, choices);
      return { readModel: table.replace(/_v\d+$/, '') };
    }),
  found,
});

/** Changes of the rows that people are shown. */
export const ROW_TAMPERINGS: readonly Tampering[] = [
  rows('falsified rows', falsifyRows, ['row-differs', 'row-columns']),
  rows(
    'a row deleted',
    (db, table, choices) => void db.prepare(`DELETE FROM "${table}" WHERE key = ?`).run(keyIn(db, table, choices)),
    ['row-differs'],
  ),
  rows('a forged row', forgeRow, ['row-differs', 'row-columns']),
  rows('all rows of a read model deleted', (db, table) => void db.exec(`DELETE FROM "${table}"`), ['row-differs']),
];
