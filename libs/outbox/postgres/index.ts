import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Outbox } from '../port.js';
import { SqlOutbox } from '../sql-outbox.js';
import { makeTables, type OutboxTables } from '../tables.js';

export interface PostgresOutboxOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** The schema that holds the tables. Default `ledgerdesk`. */
  readonly schema?: string;
}

/** Processes that start at the same time make the tables one after another. */
const made = (db: Kysely<OutboxTables>, schema: string): Promise<void> => db.transaction().execute(async (transaction) => {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`ledgerdesk outbox ${schema}`}, 0))`.execute(transaction);
  const { rows } = await sql`SELECT 1 FROM pg_namespace WHERE nspname = ${schema}`.execute(transaction);
  if (rows.length === 0) await transaction.schema.createSchema(schema).execute();
  await makeTables(transaction.withSchema(schema));
});

/** The outbox in a schema of a PostgreSQL database, beside the read models or by itself. */
export const openPostgresOutbox = async ({ url, schema = 'ledgerdesk' }: PostgresOutboxOptions): Promise<Outbox> => {
  const pool = new pg.Pool({ connectionString: url, max: 4, application_name: 'ledgerdesk', keepAlive: true, connectionTimeoutMillis: 5_000, statement_timeout: 30_000, query_timeout: 40_000 });
  // Without a listener a lost connection would end the process. The statement under which it was lost says so itself.
  pool.on('error', () => undefined);
  const db = new Kysely<OutboxTables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await made(db, schema);
    return new SqlOutbox(db.withSchema(schema));
  } catch (fault) {
    await db.destroy();
    throw fault;
  }
};
