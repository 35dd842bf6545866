import { instantOf, type Instant } from '@ledgerdesk/kernel';
import { parse } from 'csv-parse';
import { DateTime } from 'luxon';
import { createReadStream } from 'node:fs';
import { type ColumnIndex, columnIndex } from './columns.js';
import { type Action, type FieldSource, type Mapping, MappingError } from './mapping.js';

/** A row that can be applied, in the terms of the mapping. */
export interface LogRow {
  /** Line of the file, from 1 (the header's). */
  readonly line: number;
  readonly case: string;
  readonly at: Instant;
  readonly activity: string;
  readonly action: Action;
  readonly cells: readonly string[];
}

/** A row that cannot be applied, and why. */
export interface RefusedRow {
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** A file as it was read. */
export interface ReadLog {
  readonly total: number;
  readonly rows: readonly LogRow[];
  readonly refused: readonly RefusedRow[];
  readonly columns: ColumnIndex;
}

const MAX_ROW_BYTES = 1_048_576;

/** The cell of a column. */
export const cellOf = (columns: ColumnIndex, cells: readonly string[], column: string): string => cells[columns.get(column) ?? -1] ?? '';

/** What a field is in a row; undefined where the mapping has no translation for what stands there. */
export const fieldOf = (columns: ColumnIndex, cells: readonly string[], field: FieldSource): string | undefined => {
  if ('constant' in field) return field.constant;
  const cell = cellOf(columns, cells, field.column);
  return field.values ? field.values[cell] : cell;
};

const instantIn = (text: string, { format, zone }: Mapping['timestamps']): Instant | undefined => {
  const time = DateTime.fromFormat(text, format, { zone, locale: 'en' });
  return time.isValid && time.year >= 1970 && time.year <= 9999 ? instantOf(time.toMillis()) : undefined;
};

/** Reads one row at a time; remembers what it has seen, so that an exact duplicate is told. */
class RowReader {
  private readonly seen = new Map<string, number>();

  constructor(private readonly mapping: Mapping, private readonly columns: ColumnIndex, private readonly width: number, private readonly now: Instant) {}

  read(line: number, cells: readonly string[]): LogRow | RefusedRow {
    const refused = (code: string, message: string): RefusedRow => ({ line, code, message });
    if (cells.length !== this.width) return refused('malformed-row', `The row has ${cells.length} fields instead of ${this.width}.`);
    if (cells.some((cell) => /[\0\uFFFD]/.test(cell))) return refused('bad-text', 'The row has text that is not UTF-8, or U+0000.');
    const first = this.first(line, cells);
    if (first !== undefined) return refused('duplicate-row', `The row is an exact duplicate of line ${first}.`);
    return this.row(line, cells, refused);
  }

  private row(line: number, cells: readonly string[], refused: (code: string, message: string) => RefusedRow): LogRow | RefusedRow {
    const { columns, activities, timestamps } = this.mapping;
    const [name, activity, time] = [columns.case, columns.activity, columns.timestamp].map((column) => cellOf(this.columns, cells, column));
    if (!name) return refused('no-case', 'The row names no case.');
    const at = instantIn(time ?? '', timestamps);
    if (at === undefined) return refused('bad-time', `'${time ?? ''}' is no time of the form ${timestamps.format}.`);
    if (at > this.now) return refused('future-time', `${at} has not come yet.`);
    const action = activities[activity ?? ''];
    if (action === undefined) return refused('unmapped-activity', `The mapping does not say what '${activity ?? ''}' is.`);
    return { line, case: name, at, activity: activity ?? '', action, cells };
  }

  /** The line that is the same to the letter, if there was one. */
  private first(line: number, cells: readonly string[]): number | undefined {
    const text = JSON.stringify(cells);
    const known = this.seen.get(text);
    if (known === undefined) this.seen.set(text, line);
    return known;
  }
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const isRefused = (row: LogRow | RefusedRow): row is RefusedRow => 'code' in row;

/** Reads a CSV file through a mapping: rows in time order, ties in file order. Throws MappingError where they do not fit. */
export const readLog = async (file: string, mapping: Mapping, now: Instant): Promise<ReadLog> => {
  const records = createReadStream(file).pipe(parse({
    bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, max_record_size: MAX_ROW_BYTES, info: true,
  })) as AsyncIterable<ParsedRecord>;
  const read: (LogRow | RefusedRow)[] = [];
  let columns: ColumnIndex | undefined;
  let reader: RowReader | undefined;
  for await (const { record, info } of records) {
    if (reader) read.push(reader.read(info.lines, record));
    else {
      columns = columnIndex(record, mapping);
      reader = new RowReader(mapping, columns, record.length, now);
    }
  }
  if (!columns) throw new MappingError('The file is empty: it has not even a header.');
  const rows = read.filter((row): row is LogRow => !isRefused(row)).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.line - b.line));
  return { total: read.length, rows, refused: read.filter(isRefused), columns };
};
