import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type SqlBool,
} from 'kysely';
import { gramsOfQuery } from '@ledgerdesk/read-store';
import { RowQueries, type RowTables } from '../sql/row-queries.js';
import type { Schema } from './schema.js';
import { arrayLiteral, GRAMS } from './search-index.js';

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
    (_, { value, ownerValue }) =>
      sql<SqlBool>`${sql.id(GRAMS)} @> ${arrayLiteral(gramsOfQuery(ownerValue, value))}::bigint[]`,
    'limited',
  );
