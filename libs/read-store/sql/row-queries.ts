import type { Json } from '@ledgerdesk/kernel';
import type { ColumnCondition, Condition, OrderTerm, RowQuery, SearchCondition } from '@ledgerdesk/read-store';
import { sql, type CompiledQuery, type Expression, type Kysely, type SqlBool } from 'kysely';

export type RowTables = Record<string, { key: string; body: string }>;
type Test = Expression<SqlBool>;
type Bound = string | number | null;

/** Builds a literal, case-sensitive substring test. The function differs between databases. */
export type SubstringTest = (column: string, text: Bound) => Test;

/** Builds the test of a search index, without that of the owner. */
export type IndexTest = (table: string, condition: SearchCondition) => Test;

/** Name of the table of the serving version of a projection; undefined if none serves. */
export type TableOf = (projection: string) => string | undefined;

/** The projections other than the queried one that conditions refer to. */
export const projectionsIn = (where: readonly Condition[] = []): readonly string[] =>
  where.flatMap((condition) => (condition.is === 'key-of' ? [condition.projection] : []));

/** Compiles row queries with Kysely to SQL that all adapters share. The adapter's connection runs it. */
export class RowQueries {
  constructor(
    private readonly queries: Kysely<RowTables>,
    private readonly contains: SubstringTest,
    private readonly mayContain: IndexTest,
  ) {}

  /** Selects key and body of the matching rows. */
  select(table: string, query: RowQuery, tableOf: TableOf): CompiledQuery {
    const { where = [], orderBy = [], after, limit } = query;
    let rows = this.queries.selectFrom(table).select(['key', 'body']);
    for (const condition of where) rows = rows.where(this.#test(table, condition, tableOf));
    if (after) rows = rows.where(sortsAfter(orderBy, after.values, after.key)).where(startsAt(orderBy, after.values));
    for (const { column, direction, required } of orderBy)
      rows = rows.orderBy(sql.id(column), (by) => (required ? by[direction]() : by[direction]().nullsLast()));
    rows = rows.orderBy('key');
    return (limit === undefined ? rows : rows.limit(limit)).compile();
  }

  /** Selects the bodies of the matching rows, unordered. */
  bodies(table: string, where: readonly Condition[], tableOf: TableOf): CompiledQuery {
    let rows = this.queries.selectFrom(table).select('body');
    for (const condition of where) rows = rows.where(this.#test(table, condition, tableOf));
    return rows.compile();
  }

  count(table: string, where: readonly Condition[], tableOf: TableOf): CompiledQuery {
    let rows = this.queries.selectFrom(table).select(sql<number>`count(*)`.as('rows'));
    for (const condition of where) rows = rows.where(this.#test(table, condition, tableOf));
    return rows.compile();
  }

  #test(table: string, condition: Condition, tableOf: TableOf): Test {
    if (condition.is === 'may-contain') return this.#search(table, condition);
    if (condition.is !== 'key-of') return this.#columnTest(condition);
    const other = tableOf(condition.projection);
    if (other === undefined) return sql<SqlBool>`false`;
    const keys = this.queries
      .selectFrom(other)
      .select('key')
      .where(this.#test(other, condition.where, tableOf));
    return sql<SqlBool>`${sql.id('key')} in (${keys})`;
  }

  /** The index is read first: `||` keeps SQLite from reading the owner's rows by another index and testing each. */
  #search(table: string, condition: SearchCondition): Test {
    const owned = sql<SqlBool>`${sql.id(condition.owner)} || '' = ${condition.ownerValue}`;
    return sql<SqlBool>`(${this.mayContain(table, condition)} and ${owned})`;
  }

  #columnTest({ column, is, value }: ColumnCondition): Test {
    if (is === 'in') return isAnyOf(column, value);
    if (is === '=') return equals(column, value);
    if (is === 'contains') return this.contains(column, bound(value));
    return sql<SqlBool>`${sql.id(column)} ${sql.raw(is)} ${bound(value)}`;
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

/** A bound on the first column from which a page starts, for the index. Implied by `sortsAfter`. */
const startsAt = ([first]: readonly OrderTerm[], [value = null]: readonly Json[]): Test =>
  first?.required && value !== null
    ? sql<SqlBool>`${sql.id(first.column)} ${sql.raw(first.direction === 'asc' ? '>=' : '<=')} ${bound(value)}`
    : sql<SqlBool>`true`;

/** True if one comparison of all order columns and the key tells whether a row sorts after another. */
const isComparable = (orderBy: readonly OrderTerm[]): boolean =>
  orderBy.every(({ direction, required }) => required && direction === 'asc');

/**
 * Keyset pagination: true for rows that sort after the row with these values and this key. Compares row values where it
 * can: an index then gives the rows after that one without reading those before it that have the same values.
 */
const sortsAfter = (orderBy: readonly OrderTerm[], values: readonly Json[], key: string): Test => {
  if (values.length !== orderBy.length)
    throw new RangeError(
      `"after" has ${values.length} values, but "orderBy" has ${orderBy.length} columns. Pass one value per column.`,
    );
  if (isComparable(orderBy)) {
    const columns = [...orderBy.map(({ column }) => column), 'key'].map((column) => sql.id(column));
    return sql<SqlBool>`(${sql.join(columns)}) > (${sql.join([...values.map(bound), key])})`;
  }
  return orderBy.reduceRight<Test>(
    (rest, term, index) => {
      const value = values[index] ?? null;
      return sql<SqlBool>`(${columnSortsAfter(term, value)} or (${equals(term.column, value)} and ${rest}))`;
    },
    sql<SqlBool>`${sql.id('key')} > ${key}`,
  );
};

/** Nulls sort last in both directions: no value sorts after null, and null sorts after every value. */
const columnSortsAfter = ({ column, direction, required }: OrderTerm, value: Json): Test => {
  if (value === null) return sql<SqlBool>`false`;
  const isLater = sql<SqlBool>`${sql.id(column)} ${sql.raw(direction === 'asc' ? '>' : '<')} ${bound(value)}`;
  return required ? isLater : sql<SqlBool>`(${isLater} or ${equals(column, null)})`;
};

const bound = (value: Json): Bound => {
  if (typeof value === 'boolean') return Number(value);
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(
    `A column can only be compared with text, a number, a boolean or null, not with ${JSON.stringify(value)}.`,
  );
};
