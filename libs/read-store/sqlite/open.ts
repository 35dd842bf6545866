import { migrateSqlite } from '@ledgerdesk/migrations';
import { openSqliteFile, openSqliteReadOnly } from '@ledgerdesk/sqlite';
import { existsSync } from 'node:fs';
import { SQLITE_MIGRATIONS } from '../sql/migrations.js';
import { Connection } from './connection.js';
import { DAMAGED_ROWS, type OnDamage, usingRows } from './damaged-rows.js';

/** Opens the file for writing, creating or migrating it as needed. Rejects with StoreTooNew. */
export const connectWriter = async (file: string, onDamage: OnDamage): Promise<Connection> => {
  // NORMAL may lose the last commits in a power failure but never tears one. Rows and checkpoint are in one commit, so
  // lost rows are rebuilt from the log after the checkpoint that survived. An fsync per batch gains nothing.
  // A write-ahead log of 32 MB instead of 4: rows that change repeatedly are copied into the file once (measured: 1.5
  // times as fast).
  const database = openSqliteFile(file, {
    durability: 'normal',
    pagesPerCheckpoint: 8_000,
    remedy: DAMAGED_ROWS,
    secureDelete: true,
  });
  await migrateSqlite(database, SQLITE_MIGRATIONS, DAMAGED_ROWS);
  return new Connection(database, onDamage);
};

/** Opens the file read-only. Returns undefined until a writer has created its tables. */
export const connectReader = (file: string, onDamage: OnDamage): Connection | undefined => {
  if (!existsSync(file)) return undefined;
  const connection = new Connection(
    usingRows(file, onDamage, () => openSqliteReadOnly(file)),
    onDamage,
  );
  if (connection.first("SELECT 1 FROM sqlite_schema WHERE name = 'serving'")) return connection;
  connection.database.close();
  return undefined;
};
