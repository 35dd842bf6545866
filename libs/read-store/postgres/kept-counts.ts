import type { Projection } from '@ledgerdesk/kernel';
import { type Batch, columnValues, type ColumnValue, CountChanges } from '@ledgerdesk/read-store';
import type { Session } from '@ledgerdesk/postgres';
import { quote } from '../sql/names.js';
import type { Statement } from './row-changes.js';
import type { Schema } from './schema.js';
import { isStorableText } from './text.js';

type StoredColumns = Readonly<Record<string, ColumnValue>>;

/**
 * Statements that add the changes of a batch to the numbers of rows that the table keeps; none if it keeps none. Reads
 * the rows before they change unless the batch has them: the caller has locked the checkpoint, so that no other batch
 * is written meanwhile.
 */
export const countChanges = async (
  session: Session,
  schema: Schema,
  projection: Projection,
  { rows, before }: Pick<Batch, 'rows' | 'before'>,
): Promise<readonly Statement[]> => {
  const { table } = projection;
  if (!table.counted || rows.size === 0) return [];
  const counts = new CountChanges(table.counted, table);
  if (!before)
    for (const values of await storedValues(session, schema, projection, rows)) counts.change(values, undefined);
  for (const [key, row] of rows) {
    const known = before?.get(key);
    counts.change(known && columnValues(table, known), row && columnValues(table, row));
  }
  return counts.changes.length === 0 ? [] : [addition(schema.counts(projection), counts)];
};

/** The values of all columns of the stored rows among those of a batch. */
const storedValues = async (
  session: Session,
  schema: Schema,
  projection: Projection,
  rows: Batch['rows'],
): Promise<readonly (readonly ColumnValue[])[]> => {
  const names = Object.keys(projection.table.columns);
  const stored = await session.all<StoredColumns>(
    `SELECT ${names.map(quote).join(', ')} FROM ${schema.rows(projection)} WHERE key = ANY($1::text[])`,
    [...rows.keys()].filter(isStorableText),
  );
  return stored.map((row) => names.map((name) => row[name] ?? null));
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
