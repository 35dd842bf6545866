import type { Instant, Json } from '@ledgerdesk/kernel';
import type { ColumnCondition } from '@ledgerdesk/read-store';

/** Instants from `from` (inclusive) to `to` (exclusive). */
export interface TimeRange {
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
}

/** The condition that a column has a value; none if it is undefined. */
export const equals = (column: string, value: Json | undefined): ColumnCondition[] =>
  value === undefined ? [] : [{ column, is: '=', value }];

/** The conditions that a column with an instant lies in a range; none for an open one. */
export const within = (column: string, { from, to }: TimeRange = {}): ColumnCondition[] => [
  ...(from === undefined ? [] : [{ column, is: '>=', value: from } as const]),
  ...(to === undefined ? [] : [{ column, is: '<', value: to } as const]),
];
