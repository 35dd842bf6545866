import type { ConnectionPool } from '@ledgerdesk/postgres';
import { PostgresMisconfigured } from '@ledgerdesk/postgres';
import { quote } from '../sql/names.js';
import type { Schema } from './schema.js';
import type { Session } from '@ledgerdesk/postgres';

const OLDEST_SERVER = 140_000;

interface Server {
  readonly encoding: string;
  readonly version: number;
}

/** Makes the schema and its books if they are missing: one process does, others that start at the same time wait for it. */
export const makeBooks = (connections: ConnectionPool, schema: Schema): Promise<void> =>
  connections.write(async (session) => {
    await assertFitServer(session);
    await session.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', `ledgerdesk books ${schema.name}`);
    await makeSchema(session, schema);
    await session.run(`CREATE TABLE IF NOT EXISTS ${schema.checkpoints} (
    name text NOT NULL, version integer NOT NULL, log_id text NOT NULL, position text NOT NULL, PRIMARY KEY (name, version))`);
    await session.run(`CREATE TABLE IF NOT EXISTS ${schema.serving} (name text PRIMARY KEY, version integer NOT NULL)`);
  });

/** Whether a writer has made the books. */
export const booksStand = async (session: Session, schema: Schema): Promise<boolean> =>
  (await session.first<{ stand: boolean }>('SELECT to_regclass($1) IS NOT NULL AS stand', schema.serving))?.stand ===
  true;

/** A role that may not make schemas can still use one that was made for it: `IF NOT EXISTS` would ask for the right anyway. */
const makeSchema = async (session: Session, schema: Schema): Promise<void> => {
  const stands = await session.first('SELECT 1 FROM pg_namespace WHERE nspname = $1', schema.name);
  if (!stands) await session.run(`CREATE SCHEMA ${quote(schema.name)}`);
};

const assertFitServer = async (session: Session): Promise<void> => {
  const server = await session.first<Server>(
    "SELECT current_setting('server_encoding') AS encoding, current_setting('server_version_num')::integer AS version",
  );
  if (server?.encoding !== 'UTF8') {
    throw new PostgresMisconfigured(`The database is encoded in ${server?.encoding}. Create one with ENCODING 'UTF8'.`);
  }
  if (server.version < OLDEST_SERVER)
    throw new PostgresMisconfigured('The server is older than PostgreSQL 14. Use a later one.');
};
