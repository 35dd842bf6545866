import type { Json } from '@ledgerdesk/kernel';
import type { ColumnValue } from './columns.js';
import { compareValues } from './in-memory-order.js';
import type { Condition } from './port.js';

type Comparison = Exclude<Condition['is'], 'in'>;

/** A value as a column would hold it. Throws TypeError for one that no column can hold. */
export const boundValue = (value: Json): ColumnValue => {
  if (typeof value === 'boolean') return Number(value);
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(
    `A column is compared with text, a number, true, false or null, not with ${JSON.stringify(value)}.`,
  );
};

const ordered =
  (test: (difference: number) => boolean) =>
  (value: ColumnValue, than: ColumnValue): boolean =>
    value !== null && than !== null && typeof value === typeof than && test(compareValues(value, than));

const COMPARISONS: Readonly<Record<Comparison, (value: ColumnValue, than: ColumnValue) => boolean>> = {
  '=': (value, than) => value === than,
  '<': ordered((difference) => difference < 0),
  '<=': ordered((difference) => difference <= 0),
  '>': ordered((difference) => difference > 0),
  '>=': ordered((difference) => difference >= 0),
  contains: (value, than) => typeof value === 'string' && typeof than === 'string' && value.includes(than),
};

/** The test that a condition puts to the value of its column. Throws TypeError for a value no column can hold. */
export const testOf = ({ is, value }: Condition): ((column: ColumnValue) => boolean) => {
  if (is === 'in') {
    const wanted = new Set(Array.isArray(value) ? value.map(boundValue) : []);
    return (column) => wanted.has(column);
  }
  const than = boundValue(value);
  return (column) => COMPARISONS[is](column, than);
};
