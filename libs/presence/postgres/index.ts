import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Presence } from '../port.js';
import { makeTables, type PresenceTables, SqlPresence } from '../sql-presence.js';

export interface PostgresPresenceOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** The schema that holds the table. Default `ledgerdesk`. */
  readonly schema?: string;
}

/** Processes that start at the same time make the table one after another. */
const made = (db: Kysely<PresenceTables>, schema: string): Promise<void> => db.transaction().execute(async (transaction) => {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`ledgerdesk presence ${schema}`}, 0))`.execute(transaction);
  const { rows } = await sql`SELECT 1 FROM pg_namespace WHERE nspname = ${schema}`.execute(transaction);
  if (rows.length === 0) await transaction.schema.createSchema(schema).ifNotExists().execute();
  await makeTables(transaction.withSchema(schema));
});

/** Presence in a schema of a PostgreSQL database, shared by all processes on it. */
export const openPostgresPresence = async ({ url, schema = 'ledgerdesk' }: PostgresPresenceOptions): Promise<Presence> => {
  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: 'ledgerdesk', keepAlive: true, connectionTimeoutMillis: 5_000, statement_timeout: 30_000, query_timeout: 40_000 });
  // Without a listener a lost connection would end the process. The statement under which it was lost says so itself.
  pool.on('error', () => undefined);
  const db = new Kysely<PresenceTables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await made(db, schema);
    return new SqlPresence(db.withSchema(schema));
  } catch (fault) {
    await db.destroy();
    throw fault;
  }
};
