import { definitionOf } from '@ledgerdesk/events';
import { EVENT_SCHEMAS, type FieldSchema } from '@ledgerdesk/events/schemas';

/** Types of columns. `json` is the JSON text of an object, a list, or a value of several types. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'timestamp' | 'json';

/** A column with a field of the data of an event. */
export interface DataColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Names of the fields that lead to it in `data`. */
  readonly path: readonly string[];
  readonly isPersonal: boolean;
}

/** A column that every table of events has. */
export interface EventColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** The columns of the table of one event type that come before those of its data. */
export const EVENT_COLUMNS = [
  { name: 'position', type: 'integer' },
  { name: 'id', type: 'text' },
  { name: 'stream', type: 'text' },
  { name: 'revision', type: 'integer' },
  { name: 'version', type: 'integer' },
  { name: 'recorded_version', type: 'integer' },
  { name: 'occurred_at', type: 'timestamp' },
  { name: 'recorded_at', type: 'timestamp' },
  { name: 'actor', type: 'text' },
  { name: 'on_behalf_of', type: 'text' },
] as const satisfies readonly EventColumn[];

/** The columns of the table of all events. */
export const ALL_EVENTS_COLUMNS = [
  EVENT_COLUMNS[0],
  { name: 'type', type: 'text' },
  ...EVENT_COLUMNS.slice(1),
  { name: 'data', type: 'json' },
  { name: 'metadata', type: 'json' },
] as const satisfies readonly EventColumn[];

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const TAKEN: readonly string[] = EVENT_COLUMNS.map(({ name }) => name);

const columnName = (path: readonly string[]): string => {
  const name = path.map(snakeCase).join('_');
  return TAKEN.includes(name) ? `data_${name}` : name;
};

const scalarType = ({ type, format }: FieldSchema): ColumnType => {
  switch (type) {
    case 'string':
      return format === 'date-time' ? 'timestamp' : 'text';
    case 'integer':
    case 'number':
    case 'boolean':
      return type;
    default:
      return 'json';
  }
};

/** The columns of a field: those of its fields if it is an object, also if it may be null. */
const fieldColumns = (path: readonly string[], field: FieldSchema, isPersonal: boolean): readonly DataColumn[] => {
  const alternatives = (field.anyOf ?? [field]).filter(({ type }) => type !== 'null');
  const [only] = alternatives.length === 1 ? alternatives : [];
  if (only?.type === 'object' && only.properties)
    return Object.entries(only.properties).flatMap(([name, inner]) => fieldColumns([...path, name], inner, isPersonal));
  return [{ name: columnName(path), type: only ? scalarType(only) : 'json', path, isPersonal }];
};

const columnsByType = new Map<string, readonly DataColumn[]>();

/** The columns of the data of an event type, by its published schema; undefined if this version does not know it. */
export const dataColumnsOf = (type: string): readonly DataColumn[] | undefined => {
  const [known, schema, definition] = [columnsByType.get(type), EVENT_SCHEMAS[type], definitionOf(type)];
  if (known || !schema || !definition) return known;
  const columns = Object.entries(schema.properties).flatMap(([name, field]) =>
    fieldColumns([name], field, definition.personal.includes(name)),
  );
  columnsByType.set(type, columns);
  return columns;
};
