import type Database from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';

/** More than a store has queries. Inserts of several rows have a text for each number of rows. */
const MAX_STATEMENTS = 200;

/** What runs again and again. Statements that define tables run once. */
const REPEATED = /^\s*(?:select|insert|update|delete|with|begin|commit|rollback)\b/i;

/**
 * An open SQLite database for Kysely, which prepares a statement for every query: for short ones, that takes longer
 * than to run them. This keeps the statements that were used last. Kysely runs one query of a connection at a time, so
 * none is needed while it is in use.
 */
export class PreparedStatements implements SqliteDatabase {
  readonly #statements = new LRUCache<string, SqliteStatement>({ max: MAX_STATEMENTS });

  constructor(private readonly database: Database.Database) {}

  prepare(sql: string): SqliteStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare<[readonly unknown[]]>(sql);
    if (REPEATED.test(sql)) this.#statements.set(sql, statement);
    return statement;
  }

  close(): void {
    this.database.close();
  }
}
