import type { Projection } from '@ledgerdesk/kernel';
import { type Batch, columnValues, type ColumnValue, CountChanges, countedColumns } from '@ledgerdesk/read-store';
import type { Session } from '@ledgerdesk/postgres';
import { quote } from '../sql/names.js';
import type { Statement } from './row-changes.js';
import type { Schema } from './schema.js';
import { isStorableText } from './text.js';

type CountedRow = Readonly<Record<string, ColumnValue>>;

/**
 * Statements that add the changes of a batch to the numbers of rows that the table keeps; none if it keeps none. Reads
 * the rows before they change: the caller has locked the checkpoint, so that no other batch is written meanwhile.
 */
export const countChanges = async (
  session: Session,
  schema: Schema,
  projection: Projection,
  rows: Batch['rows'],
): Promise<readonly Statement[]> => {
  const { counted, columns } = projection.table;
  if (!counted || rows.size === 0) return [];
  const counts = new CountChanges(counted);
  const before = await session.all<CountedRow>(
    `SELECT ${countedColumns(counted).map(quote).join(', ')} FROM ${schema.rows(projection)}
     WHERE key = ANY($1::text[])`,
    [...rows.keys()].filter(isStorableText),
  );
  for (const row of before) counts.add(row, -1);
  const names = Object.keys(columns);
  for (const row of rows.values()) {
    const values = row && columnValues(projection.table, row);
    counts.add(values && Object.fromEntries(names.map((name, index) => [name, values[index] ?? null])), 1);
  }
  return counts.changes.length === 0 ? [] : [addition(schema.counts(projection), counts)];
};

const addition = (table: string, { changes }: CountChanges): Statement => ({
  sql: `INSERT INTO ${table} AS kept ("within", value, kind, rows)
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
    ON CONFLICT ("within", value, kind) DO UPDATE SET rows = kept.rows + excluded.rows`,
  values: [
    changes.map(({ within }) => within),
    changes.map(({ value }) => value),
    changes.map(({ kind }) => kind),
    changes.map(({ rows }) => rows),
  ],
});
