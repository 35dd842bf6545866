import { InvalidRow } from '@ledgerdesk/read-store';
import pg from 'pg';
import { PostgresUnreachable } from './errors.js';

/** Connection failures, shutdowns, sessions that were ended and a server that is full: no statement was at fault. */
const OF_THE_CONNECTION = /^(?:08...|25P03|53300|57P0\d)$/;
/** Data that a column cannot take. */
const OF_THE_DATA = /^22...$/;
/** Of a statement that writes a row: an indexed text that is too long. */
const LIMIT_EXCEEDED = '54000';
const UNDEFINED_TABLE = '42P01';

/** What the server answered stays as it is; what says that it cannot answer becomes PostgresUnreachable. */
export const explained = (fault: unknown, place: string): unknown => {
  if (fault instanceof pg.DatabaseError && !OF_THE_CONNECTION.test(fault.code ?? '')) return fault;
  return new PostgresUnreachable(place, reasonOf(fault), fault);
};

/** True when a statement named a table that is not there, or not any more. */
export const isMissingTable = (fault: unknown): boolean =>
  fault instanceof pg.DatabaseError && fault.code === UNDEFINED_TABLE;

/** What the server answers to a row that it can never keep becomes RowRefused; the server's own words may repeat the row's. */
export const refusalOf = (fault: unknown, table: string): unknown => {
  if (!(fault instanceof pg.DatabaseError) || fault.code === undefined) return fault;
  if (fault.code === LIMIT_EXCEEDED)
    return refused(table, fault, 'something is too long, such as a text for its index');
  return OF_THE_DATA.test(fault.code) ? refused(table, fault, 'a column cannot take its data') : fault;
};

const refused = (table: string, fault: pg.DatabaseError, reason: string): InvalidRow =>
  new InvalidRow(
    `PostgreSQL refused a row of ${table}: ${reason} (SQLSTATE ${fault.code}). Correct the projection's evolve or its table.`,
    { cause: fault },
  );

/** A host with several addresses fails with an error for each and no message of its own. */
const reasonOf = (fault: unknown): string => {
  if (fault instanceof AggregateError) return fault.errors.map(reasonOf).join('; ');
  return fault instanceof Error ? fault.message : String(fault);
};
