import { columnOperand, type ColumnValue } from './columns.js';
import { compareValues } from './in-memory-order.js';
import type { ColumnCondition } from './port.js';

type Comparison = Exclude<ColumnCondition['is'], 'in'>;

const ordered =
  (test: (difference: number) => boolean) =>
  (value: ColumnValue, operand: ColumnValue): boolean =>
    value !== null && operand !== null && typeof value === typeof operand && test(compareValues(value, operand));

const COMPARISONS: Readonly<Record<Comparison, (value: ColumnValue, operand: ColumnValue) => boolean>> = {
  '=': (value, operand) => value === operand,
  '<': ordered((difference) => difference < 0),
  '<=': ordered((difference) => difference <= 0),
  '>': ordered((difference) => difference > 0),
  '>=': ordered((difference) => difference >= 0),
  contains: (value, operand) => typeof value === 'string' && typeof operand === 'string' && value.includes(operand),
};

/** A predicate on the value of the condition's column. Throws TypeError for a value that no column can store. */
export const predicateOf = ({ is, value }: ColumnCondition): ((column: ColumnValue) => boolean) => {
  if (is === 'in') {
    const values = new Set(Array.isArray(value) ? value.map(columnOperand) : []);
    return (column) => values.has(column);
  }
  const operand = columnOperand(value);
  return (column) => COMPARISONS[is](column, operand);
};
