import { DummyDriver, Kysely, sql, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type SqlBool } from 'kysely';
import { RowQueries, type RowTables } from '../sql/row-queries.js';

/** Compiles SQL only: the connection caches prepared statements, while Kysely prepares each time. */
const queries = new Kysely<RowTables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

export const rowQueries = new RowQueries(
  queries,
  (column, text) => sql<SqlBool>`instr(${sql.id(column)}, ${text}) > 0`,
);
