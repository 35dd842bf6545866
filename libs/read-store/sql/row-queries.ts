import type { Json } from '@ledgerdesk/kernel';
import type { Condition, OrderTerm, RowQuery } from '@ledgerdesk/read-store';
import { sql, type CompiledQuery, type Expression, type Kysely, type SqlBool } from 'kysely';

export type RowTables = Record<string, { key: string; body: string }>;
type Test = Expression<SqlBool>;
type Bound = string | number | null;

/** Builds a literal, case-sensitive substring test. The function differs between databases. */
export type SubstringTest = (column: string, text: Bound) => Test;

/** Compiles row queries with Kysely to SQL that all adapters share. The adapter's connection runs it. */
export class RowQueries {
  constructor(
    private readonly queries: Kysely<RowTables>,
    private readonly contains: SubstringTest,
  ) {}

  /** Selects key and body of the matching rows. */
  select(table: string, query: RowQuery): CompiledQuery {
    const { where = [], orderBy = [], after, limit } = query;
    let rows = this.queries.selectFrom(table).select(['key', 'body']);
    for (const test of this.#tests(where)) rows = rows.where(test);
    if (after) rows = rows.where(sortsAfter(orderBy, after.values, after.key));
    for (const { column, direction } of orderBy)
      rows = rows.orderBy(sql.id(column), (by) => by[direction]().nullsLast());
    rows = rows.orderBy('key');
    return (limit === undefined ? rows : rows.limit(limit)).compile();
  }

  count(table: string, where: readonly Condition[]): CompiledQuery {
    let rows = this.queries.selectFrom(table).select(sql<number>`count(*)`.as('rows'));
    for (const test of this.#tests(where)) rows = rows.where(test);
    return rows.compile();
  }

  #tests(where: readonly Condition[]): Test[] {
    return where.map(({ column, is, value }) => {
      if (is === 'in') return isAnyOf(column, value);
      if (is === '=') return equals(column, value);
      if (is === 'contains') return this.contains(column, bound(value));
      return sql<SqlBool>`${sql.id(column)} ${sql.raw(is)} ${bound(value)}`;
    });
  }
}

const equals = (column: string, value: Json): Test =>
  value === null ? sql<SqlBool>`${sql.id(column)} is null` : sql<SqlBool>`${sql.id(column)} = ${bound(value)}`;

const isAnyOf = (column: string, list: Json): Test => {
  const values = Array.isArray(list) ? list.map(bound) : [];
  const present = values.filter((value) => value !== null);
  const found = present.length > 0 ? sql<SqlBool>`${sql.id(column)} in (${sql.join(present)})` : sql<SqlBool>`false`;
  return values.includes(null) ? sql<SqlBool>`(${found} or ${equals(column, null)})` : found;
};

/** Keyset pagination: true for rows that sort after the row with these values and this key. */
const sortsAfter = (orderBy: readonly OrderTerm[], values: readonly Json[], key: string): Test => {
  if (values.length !== orderBy.length)
    throw new RangeError(
      `"after" has ${values.length} values, but "orderBy" has ${orderBy.length} columns. Pass one value per column.`,
    );
  return orderBy.reduceRight<Test>(
    (rest, term, index) => {
      const value = values[index] ?? null;
      return sql<SqlBool>`(${columnSortsAfter(term, value)} or (${equals(term.column, value)} and ${rest}))`;
    },
    sql<SqlBool>`${sql.id('key')} > ${key}`,
  );
};

/** Nulls sort last in both directions: no value sorts after null, and null sorts after every value. */
const columnSortsAfter = ({ column, direction }: OrderTerm, value: Json): Test =>
  value === null
    ? sql<SqlBool>`false`
    : sql<SqlBool>`(${sql.id(column)} ${sql.raw(direction === 'asc' ? '>' : '<')} ${bound(value)}
        or ${equals(column, null)})`;

const bound = (value: Json): Bound => {
  if (typeof value === 'boolean') return Number(value);
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(
    `A column can only be compared with text, a number, a boolean or null, not with ${JSON.stringify(value)}.`,
  );
};
