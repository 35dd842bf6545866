import type { Projection, Row } from '@ledgerdesk/kernel';
import { columnValue, type ColumnValue } from './columns.js';
import { boundValue, testOf } from './in-memory-conditions.js';
import { comparePlaces, type Place } from './in-memory-order.js';
import type { Condition, KeyedRow, RowQuery, RowReader } from './port.js';

/** The rows of one projection, by key. */
export interface InMemoryTable {
  readonly projection: Pick<Projection, 'name' | 'table'>;
  readonly rows: ReadonlyMap<string, Row>;
}

type Read = (key: string, row: Row) => ColumnValue;

/**
 * Reads rows that were folded in memory, as of some position or in a test, by the rules of the port. Rejects with
 * RangeError for a projection that it was not given: no rows would pass for an answer.
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
    return select(this.#table(projection), query).map(({ key, row }) => ({ key, row: row as R }));
  }

  async count(projection: string, where: readonly Condition[] = []): Promise<number> {
    return matching(this.#table(projection), where).length;
  }

  #table(projection: string): InMemoryTable {
    const table = this.#tables.get(projection);
    if (!table)
      throw new RangeError(
        `The rows of "${projection}" are not in memory: only ${[...this.#tables.keys()].join(', ')}.`,
      );
    return table;
  }
}

const select = (table: InMemoryTable, { where = [], orderBy = [], after, limit }: RowQuery): KeyedRow[] => {
  const compare = comparePlaces(orderBy);
  const reads = orderBy.map(({ column }) => reading(table, column));
  const start = after && placeAfter(after, orderBy.length);
  return matching(table, where)
    .map((found) => ({ found, place: { key: found.key, values: reads.map((read) => read(found.key, found.row)) } }))
    .filter(({ place }) => !start || compare(place, start) > 0)
    .sort((a, b) => compare(a.place, b.place))
    .slice(0, limit)
    .map(({ found }) => found);
};

const matching = (table: InMemoryTable, where: readonly Condition[]): KeyedRow[] => {
  const tests = where.map((condition) => ({ read: reading(table, condition.column), holds: testOf(condition) }));
  return Array.from(table.rows, ([key, row]) => ({ key, row })).filter(({ key, row }) =>
    tests.every(({ read, holds }) => holds(read(key, row))),
  );
};

const reading = ({ projection }: InMemoryTable, column: string): Read => {
  if (column === 'key') return (key) => key;
  const type = projection.table.columns[column];
  if (!type)
    throw new RangeError(`${projection.name} keeps no column ${column}. Name one of its table's columns, or key.`);
  return (_key, row) => columnValue(column, type, row[column]);
};

const placeAfter = ({ values, key }: NonNullable<RowQuery['after']>, columns: number): Place => {
  if (values.length !== columns)
    throw new RangeError(`A page after ${values.length} values cannot follow an order by ${columns} columns.`);
  return { key, values: values.map(boundValue) };
};
