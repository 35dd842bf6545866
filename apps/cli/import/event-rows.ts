import { type Instant, isRecord } from '@ledgerdesk/kernel';
import { createHash } from 'node:crypto';
import { readCell, type Columns, findColumns, pickMappedCells } from './columns.js';
import { type Mapping, MappingError } from './mapping.js';
import { readCsvRecords } from './csv-records.js';
import { parseTimestamp } from './timestamps.js';

/** A row with a time and a case. */
export interface EventRow {
  /** Line on which the row starts, from 1 (the header). */
  readonly line: number;
  readonly case: string;
  readonly at: Instant;
  readonly activity: string;
  /** Cells of the mapped columns. */
  readonly cells: readonly string[];
}

/** A row that was not applied, with the reason. */
export interface RefusedRow {
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** The contents of a file. Rows are sorted by time, ties by line. */
export interface EventFile {
  readonly total: number;
  readonly rows: readonly EventRow[];
  readonly refused: readonly RefusedRow[];
  readonly columns: Columns;
  /** SHA-256 of the file, in hex. */
  readonly sha256: string;
}

/** Thrown if the file cannot be read. */
class EventFileError extends Error {
  readonly code = 'invalid-file';
}

const refusedAt = (line: number, code: string, message: string): RefusedRow => ({ line, code, message });

/** Converts records to rows. Keeps a digest of each record to detect duplicates. */
class RowReader {
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly mapping: Mapping,
    private readonly columns: Columns,
    private readonly now: Instant,
  ) {}

  read(line: number, cells: readonly string[]): EventRow | RefusedRow {
    const { width } = this.columns;
    if (cells.length !== width)
      return refusedAt(line, 'malformed-row', `The row has ${cells.length} fields instead of ${width}.`);
    if (cells.some((cell) => cell.includes('\0'))) return refusedAt(line, 'bad-text', 'The row contains U+0000.');
    const first = this.firstOccurrence(line, cells);
    if (first !== undefined) return refusedAt(line, 'duplicate-row', `The row is identical to line ${first}.`);
    return this.row(line, pickMappedCells(this.columns, cells));
  }

  private row(line: number, cells: readonly string[]): EventRow | RefusedRow {
    const { columns, timestamps } = this.mapping;
    const cell = (column: string) => readCell(this.columns, cells, column);
    const name = cell(columns.case);
    if (name === '') return refusedAt(line, 'no-case', 'The row has no case.');
    const at = parseTimestamp(cell(columns.timestamp), timestamps);
    if (at === undefined)
      return refusedAt(
        line,
        'bad-time',
        `'${cell(columns.timestamp)}' is not a time in the format ${timestamps.format}.`,
      );
    if (at > this.now) return refusedAt(line, 'future-time', `${at} is in the future.`);
    return { line, case: name, at, activity: cell(columns.activity), cells };
  }

  /** Returns the line of an earlier identical record, or undefined. */
  private firstOccurrence(line: number, cells: readonly string[]): number | undefined {
    const digest = createHash('sha256').update(JSON.stringify(cells)).digest('base64');
    const known = this.seen.get(digest);
    if (known === undefined) this.seen.set(digest, line);
    return known;
  }
}

const byTime = (a: EventRow, b: EventRow): number => (a.at === b.at ? a.line - b.line : a.at < b.at ? -1 : 1);

const isSystemError = (error: unknown): error is NodeJS.ErrnoException => isRecord(error) && 'syscall' in error;

const toFileError = (file: string, error: unknown): unknown =>
  isSystemError(error) ? new EventFileError(`${file} cannot be read: ${error.message}`) : error;

const read = async (file: string, mapping: Mapping, now: Instant): Promise<EventFile> => {
  const rows: EventRow[] = [];
  const refused: RefusedRow[] = [];
  let columns: Columns | undefined;
  let reader: RowReader | undefined;
  const hash = createHash('sha256');
  for await (const record of readCsvRecords(file, (bytes) => hash.update(bytes))) {
    if ('error' in record && !columns)
      throw new EventFileError(`The header of ${file} cannot be read: ${record.error}`);
    if ('error' in record) refused.push(refusedAt(record.line, 'unreadable-row', record.error));
    else if (reader) {
      const row = reader.read(record.line, record.cells);
      if ('code' in row) refused.push(row);
      else rows.push(row);
    } else {
      columns = findColumns(record.cells, mapping);
      reader = new RowReader(mapping, columns, now);
    }
  }
  if (!columns) throw new MappingError('The file is empty. It needs a header.');
  const sha256 = hash.digest('hex');
  return { total: rows.length + refused.length, rows: rows.sort(byTime), refused, columns, sha256 };
};

/**
 * Reads a CSV file with a mapping, once, so that it may be a pipe. Refuses rows later than `now`.
 * @throws MappingError if the file lacks a mapped column.
 * @throws EventFileError if the file cannot be read.
 */
export const readEventFile = async (file: string, mapping: Mapping, now: Instant): Promise<EventFile> => {
  try {
    return await read(file, mapping, now);
  } catch (error) {
    throw toFileError(file, error);
  }
};
