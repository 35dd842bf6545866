import { createHash } from 'node:crypto';
import type { Projection } from '@ledgerdesk/kernel';
import { TableMismatch } from '@ledgerdesk/read-store';
import { quote, tableName, versionsAmong } from '../sql/names.js';
import type { Schema } from './schema.js';
import { MAX_IDENTIFIER_BYTES } from '@ledgerdesk/postgres';
import type { Session } from '@ledgerdesk/postgres';

const SQL_TYPES = { text: 'text', integer: 'bigint' } as const;

/** SQL types of a table's columns by name, in order; a row column called `key` or `body` would clash. */
export const columnsOf = ({ table }: Projection): Map<string, string> =>
  new Map([
    ['key', 'text'],
    ...Object.entries(table.columns).map(([column, type]) => [column, SQL_TYPES[type]] as const),
    ['body', 'text'],
  ]);

/** Text sorts by code point, whatever order the database was made with. */
const definitionOf = ([column, type]: readonly [string, string]): string => {
  const collation = type === 'text' ? ' COLLATE "C"' : '';
  const constraint = column === 'key' ? ' NOT NULL PRIMARY KEY' : column === 'body' ? ' NOT NULL' : '';
  return `${quote(column)} ${type}${collation}${constraint}`;
};

/** Makes the table and the indexes of a version if they are missing. */
export const createTable = async (session: Session, schema: Schema, projection: Projection): Promise<void> => {
  const table = tableName(projection);
  if (Buffer.byteLength(table) > MAX_IDENTIFIER_BYTES)
    throw new RangeError(`The name ${table} is too long: PostgreSQL takes ${MAX_IDENTIFIER_BYTES} bytes.`);
  const columns = columnsOf(projection);
  await session.run(
    `CREATE TABLE IF NOT EXISTS ${schema.rows(projection)} (${[...columns].map(definitionOf).join(', ')})`,
  );
  await assertShape(session, schema.rows(projection), columns);
  for (const index of projection.table.indexes) {
    await session.run(
      `CREATE INDEX IF NOT EXISTS ${indexId(table, index)} ON ${schema.rows(projection)} (${index.map(quote).join(', ')})`,
    );
  }
};

/** A name that says what the index is over, or stands for it when it would be too long. */
const indexId = (table: string, columns: readonly string[]): string => {
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
  const stands = found.map(({ column }) => column).join(', ');
  const wanted = [...columns].map(([column, type]) => `${column} ${type}`).join(', ');
  if (stands !== wanted) throw new TableMismatch(table, stands, wanted);
};

/** Versions of a projection that have a table here. */
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
