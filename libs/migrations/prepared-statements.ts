import type Database from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';

/** Statements that are cached. Inserts of several rows have a text for each number of rows. */
const MAX_STATEMENTS = 200;

/** What runs again and again. Statements that define tables run once. */
const REPEATED = /^\s*(?:select|insert|update|delete|with|begin|commit|rollback)\b/i;

/**
 * An open SQLite database for Kysely, which prepares a statement for every query: for short ones, that takes longer
 * than to run them. This keeps the statements that were used last. A statement whose rows are still read cannot run
 * again: another one is prepared meanwhile.
 */
export class PreparedStatements implements SqliteDatabase {
  readonly #statements = new LRUCache<string, Database.Statement<[readonly unknown[]]>>({ max: MAX_STATEMENTS });

  constructor(private readonly database: Database.Database) {}

  prepare(sql: string): SqliteStatement {
    const known = this.#statements.get(sql);
    if (known && !known.busy) return known;
    const statement = this.database.prepare<[readonly unknown[]]>(sql);
    if (REPEATED.test(sql)) this.#statements.set(sql, statement);
    return statement;
  }

  close(): void {
    this.database.close();
  }
}
