import { InvalidRow } from '@ledgerdesk/read-store';
import pg from 'pg';

/** SQLSTATE class 22: data that a column cannot store. */
const DATA_EXCEPTION = /^22...$/;
/** Raised on writes when an indexed text is too long. */
const PROGRAM_LIMIT_EXCEEDED = '54000';
const UNDEFINED_TABLE = '42P01';

/** Returns true if a statement named a table that does not exist. */
export const isMissingTable = (fault: unknown): boolean =>
  fault instanceof pg.DatabaseError && fault.code === UNDEFINED_TABLE;

/** Wraps the server's rejection of a row in InvalidRow, without its message, which may quote the row's data. */
export const wrapRowFault = (fault: unknown, table: string): unknown => {
  if (!(fault instanceof pg.DatabaseError) || fault.code === undefined) return fault;
  if (fault.code === PROGRAM_LIMIT_EXCEEDED)
    return invalidRow(table, fault, 'a value is too long, such as a text for its index');
  return DATA_EXCEPTION.test(fault.code) ? invalidRow(table, fault, 'a column cannot store its value') : fault;
};

const invalidRow = (table: string, fault: pg.DatabaseError, reason: string): InvalidRow =>
  new InvalidRow(
    `PostgreSQL rejected a row of ${table}: ${reason} (SQLSTATE ${fault.code}). ` +
      "Correct the projection's evolve or its table.",
    { cause: fault },
  );
