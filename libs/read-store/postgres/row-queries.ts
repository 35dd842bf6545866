import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type SqlBool,
} from 'kysely';
import { RowQueries, type RowTables } from '../sql/row-queries.js';
import type { Schema } from './schema.js';

/** Compiles SQL only; a session runs it. */
const queries = new Kysely<RowTables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

export const rowQueriesFor = (schema: Schema): RowQueries =>
  new RowQueries(
    queries.withSchema(schema.name),
    (column, text) => sql<SqlBool>`strpos(${sql.id(column)}, ${text}) > 0`,
  );
