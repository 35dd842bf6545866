import { canonicalJson } from '@ledgerdesk/event-store';
import { isRecord, type Projection, type Row } from '@ledgerdesk/kernel';
import { columnValues, type RowImage } from '@ledgerdesk/read-store';

const parsed = (body: string): Row | undefined => {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) ? (value as Row) : undefined;
  } catch {
    return undefined;
  }
};

/** Names of the columns that do not have the values of the body; undefined if all do. */
export const columnFlaw = ({ table }: Pick<Projection, 'table'>, { body, columns }: RowImage): string | undefined => {
  const row = parsed(body);
  if (!row) return 'its body is not a JSON object';
  try {
    const expected = columnValues(table, row);
    const differing = Object.keys(table.columns).filter((name, index) => (columns[name] ?? null) !== expected[index]);
    return differing.length === 0 ? undefined : `differs from its body in the columns ${differing.join(', ')}`;
  } catch {
    return 'its body has a value that no column takes';
  }
};

/** Names of the fields in which a stored row differs from the expected one; undefined if it does not. */
export const rowFlaw = (expected: Row, body: string): string | undefined => {
  if (JSON.stringify(expected) === body) return undefined;
  const stored = parsed(body);
  if (!stored) return 'its body is not a JSON object';
  // Fields without a value are not stored.
  const wanted = JSON.parse(JSON.stringify(expected)) as Row;
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(stored)])].filter(
    (name) =>
      canonicalJson(wanted[name] ?? null) !== canonicalJson(stored[name] ?? null) || name in wanted !== name in stored,
  );
  return names.length === 0 ? undefined : `differs from what the events give in ${names.join(', ')}`;
};
