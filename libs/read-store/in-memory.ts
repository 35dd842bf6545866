import type { Projection, Row } from '@ledgerdesk/kernel';
import { columnOperand, columnValue, type ColumnValue } from './columns.js';
import { predicateOf } from './in-memory-conditions.js';
import { compareSortKeys, type SortKey } from './in-memory-order.js';
import type {
  Condition,
  KeyedRow,
  RowCount,
  RowPlace,
  RowQuery,
  RowReader,
  RowScan,
  ScannedCounts,
  ScannedRows,
} from './port.js';

/** The rows of one projection, by key. */
export interface InMemoryTable {
  readonly projection: Pick<Projection, 'name' | 'table'>;
  readonly rows: ReadonlyMap<string, Row>;
}

type ReadColumn = (key: string, row: Row) => ColumnValue;

/**
 * Reads rows replayed in memory, as of a position or in a test. Rejects with RangeError for a projection that
 * is not in memory, because an empty result would be wrong.
 */
export class InMemoryRowReader implements RowReader {
  readonly #tables: ReadonlyMap<string, InMemoryTable>;

  constructor(tables: Iterable<InMemoryTable>) {
    this.#tables = new Map([...tables].map((table) => [table.projection.name, table]));
  }

  async get<R extends Row>(projection: string, key: string): Promise<R | undefined> {
    return this.#table(projection).rows.get(key) as R | undefined;
  }

  async find<R extends Row>(projection: string, query: RowQuery = {}): Promise<readonly KeyedRow<R>[]> {
    return this.#select(this.#table(projection), query).map(({ key, row }) => ({ key, row: row as R }));
  }

  async count(projection: string, where: readonly Condition[] = []): Promise<number> {
    return this.#matching(this.#table(projection), where).length;
  }

  async scan<R extends Row>(
    projection: string,
    { tests, maxTested, limit, ...query }: RowScan & { readonly limit: number },
  ): Promise<ScannedRows<R>> {
    const table = this.#table(projection);
    const selected = this.#select(table, { ...query, limit: maxTested });
    const rows = this.#tested(table, selected, tests).slice(0, limit);
    const last = selected[maxTested - 1];
    const found = rows.map(({ key, row }) => ({ key, row: row as R }));
    return { rows: found, testedTo: last && rows.length < limit ? placeOf(table, last, query.orderBy) : undefined };
  }

  async scanCounts(
    projection: string,
    { tests, maxTested, by, ...query }: Parameters<RowReader['scanCounts']>[1],
  ): Promise<ScannedCounts> {
    const table = this.#table(projection);
    const selected = this.#select(table, { ...query, limit: maxTested });
    const counts = countsOf(table, this.#tested(table, selected, tests), by);
    return { counts, tested: selected.length };
  }

  async counts(projection: string, within?: Parameters<RowReader['counts']>[1]): Promise<readonly RowCount[]> {
    const table = this.#table(projection);
    const { counted } = table.projection.table;
    if (!counted || (within && !counted.within.includes(within.column)))
      throw new RangeError(
        `The numbers of rows of ${projection} by ${within?.column ?? 'nothing'} are not kept. ` +
          'Declare them in `counted` of its table.',
      );
    return countsOf(table, this.#matching(table, within ? [{ ...within, is: '=' }] : []), counted.by);
  }

  async each<R extends Row>(projection: string, where: readonly Condition[], visit: (row: R) => void): Promise<void> {
    for (const { row } of this.#matching(this.#table(projection), where)) visit(row as R);
  }

  #select(table: InMemoryTable, { where = [], orderBy = [], after, limit }: RowQuery): KeyedRow[] {
    const compare = compareSortKeys(orderBy);
    const readers = orderBy.map(({ column }) => columnReader(table, column));
    const start = after && sortKeyOf(after, orderBy.length);
    return this.#matching(table, where)
      .map(({ key, row }) => ({ found: { key, row }, sortKey: { key, values: readers.map((read) => read(key, row)) } }))
      .filter(({ sortKey }) => !start || compare(sortKey, start) > 0)
      .sort((a, b) => compare(a.sortKey, b.sortKey))
      .slice(0, limit)
      .map(({ found }) => found);
  }

  #matching(table: InMemoryTable, where: readonly Condition[]): KeyedRow[] {
    const filters = where.map((condition) => this.#filter(table, condition));
    return Array.from(table.rows, ([key, row]) => ({ key, row })).filter((keyed) =>
      filters.every((matches) => matches(keyed)),
    );
  }

  #tested(table: InMemoryTable, rows: readonly KeyedRow[], tests: readonly Condition[]): KeyedRow[] {
    const filters = tests.map((condition) => this.#filter(table, condition));
    return rows.filter((keyed) => filters.every((matches) => matches(keyed)));
  }

  #filter(table: InMemoryTable, condition: Condition): (keyed: KeyedRow) => boolean {
    if (condition.is === 'key-of') {
      const found = this.#matching(this.#table(condition.projection), [condition.where]);
      const keys = new Set(found.map(({ key }) => key));
      return ({ key }) => keys.has(key);
    }
    if (condition.is === 'may-contain') {
      const { text, value, owner, ownerValue } = condition;
      const owned = this.#filter(table, { column: owner, is: '=', value: ownerValue });
      const contains = this.#filter(table, { column: text, is: 'contains', value });
      return (keyed) => owned(keyed) && contains(keyed);
    }
    const [read, matches] = [columnReader(table, condition.column), predicateOf(condition)];
    return ({ key, row }) => matches(read(key, row));
  }

  #table(projection: string): InMemoryTable {
    const table = this.#tables.get(projection);
    if (!table)
      throw new RangeError(
        `Projection "${projection}" is not in memory. Available: ${[...this.#tables.keys()].join(', ')}.`,
      );
    return table;
  }
}

const columnReader = ({ projection }: InMemoryTable, column: string): ReadColumn => {
  if (column === 'key') return (key) => key;
  const type = projection.table.columns[column];
  if (!type)
    throw new RangeError(
      `Projection ${projection.name} has no column ${column}. Use one of its table's columns, or key.`,
    );
  return (_key, row) => columnValue(column, type, row[column]);
};

/** The values of columns of a row, and its key. */
const placeOf = (table: InMemoryTable, { key, row }: KeyedRow, orderBy: RowScan['orderBy']): RowPlace => ({
  values: orderBy.map(({ column }) => columnReader(table, column)(key, row)),
  key,
});

const countsOf = (table: InMemoryTable, rows: readonly KeyedRow[], by: readonly string[]): readonly RowCount[] => {
  const readers = by.map((column) => columnReader(table, column));
  const counts = new Map<string, RowCount>();
  for (const { key, row } of rows) {
    const values = readers.map((read) => read(key, row));
    const group = JSON.stringify(values);
    counts.set(group, { values, rows: (counts.get(group)?.rows ?? 0) + 1 });
  }
  return [...counts.values()];
};

const sortKeyOf = ({ values, key }: NonNullable<RowQuery['after']>, columns: number): SortKey => {
  if (values.length !== columns)
    throw new RangeError(
      `"after" has ${values.length} values, but "orderBy" has ${columns} columns. Pass one value per column.`,
    );
  return { key, values: values.map(columnOperand) };
};
