import type { Checkpoint } from '@ledgerdesk/kernel';
import { clientConfig, ConnectionPool, DEFAULT_SCHEMA, openDatabase, type PostgresConfig } from '@ledgerdesk/postgres';
import { type CheckpointRow, checkpointsFrom } from '../checkpoint-rows.js';
import type { Outbox } from '../port.js';
import { SqlOutbox } from '../sql-outbox.js';
import { OUTBOX_MIGRATIONS } from '../tables.js';

/**
 * Opens the outbox in a schema of a PostgreSQL database, which it may share with other stores.
 * Rejects with PostgresMisconfigured, PostgresUnreachable or StoreTooNew.
 */
export const openPostgresOutbox = async (config: PostgresConfig): Promise<Outbox> =>
  new SqlOutbox(await openDatabase({ connections: 4, ...config }, OUTBOX_MIGRATIONS));

/** The checkpoints of processes in a schema of this or an earlier version, which is only read. None if missing. */
export const readPostgresCheckpoints = async ({
  url,
  schema = DEFAULT_SCHEMA,
}: PostgresConfig): Promise<ReadonlyMap<string, Checkpoint>> => {
  const pool = new ConnectionPool(clientConfig(url), 1);
  try {
    const table = `"${schema}".outbox_places`;
    const found = await pool.session.first<{ exists: boolean }>('SELECT to_regclass($1) IS NOT NULL AS exists', table);
    return checkpointsFrom(
      found?.exists === true ? await pool.session.all<CheckpointRow>(`SELECT * FROM ${table}`) : [],
    );
  } finally {
    await pool.close();
  }
};
