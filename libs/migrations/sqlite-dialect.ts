import { closeSqliteFile, namingFile } from '@ledgerdesk/sqlite';
import type Database from 'better-sqlite3';
import { type CompiledQuery, type DatabaseConnection, type QueryResult, SqliteDialect, SqliteDriver } from 'kysely';
import { FairTurns } from './fair-turns.js';
import { PreparedStatements } from './prepared-statements.js';

/** A connection whose errors name the file. SQLite's own messages do not. */
class NamingConnection implements DatabaseConnection {
  constructor(
    private readonly connection: DatabaseConnection,
    private readonly file: string,
    private readonly remedy?: string,
  ) {}

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      return await this.connection.executeQuery<Row>(query);
    } catch (error) {
      throw namingFile(this.file, error, this.remedy);
    }
  }

  async *streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    try {
      yield* this.connection.streamQuery<Row>(query, chunkSize);
    } catch (error) {
      throw namingFile(this.file, error, this.remedy);
    }
  }
}

/**
 * Kysely's SQLite driver, except that the error of a failed transaction is the one that the caller gets. SQLite rolls
 * back by itself after some errors, such as a full disk: the ROLLBACK that Kysely then sends would fail in turn.
 * Between queries and transactions, other work gets a turn. Statements are prepared once.
 */
class SqliteFileDriver extends SqliteDriver {
  private readonly turns = new FairTurns();

  constructor(
    private readonly database: Database.Database,
    private readonly remedy?: string,
  ) {
    super({ database: new PreparedStatements(database) });
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.turns.take();
    return new NamingConnection(await super.acquireConnection(), this.database.name, this.remedy);
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.database.inTransaction) await super.rollbackTransaction(connection).catch(() => undefined);
  }

  override async destroy(): Promise<void> {
    closeSqliteFile(this.database);
  }
}

/**
 * Kysely's dialect for a database that `openSqliteFile` has opened. Destroying it closes the database. Errors name the
 * file, with `remedy` if it is damaged.
 */
export class SqliteFileDialect extends SqliteDialect {
  constructor(
    private readonly database: Database.Database,
    private readonly remedy?: string,
  ) {
    super({ database });
  }

  override createDriver(): SqliteDriver {
    return new SqliteFileDriver(this.database, this.remedy);
  }
}
