import { sqlName, sqlText } from '../../duckdb/duckdb.js';
import { type ColumnType, type DataColumn, EVENT_COLUMNS, type EventColumn } from './columns.js';
import { LINE_FIELDS } from './event-lines.js';

/** Events have at most 1 MiB. DuckDB keeps a buffer of twice this size for each thread. */
export const MAX_LINE_BYTES = 4_194_304;

const fields = Object.entries(LINE_FIELDS).map(([name, type]) => `${sqlName(name)}: ${sqlText(type)}`);

/** What the metadata of an event says of who caused it, as texts. */
const WHO = ['$.actor.kind', '$.actor.id', '$.onBehalfOf.kind', '$.onBehalfOf.id'].map(sqlText).join(', ');

/** SQL that reads a file of lines, in their order: see `eventLine`. */
const readLines = (file: string): string =>
  `SELECT *, json_extract_string(metadata, [${WHO}]) AS who FROM read_json(${sqlText(file)}, ` +
  `format = 'newline_delimited', maximum_object_size = ${MAX_LINE_BYTES}, columns = {${fields.join(', ')}})`;

/** The type that DuckDB gives a column. A text that does not fit becomes null. */
const CASTS: Readonly<Record<ColumnType, string | undefined>> = {
  text: undefined,
  json: 'JSON',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP_MS',
};

const cast = (type: ColumnType, text: string): string => {
  const to = CASTS[type];
  return to === undefined ? text : `TRY_CAST(${text} AS ${to})`;
};

const SOURCES: Readonly<Record<string, string>> = {
  recorded_version: sqlName('recordedVersion'),
  occurred_at: sqlName('occurredAt'),
  recorded_at: sqlName('recordedAt'),
  actor: `(who[1] || ':' || who[2])`,
  on_behalf_of: `(who[3] || ':' || who[4])`,
};

const eventColumn = ({ name, type }: EventColumn): string =>
  `${type === 'json' ? sqlName(name) : cast(type, SOURCES[name] ?? sqlName(name))} AS ${sqlName(name)}`;

/** SQL that selects columns of events from lines, in their order. */
export const selectEvents = (columns: readonly EventColumn[], file: string): string =>
  `SELECT ${columns.map(eventColumn).join(', ')} FROM (${readLines(file)})`;

/** The place of a field in JSON. */
const jsonPath = (path: readonly string[]): string => `$${path.map((name) => `."${name}"`).join('')}`;

/** No text that people give is empty: an empty one is erased. */
const dataColumn = ({ name, type, isPersonal }: DataColumn, index: number): string => {
  const text = `fields[${index + 1}]`;
  const shown = isPersonal && type === 'text' ? `nullif(${text}, '')` : text;
  return `${cast(type, shown)} AS ${sqlName(name)}`;
};

const EVENT_NAMES = EVENT_COLUMNS.map(({ name }) => sqlName(name));

/** SQL that selects the table of an event type from one of all events, in its order. */
export const selectEventsOfType = (type: string, columns: readonly DataColumn[], table: string): string => {
  const paths = columns.map(({ path }) => sqlText(jsonPath(path))).join(', ');
  const texts = columns.length === 0 ? '' : `, json_extract_string(data, [${paths}]) AS fields`;
  const selected = [...EVENT_NAMES, ...columns.map(dataColumn)].join(', ');
  return `SELECT ${selected} FROM (SELECT *${texts} FROM ${table} WHERE type = ${sqlText(type)})`;
};
