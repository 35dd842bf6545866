import type { ColumnValue } from './columns.js';
import type { OrderTerm } from './port.js';

/** Where a row stands in an order: the values of the order's columns, and its key for ties. */
export interface Place {
  readonly values: readonly ColumnValue[];
  readonly key: string;
}

/** By code point, as databases compare UTF-8 bytes; JavaScript's own `<` puts U+1F600 before U+FF21. */
export const compareText = (a: string, b: string): number => {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    if (a.charCodeAt(at) !== b.charCodeAt(at)) return (a.codePointAt(at) ?? 0) - (b.codePointAt(at) ?? 0);
  }
  return a.length - b.length;
};

/** Numbers by size, text by code point, numbers before text. */
export const compareValues = (a: string | number, b: string | number): number => {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1;
  return typeof b === 'number' ? 1 : compareText(a, b);
};

const compareColumn = (a: ColumnValue, b: ColumnValue, direction: OrderTerm['direction']): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return direction === 'asc' ? compareValues(a, b) : compareValues(b, a);
};

/** Compares places term by term, nulls last in both directions, ties by key. */
export const comparePlaces =
  (order: readonly OrderTerm[]) =>
  (a: Place, b: Place): number => {
    for (const [index, { direction }] of order.entries()) {
      const difference = compareColumn(a.values[index] ?? null, b.values[index] ?? null, direction);
      if (difference !== 0) return difference;
    }
    return compareText(a.key, b.key);
  };
