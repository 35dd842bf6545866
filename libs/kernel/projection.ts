import type { DomainEvent, RecordedEvent } from './event.js';

/** A value that a row can hold: JSON only, so every store and every replay gives the same row. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type Row = { readonly [column: string]: Json };

/** The fields of a row that queries filter and sort by, stored as columns, and the indexes over them. */
export interface TableShape {
  readonly columns: Readonly<Record<string, 'text' | 'integer'>>;
  /**
   * Columns of each index, in order. An index for a sorted list has `key` after the columns of the order: ties are
   * sorted by it.
   */
  readonly indexes: readonly (readonly string[])[];
  /** A text column with an index for substring search, among the rows that have one value in the column `owner`. */
  readonly search?: { readonly text: string; readonly owner: string };
  /** Fields of rows with personal text, columns or not: what a person wrote, or is called. Ids are none. */
  readonly personal?: readonly string[];
  /**
   * Rows whose number is kept, so that it is known without counting: those with the same values in the columns `by`,
   * of all rows and of the rows with each value of each column in `within`.
   */
  readonly counted?: { readonly by: readonly string[]; readonly within: readonly string[] };
}

/**
 * A read model as pure functions from events to rows: no SQL, no side effects, no clock. The same definition runs
 * live, on rebuild and in offline replays. A change of meaning needs a new `version`, built while the old one serves.
 */
export interface Projection<E extends DomainEvent = DomainEvent, R extends Row = Row> {
  readonly name: string;
  readonly version: number;
  /** Event types that the projection handles. */
  readonly handles: readonly E['type'][];
  readonly table: TableShape;
  /** Returns the keys of the rows that an event changes, from the event alone. */
  keysOf(event: RecordedEvent<E>): readonly string[];
  /**
   * Returns the group of rows that an event changes besides those of `keysOf`: all rows whose key starts with it and a
   * slash. In a projection with groups, a key contains its first slash after its group.
   */
  groupOf?(event: RecordedEvent<E>): string | undefined;
  /** Returns the row after the event; undefined removes it. */
  evolve(key: string, row: R | undefined, event: RecordedEvent<E>): R | undefined;
}

/** Returns true if a row belongs to a group of a projection (`Projection.groupOf`). */
export const isInGroup = (key: string, group: string): boolean => key.startsWith(`${group}/`);
