import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  sql,
  type TableMetadata,
} from 'kysely';
import { wrapConnectionError } from './connection-errors.js';

/**
 * Introspects one schema, table names only. Kysely's own introspector calls `pg_get_serial_sequence` for every column
 * of every schema, which fails when another process drops a table of an old projection version meanwhile.
 */
class SchemaIntrospector<DB> implements DatabaseIntrospector {
  constructor(
    private readonly db: Kysely<DB>,
    private readonly schema: string,
  ) {}

  async getSchemas(): Promise<{ name: string }[]> {
    return (
      await sql<{ name: string }>`SELECT nspname AS name FROM pg_namespace WHERE nspname = ${this.schema}`.execute(
        this.db,
      )
    ).rows;
  }

  async getTables(): Promise<TableMetadata[]> {
    const { rows } = await sql<{ name: string }>`
      SELECT tablename AS name FROM pg_tables WHERE schemaname = ${this.schema}`.execute(this.db);
    return rows.map(({ name }) => ({
      name,
      schema: this.schema,
      isView: false,
      isForeign: false,
      columns: [],
    }));
  }

  async getMetadata(): Promise<{ tables: TableMetadata[] }> {
    return { tables: await this.getTables() };
  }
}

/**
 * Kysely's PostgreSQL driver, except that connection errors are PostgresUnreachable, and that the error of a failed
 * transaction is the one that the caller gets: after a lost connection, the ROLLBACK that Kysely sends fails in turn.
 */
class ReportingDriver extends PostgresDriver {
  readonly #reporting = new WeakSet<DatabaseConnection>();

  constructor(
    config: PostgresDialectConfig,
    private readonly address: string,
  ) {
    super(config);
  }

  override async acquireConnection(
    ...options: Parameters<PostgresDriver['acquireConnection']>
  ): ReturnType<PostgresDriver['acquireConnection']> {
    const connection = await this.#report(super.acquireConnection(...options));
    if (!this.#reporting.has(connection)) this.#patch(connection);
    return connection;
  }

  /** A connection that cannot roll back is closed, which makes the server roll back. */
  override async rollbackTransaction(connection: Parameters<PostgresDriver['rollbackTransaction']>[0]): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => undefined);
  }

  #patch(connection: DatabaseConnection): void {
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = <R>(query: CompiledQuery) => this.#report(execute<R>(query));
    this.#reporting.add(connection);
  }

  async #report<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw wrapConnectionError(error, this.address);
    }
  }
}

/** Kysely's PostgreSQL dialect, limited to one schema for migrations. `address` names the server in errors. */
export class SchemaDialect extends PostgresDialect {
  constructor(
    private readonly config: PostgresDialectConfig,
    private readonly schema: string,
    private readonly address: string,
  ) {
    super(config);
  }

  override createDriver(): PostgresDriver {
    return new ReportingDriver(this.config, this.address);
  }

  override createIntrospector<DB>(db: Kysely<DB>): DatabaseIntrospector {
    return new SchemaIntrospector(db, this.schema);
  }
}
