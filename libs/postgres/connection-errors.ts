import { messageOf } from '@ledgerdesk/kernel';
import pg from 'pg';
import { PostgresUnreachable } from './errors.js';

/** SQLSTATEs of lost connections, shutdowns, terminated sessions and a server without free connections. */
const CONNECTION_ERROR = /^(?:08...|25P03|53300|57P0\d)$/;

/** Wraps a connection error in PostgresUnreachable. Errors of a statement are returned unchanged. */
export const wrapConnectionError = (error: unknown, address: string): unknown => {
  if (error instanceof pg.DatabaseError && !CONNECTION_ERROR.test(error.code ?? '')) return error;
  return new PostgresUnreachable(address, reasonOf(error), error);
};

/** A host with several addresses fails with one error for each and an empty message. */
const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return messageOf(error);
};
