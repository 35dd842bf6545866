import type Database from 'better-sqlite3';

const MAX_STATEMENTS = 500;

/** An open database with a cache of prepared statements. */
export class Connection {
  readonly #statements = new Map<string, Database.Statement<unknown[], unknown>>();
  readonly #transact: Database.Transaction<(work: () => unknown) => unknown>;

  constructor(readonly database: Database.Database) {
    this.#transact = database.transaction((work: () => unknown) => work());
  }

  all<T>(sql: string, ...values: readonly unknown[]): T[] {
    return this.#prepared(sql).all(...values) as T[];
  }

  first<T>(sql: string, ...values: readonly unknown[]): T | undefined {
    return this.#prepared(sql).get(...values) as T | undefined;
  }

  /** Returns the number of rows changed. */
  run(sql: string, ...values: readonly unknown[]): number {
    return this.#prepared(sql).run(...values).changes;
  }

  /** Runs several reads on one snapshot: commits of other connections stay invisible. */
  snapshot<T>(read: () => T): T {
    return this.#transact.deferred(read) as T;
  }

  /** Runs `change` in one transaction that takes the write lock first, so that its reads stay valid until commit. */
  write<T>(change: () => T): T {
    return this.#transact.immediate(change) as T;
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
