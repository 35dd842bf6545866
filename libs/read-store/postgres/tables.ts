import { createHash } from 'node:crypto';
import type { Projection } from '@ledgerdesk/kernel';
import { TableMismatch } from '@ledgerdesk/read-store';
import { countsTable, quote, tableName, versionsAmong } from '../sql/names.js';
import type { Schema } from './schema.js';
import { GRAMS, GRAMS_TYPE } from './search-index.js';
import { type DatabaseObject, MAX_IDENTIFIER_BYTES, type Session } from '@ledgerdesk/postgres';

const SQL_TYPES = { text: 'text', integer: 'bigint' } as const;

/** SQL types of the table's columns by name, in order. `key`, `body` and `grams` are reserved. */
export const columnsOf = ({ table }: Projection): Map<string, string> =>
  new Map([
    ['key', 'text'],
    ...Object.entries(table.columns).map(([column, type]) => [column, SQL_TYPES[type]] as const),
    ['body', 'text'],
    ...(table.search ? [[GRAMS, GRAMS_TYPE] as const] : []),
  ]);

/** Text sorts by code point, regardless of the collation of the database. */
const definitionOf = ([column, type]: readonly [string, string]): string => {
  const collation = type === 'text' ? ' COLLATE "C"' : '';
  const constraint = column === 'key' ? ' NOT NULL PRIMARY KEY' : column === 'body' ? ' NOT NULL' : '';
  return `${quote(column)} ${type}${collation}${constraint}`;
};

/** Creates the table and indexes of a projection version if missing. Rejects with TableMismatch. */
export const createTable = async (session: Session, schema: Schema, projection: Projection): Promise<void> => {
  const table = tableName(projection);
  if (Buffer.byteLength(table) > MAX_IDENTIFIER_BYTES)
    throw new RangeError(`The table name ${table} is too long: PostgreSQL allows ${MAX_IDENTIFIER_BYTES} bytes.`);
  const columns = columnsOf(projection);
  await session.run(
    `CREATE TABLE IF NOT EXISTS ${schema.rows(projection)} (${[...columns].map(definitionOf).join(', ')})`,
  );
  await assertShape(session, schema.rows(projection), columns);
  if (projection.table.search)
    await session.run(
      `CREATE INDEX IF NOT EXISTS ${indexName(table, [GRAMS])}
       ON ${schema.rows(projection)} USING gin (${quote(GRAMS)})`,
    );
  if (projection.table.counted) await session.run(countsDefinition(schema.counts(projection)));
  for (const index of projection.table.indexes) {
    await session.run(
      `CREATE INDEX IF NOT EXISTS ${indexName(table, index)}
       ON ${schema.rows(projection)} (${index.map(quote).join(', ')})`,
    );
  }
};

const countsDefinition = (table: string): string =>
  `CREATE TABLE IF NOT EXISTS ${table}
   ("within" text COLLATE "C", value text COLLATE "C", kind text COLLATE "C", rows bigint NOT NULL,
   PRIMARY KEY ("within", value, kind))`;

/** Name of an index: table and columns, or their hash if that is too long. */
const indexName = (table: string, columns: readonly string[]): string => {
  const name = [table, ...columns].join('_');
  return quote(
    Buffer.byteLength(name) <= MAX_IDENTIFIER_BYTES
      ? name
      : createHash('sha256').update(name).digest('hex').slice(0, 32),
  );
};

const assertShape = async (session: Session, table: string, columns: ReadonlyMap<string, string>): Promise<void> => {
  const found = await session.all<{ column: string }>(
    `SELECT attname || ' ' || format_type(atttypid, atttypmod) AS column FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    table,
  );
  const actual = found.map(({ column }) => column).join(', ');
  const expected = [...columns].map(([column, type]) => `${column} ${type}`).join(', ');
  if (actual !== expected) throw new TableMismatch(table, actual, expected);
};

const indexObject = (table: string, name: string, definition: string): DatabaseObject => ({
  type: 'index',
  name: name.replaceAll('"', ''),
  table,
  definition,
});

const tableObject = (name: string, columns: readonly string[]): DatabaseObject => ({
  type: 'table',
  name,
  table: name,
  definition: [...columns].sort().join(', '),
});

/** Name of the index of a primary key, as the server shortens it. */
const keyIndexName = (table: string): string => `${table.slice(0, MAX_IDENTIFIER_BYTES - '_pkey'.length)}_pkey`;

/** What a projection version has in the database: the tables and indexes that `createTable` makes. */
export const objectsOf = (projection: Projection): readonly DatabaseObject[] => {
  const table = tableName(projection);
  const required = new Set(['key', 'body']);
  const columns = [...columnsOf(projection)].map(
    ([name, type]) => `${name} ${type}${required.has(name) ? ' NOT NULL' : ''}`,
  );
  const { search, counted, indexes } = projection.table;
  const counts = countsTable(table);
  return [
    tableObject(table, columns),
    indexObject(table, keyIndexName(table), 'UNIQUE btree key'),
    ...(search ? [indexObject(table, indexName(table, [GRAMS]), `gin ${GRAMS}`)] : []),
    ...indexes.map((index) => indexObject(table, indexName(table, index), `btree ${index.join(', ')}`)),
    ...(counted
      ? [
          tableObject(counts, [
            'within text NOT NULL',
            'value text NOT NULL',
            'kind text NOT NULL',
            'rows bigint NOT NULL',
          ]),
          indexObject(counts, keyIndexName(counts), 'UNIQUE btree within, value, kind'),
        ]
      : []),
  ];
};

/** Versions of the projection that have a table. */
export const versionsOf = async (session: Session, schema: Schema, name: string): Promise<number[]> => {
  const tables = await session.all<{ name: string }>(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = $1',
    schema.name,
  );
  return versionsAmong(
    tables.map((table) => table.name),
    name,
  );
};
