import type { ColumnValue } from './columns.js';
import type { OrderTerm } from './port.js';

/** The sort key of a row: the values of the `orderBy` columns, then the row's key to break ties. */
export interface SortKey {
  readonly values: readonly ColumnValue[];
  readonly key: string;
}

/** Compares by code point, like UTF-8 bytes in a database. JavaScript's `<` puts U+1F600 before U+FF21. */
const compareText = (a: string, b: string): number => {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    if (a.charCodeAt(at) !== b.charCodeAt(at)) return (a.codePointAt(at) ?? 0) - (b.codePointAt(at) ?? 0);
  }
  return a.length - b.length;
};

/** Compares numbers by size and text by code point. Numbers sort before text. */
export const compareValues = (a: string | number, b: string | number): number => {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1;
  return typeof b === 'number' ? 1 : compareText(a, b);
};

const compareColumn = (a: ColumnValue, b: ColumnValue, { direction, nulls }: OrderTerm): number => {
  if (a === null || b === null) return (Number(a === null) - Number(b === null)) * (nulls === 'first' ? -1 : 1);
  return direction === 'asc' ? compareValues(a, b) : compareValues(b, a);
};

/** Compares sort keys term by term: nulls last unless a term says otherwise, ties by key. */
export const compareSortKeys =
  (order: readonly OrderTerm[]) =>
  (a: SortKey, b: SortKey): number => {
    for (const [index, term] of order.entries()) {
      const difference = compareColumn(a.values[index] ?? null, b.values[index] ?? null, term);
      if (difference !== 0) return difference;
    }
    return compareText(a.key, b.key);
  };
