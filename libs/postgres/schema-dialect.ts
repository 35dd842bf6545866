import { type DatabaseIntrospector, type Kysely, PostgresDialect, sql, type TableMetadata } from 'kysely';

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

/** Kysely's PostgreSQL dialect, limited to one schema for migrations. */
export class SchemaDialect extends PostgresDialect {
  constructor(
    config: ConstructorParameters<typeof PostgresDialect>[0],
    private readonly schema: string,
  ) {
    super(config);
  }

  override createIntrospector<DB>(db: Kysely<DB>): DatabaseIntrospector {
    return new SchemaIntrospector(db, this.schema);
  }
}
