import pg from 'pg';
import { PostgresUnreachable } from './errors.js';

/** Connection failures, shutdowns, sessions that were ended and a server that is full: no statement was at fault. */
const OF_THE_CONNECTION = /^(?:08...|25P03|53300|57P0\d)$/;
const UNDEFINED_TABLE = '42P01';

/** What the server answered stays as it is; what says that it cannot answer becomes PostgresUnreachable. */
export const explained = (fault: unknown, place: string): unknown => {
  if (fault instanceof pg.DatabaseError && !OF_THE_CONNECTION.test(fault.code ?? '')) return fault;
  return new PostgresUnreachable(place, reasonOf(fault), fault);
};

/** True when a statement named a table that is not there, or not any more. */
export const isMissingTable = (fault: unknown): boolean => fault instanceof pg.DatabaseError && fault.code === UNDEFINED_TABLE;

/** A host with several addresses fails with an error for each and no message of its own. */
const reasonOf = (fault: unknown): string => {
  if (fault instanceof AggregateError) return fault.errors.map(reasonOf).join('; ');
  return fault instanceof Error ? fault.message : String(fault);
};
