import { InvalidRow } from '@ledgerdesk/read-store';
import pg from 'pg';

/** SQLSTATE class 22: data that a column cannot store. */
const DATA_EXCEPTION = /^22...$/;
/** Raised on writes when an indexed text is too long. */
const PROGRAM_LIMIT_EXCEEDED = '54000';
const UNDEFINED_TABLE = '42P01';

/** Returns true if a statement named a table that does not exist. */
export const isMissingTable = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === UNDEFINED_TABLE;

/** Wraps the server's rejection of a row in InvalidRow, without its message, which may quote the row's data. */
export const wrapRowError = (error: unknown, table: string): unknown => {
  if (!(error instanceof pg.DatabaseError) || error.code === undefined) return error;
  if (error.code === PROGRAM_LIMIT_EXCEEDED)
    return invalidRow(table, error, 'a value is too long, such as a text for its index');
  return DATA_EXCEPTION.test(error.code) ? invalidRow(table, error, 'a column cannot store its value') : error;
};

const invalidRow = (table: string, error: pg.DatabaseError, reason: string): InvalidRow =>
  new InvalidRow(
    `PostgreSQL rejected a row of ${table}: ${reason} (SQLSTATE ${error.code}). ` +
      "Correct the projection's evolve or its table.",
    { cause: error },
  );
