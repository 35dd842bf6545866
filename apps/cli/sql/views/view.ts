/** A column of a view, as docs/sql.md lists it. */
export interface ViewColumn {
  readonly name: string;
  /** Type of DuckDB. */
  readonly type: 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'TIMESTAMP' | 'JSON';
  readonly description: string;
  /** SQL of its value. */
  readonly sql: string;
}

/** A view that queries read. Names and meanings of its columns do not change; later versions may add columns. */
export interface View {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly ViewColumn[];
  /** SQL behind the list of columns: `FROM … GROUP BY …`. */
  readonly from: string;
}

/** Makes columns of one type. */
const typed =
  (type: ViewColumn['type']) =>
  (name: string, description: string, sql: string): ViewColumn => ({
    name,
    type,
    description,
    sql: type === 'VARCHAR' ? sql : `TRY_CAST(${sql} AS ${type})`,
  });

export const text = typed('VARCHAR');
export const integer = typed('BIGINT');
export const number = typed('DOUBLE');
export const flag = typed('BOOLEAN');
export const time = typed('TIMESTAMP');
export const json = typed('JSON');

/** A field of the data of an event, as text. */
export const field = (path: string): string => `(data->>'$.${path}')`;

/** A personal text of an event: null once it is erased. */
export const personal = (path: string): string => `nullif(${field(path)}, '')`;

const listed = (types: readonly string[]): string => types.map((type) => `'${type}'`).join(', ');

/** A condition on the types of events. */
export const isType = (...types: readonly string[]): string =>
  types.length === 1 ? `type = ${listed(types)}` : `type IN (${listed(types)})`;

/** The value of an expression in the first event of some types. */
export const first = (sql: string, ...types: readonly string[]): string =>
  `arg_min_null(${sql}, position) FILTER (WHERE ${isType(...types)})`;

/** The value of an expression in the last event of some types, null included. */
export const last = (sql: string, ...types: readonly string[]): string =>
  `arg_max_null(${sql}, position) FILTER (WHERE ${isType(...types)})`;

/** The number of events of some types. */
export const count = (...types: readonly string[]): string => `count(*) FILTER (WHERE ${isType(...types)})`;

/** The last of the values that types of events stand for. Values are SQL. */
export const lastOf = (values: Readonly<Record<string, string>>): string => {
  const cases = Object.entries(values).map(([type, sql]) => `WHEN '${type}' THEN ${sql}`);
  return last(`CASE type ${cases.join(' ')} END`, ...Object.keys(values));
};

/** Events of streams whose names begin with a prefix. */
export const streams = (prefix: string): string => `events WHERE starts_with(stream, '${prefix}')`;

/** The part of the name of a stream behind a prefix: an id. */
export const idAfter = (prefix: string): string => `substr(stream, ${prefix.length + 1})`;

/** Minutes between two instants, null if one is null. */
export const minutesBetween = (from: string, to: string): string =>
  `epoch_ms(TRY_CAST(${to} AS TIMESTAMP) - TRY_CAST(${from} AS TIMESTAMP)) / 60000.0`;

/** The SQL of a view. */
export const selectOf = ({ columns, from }: View): string =>
  `SELECT ${columns.map(({ name, sql }) => `${sql} AS ${name}`).join(',\n  ')}\nFROM ${from}`;
