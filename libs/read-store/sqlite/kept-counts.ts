import type { Projection } from '@ledgerdesk/kernel';
import type { CountChanges } from '@ledgerdesk/read-store';
import { countsTable, quote, tableName } from '../sql/names.js';
import type { Connection } from './connection.js';

/** The table with the numbers of rows that a projection's table keeps (`TableShape.counted`). */
export const createCounts = (connection: Connection, projection: Projection): void => {
  if (!projection.table.counted) return;
  connection.database.exec(
    `CREATE TABLE IF NOT EXISTS ${quote(countsTable(tableName(projection)))}
     ("within" TEXT NOT NULL, value TEXT NOT NULL, kind TEXT NOT NULL, rows INTEGER NOT NULL,
     PRIMARY KEY ("within", value, kind)) WITHOUT ROWID`,
  );
};

/** Adds the changes of a batch to the kept numbers. */
export const changeCounts = (connection: Connection, projection: Projection, { changes }: CountChanges): void => {
  const add = `INSERT INTO ${quote(countsTable(tableName(projection)))} ("within", value, kind, rows)
    VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET rows = rows + excluded.rows`;
  for (const { within, value, kind, rows } of changes) connection.run(add, within, value, kind, rows);
};
