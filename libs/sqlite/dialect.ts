import type Database from 'better-sqlite3';
import { type DatabaseConnection, SqliteDialect, SqliteDriver } from 'kysely';
import { FairTurns } from './fair-turns.js';
import { closeSqliteFile } from './file.js';

/**
 * Kysely's SQLite driver, except that the error of a failed transaction is the one that the caller gets. SQLite rolls
 * back by itself after some errors, such as a full disk: the ROLLBACK that Kysely then sends would fail in turn.
 * Between queries and transactions, other work gets a turn.
 */
class SqliteFileDriver extends SqliteDriver {
  private readonly turns = new FairTurns();

  constructor(private readonly database: Database.Database) {
    super({ database });
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.turns.take();
    return super.acquireConnection();
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.database.inTransaction) await super.rollbackTransaction(connection).catch(() => undefined);
  }

  override async destroy(): Promise<void> {
    closeSqliteFile(this.database);
  }
}

/** Kysely's dialect for a database that `openSqliteFile` has opened. Destroying it closes the database. */
export class SqliteFileDialect extends SqliteDialect {
  constructor(private readonly database: Database.Database) {
    super({ database });
  }

  override createDriver(): SqliteDriver {
    return new SqliteFileDriver(this.database);
  }
}
