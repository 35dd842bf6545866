import type pg from 'pg';
import { wrapConnectionError } from './connection-errors.js';

/** Runs statements on one connection, or on any free connection of a pool. Rejects with PostgresUnreachable. */
export class Session {
  constructor(
    private readonly client: Pick<pg.Pool | pg.ClientBase, 'query'>,
    private readonly address: string,
  ) {}

  async all<T extends object>(sql: string, ...values: readonly unknown[]): Promise<T[]> {
    return (await this.#query<T>(sql, values)).rows;
  }

  async first<T extends object>(sql: string, ...values: readonly unknown[]): Promise<T | undefined> {
    return (await this.all<T>(sql, ...values))[0];
  }

  /** Returns the number of rows changed. */
  async run(sql: string, ...values: readonly unknown[]): Promise<number> {
    return (await this.#query(sql, values)).rowCount ?? 0;
  }

  async #query<T extends object>(sql: string, values: readonly unknown[]): Promise<pg.QueryResult<T>> {
    try {
      return await this.client.query<T>(sql, [...values]);
    } catch (error) {
      throw wrapConnectionError(error, this.address);
    }
  }
}
