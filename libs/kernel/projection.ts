import type { DomainEvent, RecordedEvent } from './event.js';

/** What a row may hold: JSON, so that every store and every replay gives the same. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type Row = { readonly [column: string]: Json };

/** Columns copied out of the row so that queries can filter and sort by them, and the indexes over them. */
export interface TableShape {
  readonly columns: Readonly<Record<string, 'text' | 'integer'>>;
  readonly indexes: readonly (readonly string[])[];
}

/**
 * A read model as a value: no SQL, no side effect, no clock. The same definition runs live, on rebuild and offline.
 * A change of its meaning is a new `version`, which is built beside the old one.
 */
export interface Projection<E extends DomainEvent = DomainEvent, R extends Row = Row> {
  readonly name: string;
  readonly version: number;
  readonly handles: readonly E['type'][];
  readonly table: TableShape;
  /** Keys of the rows that the event touches, from the event alone. */
  keysOf(event: RecordedEvent<E>): readonly string[];
  /** The row after the event; `undefined` removes it. */
  evolve(key: string, row: R | undefined, event: RecordedEvent<E>): R | undefined;
}
