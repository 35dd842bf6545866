import pg from 'pg';
import { PostgresMisconfigured } from './errors.js';

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`; PostgreSQL 14 or later, encoded in UTF-8. */
  readonly url: string;
  /** The schema that holds the tables: several stores can share a database, each in its own. Default `ledgerdesk`. */
  readonly schema?: string;
  /** Connections at most, 1 or more. Default 10. */
  readonly connections?: number;
}

const SERVER_AND_DATABASE = /^postgres(?:ql)?:\/\/[^/?#]*\/[^/?#]+/;
const CONNECT_MS = 5_000;
const STATEMENT_MS = 30_000;
/** The server gives a statement up by itself; only one that is cut off says nothing for longer. */
const ANSWER_MS = 40_000;
const IDLE_IN_TRANSACTION_MS = 60_000;

/** 64-bit integers as numbers, for these clients alone: whatever else uses `pg` in this process keeps its own parsers. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/** How every client connects. Throws PostgresMisconfigured. */
export const clientConfig = (url: string): pg.ClientConfig => {
  const config: pg.ClientConfig = {
    connectionString: url,
    fallback_application_name: 'ledgerdesk',
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: ANSWER_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    types,
  };
  assertUsable(config);
  return config;
};

const assertUsable = (config: pg.ClientConfig): void => {
  if (!SERVER_AND_DATABASE.test(config.connectionString ?? ''))
    throw unusable('it does not begin with postgres:// or names no database');
  try {
    placeOf(config);
  } catch (fault) {
    throw unusable(fault instanceof Error ? fault.message : 'it cannot be read');
  }
};

const unusable = (reason: string): PostgresMisconfigured =>
  new PostgresMisconfigured(
    `This is no connection string of PostgreSQL: ${reason}. It should look like postgres://user:password@host:5432/database.`,
  );

/** Where a client would connect, for messages: host, port and database. */
export const placeOf = (config: pg.ClientConfig): string => {
  const { host, port, database } = new pg.Client(config);
  return `${host}:${port}/${database ?? ''}`;
};
