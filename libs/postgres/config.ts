import { PostgresMisconfigured } from './errors.js';

/** A database and the schema in it that holds the tables of a store. */
export interface PostgresConfig {
  /** `postgres://user:password@host:port/database`; PostgreSQL 14 or later, encoded in UTF-8. */
  readonly url: string;
  /** Stores of several engines can share a database, each in its own schema. Default `ledgerdesk`. */
  readonly schema?: string;
  /** Maximum number of connections, 1 or more. Each store has its own default. */
  readonly connections?: number;
}

export const DEFAULT_SCHEMA = 'ledgerdesk';

/** Maximum length of an identifier in bytes. PostgreSQL truncates longer ones silently. */
export const MAX_IDENTIFIER_BYTES = 63;

/** Throws PostgresMisconfigured unless PostgreSQL accepts `name` as the name of a schema. */
export const assertSchemaName = (name: string): void => {
  const bytes = Buffer.byteLength(name);
  if (bytes > 0 && bytes <= MAX_IDENTIFIER_BYTES && !name.startsWith('pg_') && !name.includes('\0')) return;
  throw new PostgresMisconfigured(
    `Invalid PostgreSQL schema name ${JSON.stringify(name)}: ` +
      `use 1 to ${MAX_IDENTIFIER_BYTES} bytes that do not begin with pg_.`,
  );
};
