import type { Json } from '@ledgerdesk/kernel';
import {
  columnOperand,
  predicateOf,
  type ColumnCondition,
  type ColumnValue,
  type Condition,
  type OrderTerm,
  type RowPlace,
  type RowQuery,
  type RowScan,
  type SearchCondition,
} from '@ledgerdesk/read-store';
import { sql, type CompiledQuery, type Expression, type Kysely, type SelectQueryBuilder, type SqlBool } from 'kysely';

export type RowTables = Record<string, { key: string; body: string }>;
type Test = Expression<SqlBool>;

/** Builds a literal, case-sensitive substring test. The function differs between databases. */
export type SubstringTest = (column: string, text: ColumnValue) => Test;

/** Builds the test of a search index, without that of the owner. */
export type IndexTest = (table: string, condition: SearchCondition) => Test;

/**
 * How a database merges lists that are in order: `lazily`, or of limited length, as one that reads and sorts all of a
 * longer list.
 */
export type Merging = 'lazily' | 'limited';

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
    private readonly merging: Merging,
  ) {}

  /** Selects key and body of the matching rows. */
  select(table: string, { where = [], orderBy = [], after, limit }: RowQuery, tableOf: TableOf): CompiledQuery {
    const rows = this.#ordered(table, ['key', 'body'], { where, orderBy, after, limit }, tableOf);
    return (limit === undefined ? rows : rows.limit(limit)).compile();
  }

  /** Selects key and body of the rows that a scan finds, at most `limit`. */
  scan(table: string, query: RowScan, limit: number, tableOf: TableOf): CompiledQuery {
    const { tests, orderBy, maxTested } = query;
    const columns = columnsIn([...tests, ...orderBy], ['key', 'body']);
    const window = this.#ordered(table, columns, { ...query, limit: maxTested }, tableOf)
      .limit(maxTested)
      .as(WINDOW);
    let rows = this.queries.selectFrom(window).select(['key', 'body']);
    for (const condition of tests) rows = rows.where(this.#testInWindow(condition, tableOf));
    return orderedBy(rows, orderBy).limit(limit).compile();
  }

  /** Selects the key and the order columns of the last row that a scan tests; no row if it tests fewer. */
  lastTested(table: string, { maxTested, ...query }: RowScan, tableOf: TableOf): CompiledQuery {
    const rows = this.#ordered(table, columnsIn(query.orderBy, ['key']), { ...query, limit: maxTested }, tableOf);
    return rows
      .limit(1)
      .offset(maxTested - 1)
      .compile();
  }

  /** Counts the rows that a scan finds by the values of columns: `found` and, of all that it tests, `tested`. */
  scanCounts(
    table: string,
    { tests, maxTested, by, ...query }: Omit<RowScan, 'after'> & { readonly by: readonly string[] },
    tableOf: TableOf,
  ): CompiledQuery {
    const rows = this.#ordered(table, columnsIn(tests, [...by, 'key']), { ...query, limit: maxTested }, tableOf);
    const isFound = tests.map((condition) => this.#testInWindow(condition, tableOf));
    const found = isFound.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(isFound, sql` and `)}`;
    return this.queries
      .selectFrom(rows.limit(maxTested).as(WINDOW))
      .select(selected(by))
      .select(sql<number>`sum(case when ${found} then 1 else 0 end)`.as('found'))
      .select(sql<number>`count(*)`.as('tested'))
      .groupBy(by.map((column) => sql.id(column)))
      .compile();
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

  /** Rows in order. `limit`: more of them are not read; it is for the caller to set. */
  #ordered(table: string, columns: readonly string[], query: OrderedRows, tableOf: TableOf) {
    const { where, orderBy } = query;
    const merged = where.find(isMerged);
    if (!merged) return orderedBy(this.#rows(table, columns, query, tableOf), orderBy);
    const [first, ...others] = [...new Set(valuesOf(merged))].map((value) => {
      const ofValue = where.map((one): Condition => (one === merged ? { ...merged, is: '=', value } : one));
      const rows = this.#rows(table, columnsIn(orderBy, [...columns, 'key']), { ...query, where: ofValue }, tableOf);
      return this.#merging(rows, query);
    });
    if (!first) throw new RangeError(`Rows with values of ${merged.column} are merged, but none is given.`);
    return orderedBy(
      others.reduce((all, rows) => all.unionAll(rows), first),
      orderBy,
    );
  }

  /** Rows of a list to merge. */
  #merging(rows: Rows, { orderBy, limit }: OrderedRows): Rows {
    if (this.merging === 'lazily' || limit === undefined) return rows;
    return this.queries.selectFrom(orderedBy(rows, orderBy).limit(limit).as(WINDOW)).selectAll();
  }

  #rows(table: string, columns: readonly string[], query: OrderedRows, tableOf: TableOf): Rows {
    const deciding = withoutNulls(query);
    const { orderBy, after } = deciding;
    let rows: Rows = this.queries.selectFrom(table).select(selected(columns));
    for (const condition of conditionsFrom(deciding)) rows = rows.where(this.#test(table, condition, tableOf));
    if (after) rows = rows.where(sortsAfter(orderBy, after)).where(startsAt(orderBy, after.values));
    return rows;
  }

  /** A test of rows that a scan selects. Other tables are read by key, row by row, whatever the planner expects. */
  #testInWindow(condition: Condition, tableOf: TableOf): Test {
    if (condition.is !== 'key-of') return this.#test(WINDOW, condition, tableOf);
    const other = tableOf(condition.projection);
    if (other === undefined) return sql<SqlBool>`false`;
    const tested = this.queries
      .selectFrom(`${other} as other`)
      .select(sql<SqlBool>`${this.#test(other, condition.where, tableOf)}`.as('found'))
      .where(sql<SqlBool>`${sql.ref('other.key')} = ${sql.ref(`${WINDOW}.key`)}`);
    return sql<SqlBool>`coalesce((${tested}), false)`;
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
    if (is === 'contains') return this.contains(column, columnOperand(value));
    return sql<SqlBool>`${sql.id(column)} ${sql.raw(is)} ${columnOperand(value)}`;
  }
}

type OrderedRows = Pick<RowQuery, 'after' | 'limit'> & Required<Pick<RowQuery, 'where' | 'orderBy'>>;
type Rows = SelectQueryBuilder<RowTables, string, object>;

/** Name of the rows that a scan tests. */
const WINDOW = 'selected';

/** The query without columns that are null in all its rows. */
const withoutNulls = ({ orderBy, after, ...query }: OrderedRows): OrderedRows => {
  const decides = (_: unknown, at: number): boolean => orderBy[at]?.isNull !== true;
  return {
    ...query,
    orderBy: orderBy.filter(decides),
    after: after && { ...after, values: after.values.filter(decides) },
  };
};

const valuesOf = ({ value }: ColumnCondition): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

const isMerged = (condition: Condition): condition is ColumnCondition =>
  condition.is === 'in' && condition.merged === true;

/**
 * The conditions of a query without those that its place implies. An index reads from one bound on: one that lies
 * before the place would be as good to a planner, and read all pages before it.
 */
const conditionsFrom = ({ where, orderBy: [first = BY_KEY], after }: OrderedRows): readonly Condition[] => {
  const value = (first === BY_KEY ? after?.key : after?.values[0]) ?? null;
  if (!first.required || value === null) return where;
  return where.filter((condition) => !('column' in condition && isImpliedBy(value, first, condition)));
};

/** The order of a query without one. */
const BY_KEY: OrderTerm = { column: 'key', direction: 'asc', required: true };

const isImpliedBy = (place: Json, { column, direction }: OrderTerm, condition: ColumnCondition): boolean => {
  const isBefore = direction === 'asc' ? ['>', '>='] : ['<', '<='];
  return condition.column === column && isBefore.includes(condition.is) && predicateOf(condition)(columnOperand(place));
};

const selected = (columns: readonly string[]) =>
  columns.map((column) => sql<ColumnValue>`${sql.id(column)}`.as(column));

/** `columns` and those that terms refer to, each once. */
const columnsIn = (terms: readonly (Condition | OrderTerm)[], columns: readonly string[]): readonly string[] => [
  ...new Set([...columns, ...terms.flatMap((term) => ('column' in term ? [term.column] : []))]),
];

/** Sorts by the order columns, and then by key unless they include it. */
const orderedBy = <DB, TB extends keyof DB, O>(
  rows: SelectQueryBuilder<DB, TB, O>,
  orderBy: readonly OrderTerm[],
): SelectQueryBuilder<DB, TB, O> => {
  const sorted = orderBy.reduce(
    (by, { column, direction, required, nulls = 'last', isNull }) =>
      by.orderBy(sql.id(column), (term) => {
        const directed = term[direction]();
        if (required || isNull) return directed;
        return nulls === 'first' ? directed.nullsFirst() : directed.nullsLast();
      }),
    rows,
  );
  return orderBy.some(({ column }) => column === 'key') ? sorted : sorted.orderBy(sql.id('key'));
};

const equals = (column: string, value: Json): Test =>
  value === null ? sql<SqlBool>`${sql.id(column)} is null` : sql<SqlBool>`${sql.id(column)} = ${columnOperand(value)}`;

/** The list with its last value repeated, so that lists of many lengths share few prepared statements. */
const padded = <T>(values: readonly T[]): readonly T[] => {
  const length = 2 ** Math.ceil(Math.log2(values.length));
  return values.concat(values.slice(-1).flatMap((last) => Array.from({ length: length - values.length }, () => last)));
};

const isAnyOf = (column: string, list: Json): Test => {
  const values = Array.isArray(list) ? list.map(columnOperand) : [];
  const present = padded(values.filter((value) => value !== null));
  const found = present.length > 0 ? sql<SqlBool>`${sql.id(column)} in (${sql.join(present)})` : sql<SqlBool>`false`;
  return values.includes(null) ? sql<SqlBool>`(${found} or ${equals(column, null)})` : found;
};

/** A bound on the first column from which a page starts, for the index. Implied by `sortsAfter`. */
const startsAt = ([first]: readonly OrderTerm[], [value = null]: readonly Json[]): Test =>
  first?.required && value !== null
    ? sql<SqlBool>`${sql.id(first.column)} ${sql.raw(first.direction === 'asc' ? '>=' : '<=')} ${columnOperand(value)}`
    : sql<SqlBool>`true`;

/** The columns that decide the order, the last one the key, if all have one direction and no nulls. */
const comparable = (orderBy: readonly OrderTerm[]): OrderTerm['direction'] | undefined => {
  const [first] = orderBy;
  const direction = first?.direction ?? 'asc';
  if (!orderBy.every((term) => term.required && term.direction === direction)) return undefined;
  return direction === 'asc' || orderBy.at(-1)?.column === 'key' ? direction : undefined;
};

/**
 * Keyset pagination: true for rows that sort after the row with these values and this key. Compares row values where it
 * can: an index then gives the rows after that one without reading those before it that have the same values.
 */
const sortsAfter = (orderBy: readonly OrderTerm[], { values, key }: RowPlace): Test => {
  if (values.length !== orderBy.length)
    throw new RangeError(
      `"after" has ${values.length} values, but "orderBy" has ${orderBy.length} columns. Pass one value per column.`,
    );
  const direction = comparable(orderBy);
  if (direction) {
    const last = orderBy.at(-1)?.column === 'key' ? [] : [['key', key] as const];
    const terms = [...orderBy.map(({ column }, at) => [column, columnOperand(values[at] ?? null)] as const), ...last];
    const columns = sql.join(terms.map(([column]) => sql.id(column)));
    const bounds = sql.join(terms.map(([, value]) => value));
    return sql<SqlBool>`(${columns}) ${sql.raw(direction === 'asc' ? '>' : '<')} (${bounds})`;
  }
  return orderBy.reduceRight<Test>(
    (rest, term, index) => {
      const value = values[index] ?? null;
      return sql<SqlBool>`(${columnSortsAfter(term, value)} or (${equals(term.column, value)} and ${rest}))`;
    },
    sql<SqlBool>`${sql.id('key')} > ${key}`,
  );
};

/** Where nulls are last, no value sorts after null and null after every value; the reverse where they are first. */
const columnSortsAfter = ({ column, direction, required, nulls }: OrderTerm, value: Json): Test => {
  if (value === null) return nulls === 'first' ? sql<SqlBool>`${sql.id(column)} is not null` : sql<SqlBool>`false`;
  const isLater = sql<SqlBool>`${sql.id(column)} ${sql.raw(direction === 'asc' ? '>' : '<')} ${columnOperand(value)}`;
  return required || nulls === 'first' ? isLater : sql<SqlBool>`(${isLater} or ${equals(column, null)})`;
};
