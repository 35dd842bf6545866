import { openSqliteReadOnly } from '@ledgerdesk/sqlite';
import type Database from 'better-sqlite3';
import { type OnDamage, usingRows } from './damaged-rows.js';

const MAX_STATEMENTS = 500;

/** An open database with a cache of prepared statements. */
export class Connection {
  readonly #statements = new Map<string, Database.Statement<unknown[], unknown>>();
  readonly #transact: Database.Transaction<(work: () => unknown) => unknown>;

  constructor(
    readonly database: Database.Database,
    private readonly onDamage: OnDamage,
  ) {
    this.#transact = database.transaction((work: () => unknown) => work());
  }

  all<T>(sql: string, ...values: readonly unknown[]): T[] {
    return this.#use(() => this.#prepared(sql).all(...values)) as T[];
  }

  /** Calls `visit` with each row. A statement of its own, so that a visit that throws leaves no shared one busy. */
  each<T>(sql: string, values: readonly unknown[], visit: (row: T) => void): void {
    this.#use(() => {
      for (const row of this.database.prepare<unknown[], T>(sql).iterate(...values)) visit(row);
    });
  }

  first<T>(sql: string, ...values: readonly unknown[]): T | undefined {
    return this.#use(() => this.#prepared(sql).get(...values)) as T | undefined;
  }

  /** The values of the first row, in the order of its columns. */
  values<T>(sql: string, ...values: readonly unknown[]): T[] | undefined {
    const row = this.first<Readonly<Record<string, T>>>(sql, ...values);
    return row && Object.values(row);
  }

  /** Returns the number of rows changed. */
  run(sql: string, ...values: readonly unknown[]): number {
    return this.#use(() => this.#prepared(sql).run(...values).changes);
  }

  /** A read-only connection to the same file on a snapshot of its own. Close it soon: the file grows until then. */
  openSnapshot(): Connection {
    const connection = new Connection(
      this.#use(() => openSqliteReadOnly(this.database.name)),
      this.onDamage,
    );
    try {
      connection.database.exec('BEGIN');
      // The snapshot begins with the first read.
      connection.first('SELECT 1 FROM serving');
      return connection;
    } catch (error) {
      connection.database.close();
      throw error;
    }
  }

  /** Runs several reads on one snapshot: commits of other connections stay invisible. */
  snapshot<T>(read: () => T): T {
    return this.#use(() => this.#transact.deferred(read)) as T;
  }

  /** Runs `change` in one transaction that takes the write lock first, so that its reads stay valid until commit. */
  write<T>(change: () => T): T {
    return this.#use(() => this.#transact.immediate(change)) as T;
  }

  #use<T>(query: () => T): T {
    return usingRows(this.database.name, this.onDamage, query);
  }

  #prepared(sql: string): Database.Statement<unknown[], unknown> {
    const known = this.#statements.get(sql);
    if (known) return known;
    if (this.#statements.size >= MAX_STATEMENTS) this.#statements.clear();
    const statement = this.database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
