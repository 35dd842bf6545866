import { DummyDriver, Kysely, sql, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type SqlBool } from 'kysely';
import { searchTable } from '../sql/names.js';
import { RowQueries, type RowTables, type SubstringTest } from '../sql/row-queries.js';
import { searchQuery } from './search-index.js';

/** Compiles SQL only: the connection caches prepared statements, while Kysely prepares each time. */
const queries = new Kysely<RowTables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** Compiles queries for SQLite with a test of substrings. */
export const rowQueriesWith = (contains: SubstringTest): RowQueries =>
  new RowQueries(
    queries,
    contains,
    (table, { value, ownerValue }) => {
      const index = sql.id(searchTable(table));
      return sql<SqlBool>`rowid in (select rowid from ${index} where ${index} match ${searchQuery(ownerValue, value)})`;
    },
    'lazily',
  );

export const rowQueries = rowQueriesWith((column, text) => sql<SqlBool>`instr(${sql.id(column)}, ${text}) > 0`);
