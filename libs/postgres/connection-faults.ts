import { messageOf } from '@ledgerdesk/kernel';
import pg from 'pg';
import { PostgresUnreachable } from './errors.js';

/** SQLSTATEs of lost connections, shutdowns, terminated sessions and a server without free connections. */
const CONNECTION_FAULT = /^(?:08...|25P03|53300|57P0\d)$/;

/** Wraps a connection fault in PostgresUnreachable. Errors of a statement are returned unchanged. */
export const wrapConnectionFault = (fault: unknown, address: string): unknown => {
  if (fault instanceof pg.DatabaseError && !CONNECTION_FAULT.test(fault.code ?? '')) return fault;
  return new PostgresUnreachable(address, reasonOf(fault), fault);
};

/** A host with several addresses fails with one error for each and an empty message. */
const reasonOf = (fault: unknown): string => {
  if (fault instanceof AggregateError) return fault.errors.map(reasonOf).join('; ');
  return messageOf(fault);
};
