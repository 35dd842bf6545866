import Database from 'better-sqlite3';
import { Client } from 'pg';

/** Reads rows of a read model by their keys, as a bare statement of the database does. */
export interface BareRows {
  read(keys: readonly string[]): Promise<unknown>;
  close(): Promise<void>;
}

/** The table of a read model. */
interface Table {
  readonly name: string;
  readonly version: number;
}

const tableOf = ({ name, version }: Table): string => `"${name}_v${version}"`;

/** Reads `count` rows at a time from a file of SQLite, by a statement that is prepared once. */
export const bareSqliteRows = (file: string, table: Table, count: number): BareRows => {
  const database = new Database(file, { readonly: true });
  const places = Array.from({ length: count }, () => '?').join();
  const select = database.prepare(`SELECT key, body FROM ${tableOf(table)} WHERE key IN (${places})`);
  return {
    read: async (keys) => select.all(...keys),
    close: async () => void database.close(),
  };
};

/** Reads rows from PostgreSQL over one connection. */
export const barePostgresRows = async (url: string, table: Table): Promise<BareRows> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  const sql = `SELECT key, body FROM ledgerdesk.${tableOf(table)} WHERE key = ANY($1)`;
  return {
    read: (keys) => client.query(sql, [keys]),
    close: () => client.end(),
  };
};
