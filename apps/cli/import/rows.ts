import type { Instant } from '@ledgerdesk/kernel';
import { createHash } from 'node:crypto';
import { cellOf, type Columns, columnsOf, mappedCells } from './columns.js';
import { type Mapping, MappingError } from './mapping.js';
import { recordsOf } from './records.js';
import { instantIn } from './timestamps.js';

/** A row that has its place in time and in a case. */
export interface LogRow {
  /** Line of the file that it begins on, from 1 (the header's). */
  readonly line: number;
  readonly case: string;
  readonly at: Instant;
  readonly activity: string;
  /** Of the mapped columns. */
  readonly cells: readonly string[];
}

/** A row that cannot be applied, and why. */
export interface RefusedRow {
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** A file as it was read: rows in time order, ties in file order. */
export interface ReadLog {
  readonly total: number;
  readonly rows: readonly LogRow[];
  readonly refused: readonly RefusedRow[];
  readonly columns: Columns;
}

/** The file cannot be read at all. */
export class LogFileError extends Error {
  readonly code = 'invalid-file';
}

const refusedAt = (line: number, code: string, message: string): RefusedRow => ({ line, code, message });

/** Reads one row at a time; remembers the digest of each, so that an exact duplicate is told. */
class RowReader {
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly mapping: Mapping,
    private readonly columns: Columns,
    private readonly now: Instant,
  ) {}

  read(line: number, cells: readonly string[]): LogRow | RefusedRow {
    const { width } = this.columns;
    if (cells.length !== width)
      return refusedAt(line, 'malformed-row', `The row has ${cells.length} fields instead of ${width}.`);
    if (cells.some((cell) => cell.includes('\0'))) return refusedAt(line, 'bad-text', 'The row has text with U+0000.');
    const first = this.first(line, cells);
    if (first !== undefined) return refusedAt(line, 'duplicate-row', `The row is an exact duplicate of line ${first}.`);
    return this.row(line, mappedCells(this.columns, cells));
  }

  private row(line: number, cells: readonly string[]): LogRow | RefusedRow {
    const { columns, timestamps } = this.mapping;
    const cell = (column: string) => cellOf(this.columns, cells, column);
    const name = cell(columns.case);
    if (name === '') return refusedAt(line, 'no-case', 'The row names no case.');
    const at = instantIn(cell(columns.timestamp), timestamps);
    if (at === undefined)
      return refusedAt(line, 'bad-time', `'${cell(columns.timestamp)}' is no time of the form ${timestamps.format}.`);
    if (at > this.now) return refusedAt(line, 'future-time', `${at} has not come yet.`);
    return { line, case: name, at, activity: cell(columns.activity), cells };
  }

  /** The line that is the same to the letter, if there was one. */
  private first(line: number, cells: readonly string[]): number | undefined {
    const digest = createHash('sha256').update(JSON.stringify(cells)).digest('base64');
    const known = this.seen.get(digest);
    if (known === undefined) this.seen.set(digest, line);
    return known;
  }
}

const inTimeOrder = (a: LogRow, b: LogRow): number => (a.at === b.at ? a.line - b.line : a.at < b.at ? -1 : 1);

const isSystemError = (fault: unknown): fault is NodeJS.ErrnoException =>
  typeof fault === 'object' && fault !== null && 'syscall' in fault;

const unreadable = (file: string, fault: unknown): unknown =>
  isSystemError(fault) ? new LogFileError(`${file} cannot be read: ${fault.message}`) : fault;

const read = async (file: string, mapping: Mapping, now: Instant): Promise<ReadLog> => {
  const rows: LogRow[] = [];
  const refused: RefusedRow[] = [];
  let columns: Columns | undefined;
  let reader: RowReader | undefined;
  for await (const record of recordsOf(file)) {
    if ('fault' in record && !columns) throw new LogFileError(`The header of ${file} cannot be read: ${record.fault}`);
    if ('fault' in record) refused.push(refusedAt(record.line, 'unreadable-row', record.fault));
    else if (reader) {
      const row = reader.read(record.line, record.cells);
      if ('code' in row) refused.push(row);
      else rows.push(row);
    } else {
      columns = columnsOf(record.cells, mapping);
      reader = new RowReader(mapping, columns, now);
    }
  }
  if (!columns) throw new MappingError('The file is empty: it has not even a header.');
  return { total: rows.length + refused.length, rows: rows.sort(inTimeOrder), refused, columns };
};

/**
 * Reads a CSV file through a mapping; rows later than `now` are refused. Throws MappingError where file and mapping
 * do not fit, LogFileError where there is no such file.
 */
export const readLog = async (file: string, mapping: Mapping, now: Instant): Promise<ReadLog> => {
  try {
    return await read(file, mapping, now);
  } catch (fault) {
    throw unreadable(file, fault);
  }
};
