import { messageOf } from '@ledgerdesk/kernel';
import pg from 'pg';
import { PostgresMisconfigured } from './errors.js';

const SERVER_AND_DATABASE = /^postgres(?:ql)?:\/\/[^/?#]*\/[^/?#]+/;
const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 30_000;
/** Longer than the server's own timeout: only a lost connection leaves a statement unanswered for so long. */
const QUERY_TIMEOUT_MS = 40_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;

/** Parses 64-bit integers as numbers on these clients only: other users of `pg` in the process keep their parsers. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/** Client settings for a connection string. Throws PostgresMisconfigured. */
export const clientConfig = (url: string): pg.ClientConfig => {
  const config: pg.ClientConfig = {
    connectionString: url,
    fallback_application_name: 'ledgerdesk',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
    types,
  };
  assertUsable(config);
  return config;
};

const assertUsable = (config: pg.ClientConfig): void => {
  if (!SERVER_AND_DATABASE.test(config.connectionString ?? ''))
    throw invalidUrl('it does not begin with postgres:// or specifies no database');
  try {
    addressOf(config);
  } catch (error) {
    throw invalidUrl(messageOf(error));
  }
};

const invalidUrl = (reason: string): PostgresMisconfigured =>
  new PostgresMisconfigured(
    `Invalid PostgreSQL connection string: ${reason}. ` +
      'It should look like postgres://user:password@host:5432/database.',
  );

/** The `host:port/database` that a client connects to, for messages. */
export const addressOf = (config: pg.ClientConfig): string => {
  const { host, port, database } = new pg.Client(config);
  return `${host}:${port}/${database ?? ''}`;
};
