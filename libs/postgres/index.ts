import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { clientConfig } from './client-config.js';
import { DEFAULT_SCHEMA, type PostgresConfig } from './config.js';

export { clientConfig } from './client-config.js';
export * from './config.js';
export { ConnectionPool } from './connection-pool.js';
export * from './errors.js';
export { openLeaderLock } from './leader-lock.js';
export type { Session } from './session.js';

/** What is opened there. */
export interface SchemaUse<Tables> {
  /** Those who make the same tables wait for each other. */
  readonly name: string;
  /** Connections at the most. */
  readonly connections: number;
  /** Makes what is missing. */
  readonly makeTables: (db: Kysely<Tables>) => Promise<void>;
}

/** Processes that start at the same time make schema and tables one after another. */
const made = <Tables>(db: Kysely<Tables>, schema: string, { name, makeTables }: SchemaUse<Tables>): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`ledgerdesk ${name} ${schema}`}, 0))`.execute(
      transaction,
    );
    const { rows } = await sql`SELECT 1 FROM pg_namespace WHERE nspname = ${schema}`.execute(transaction);
    if (rows.length === 0) await transaction.schema.createSchema(schema).ifNotExists().execute();
    await makeTables(transaction.withSchema(schema));
  });

/** Tables in a schema of a PostgreSQL database, made if they are missing; `destroy` closes its connections. */
export const openSchema = async <Tables>(
  { url, schema = DEFAULT_SCHEMA }: PostgresConfig,
  use: SchemaUse<Tables>,
): Promise<Kysely<Tables>> => {
  const pool = new pg.Pool({ ...clientConfig(url), max: use.connections });
  // Without a listener a lost connection would end the process. The statement under which it was lost says so itself.
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await made(db, schema, use);
    return db.withSchema(schema);
  } catch (fault) {
    await db.destroy();
    throw fault;
  }
};
