import type { Json } from '@ledgerdesk/kernel';
import type { Condition, OrderTerm, RowQuery } from '@ledgerdesk/read-store';
import {
  DummyDriver, Kysely, sql, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler,
  type CompiledQuery, type Expression, type SqlBool,
} from 'kysely';

type Tables = Record<string, { key: string; body: string }>;
type Test = Expression<SqlBool>;

/** Kysely writes the SQL; the connection runs it with a statement prepared once (Kysely itself prepares each time). */
const queries = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** The rows of a table that a query asks for: key and body. */
export const selectRows = (table: string, query: RowQuery): CompiledQuery => {
  const { where = [], orderBy = [], after, limit } = query;
  let rows = queries.selectFrom(table).select(['key', 'body']);
  for (const test of tests(where)) rows = rows.where(test);
  if (after) rows = rows.where(follows(orderBy, after.values, after.key));
  for (const { column, direction } of orderBy) rows = rows.orderBy(sql.id(column), (by) => by[direction]().nullsLast());
  rows = rows.orderBy('key');
  return (limit === undefined ? rows : rows.limit(limit)).compile();
};

export const countRows = (table: string, where: readonly Condition[]): CompiledQuery => {
  let rows = queries.selectFrom(table).select(sql<number>`count(*)`.as('rows'));
  for (const test of tests(where)) rows = rows.where(test);
  return rows.compile();
};

const tests = (where: readonly Condition[]): Test[] => where.map(({ column, is, value }) => {
  if (is === 'in') return isAnyOf(column, value);
  if (is === '=') return equals(column, value);
  if (is === 'contains') return sql<SqlBool>`instr(${sql.id(column)}, ${bound(value)}) > 0`;
  return sql<SqlBool>`${sql.id(column)} ${sql.raw(is)} ${bound(value)}`;
});

const equals = (column: string, value: Json): Test =>
  value === null ? sql<SqlBool>`${sql.id(column)} is null` : sql<SqlBool>`${sql.id(column)} = ${bound(value)}`;

const isAnyOf = (column: string, list: Json): Test => {
  const values = Array.isArray(list) ? list.map(bound) : [];
  const found = sql<SqlBool>`${sql.id(column)} in (${sql.join(values.filter((value) => value !== null))})`;
  return values.includes(null) ? sql<SqlBool>`(${found} or ${equals(column, null)})` : found;
};

/** What comes after the row with these values and this key: beyond in the first column, or the same there and so on. */
const follows = (orderBy: readonly OrderTerm[], values: readonly Json[], key: string): Test => {
  if (values.length !== orderBy.length) throw new RangeError(`A page after ${values.length} values cannot follow an order by ${orderBy.length} columns.`);
  return orderBy.reduceRight<Test>((rest, term, index) => {
    const value = values[index] ?? null;
    return sql<SqlBool>`(${beyond(term, value)} or (${equals(term.column, value)} and ${rest}))`;
  }, sql<SqlBool>`${sql.id('key')} > ${key}`);
};

/** Nulls come last in both directions: nothing is beyond them, and they are beyond everything. */
const beyond = ({ column, direction }: OrderTerm, value: Json): Test => value === null
  ? sql<SqlBool>`false`
  : sql<SqlBool>`(${sql.id(column)} ${sql.raw(direction === 'asc' ? '>' : '<')} ${bound(value)} or ${equals(column, null)})`;

const bound = (value: Json): string | number | null => {
  if (typeof value === 'boolean') return Number(value);
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`A column is compared with text, a number, true, false or null, not with ${JSON.stringify(value)}.`);
};
