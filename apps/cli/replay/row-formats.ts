import type { Json, Row } from '@ledgerdesk/kernel';
import { Console } from 'node:console';
import { PassThrough } from 'node:stream';
import { type CsvCell, csvLines, type CsvOptions } from '../terminal/csv.js';

const CELL_WIDTH = 32;

const text = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

const truncated = (value: Json): string | number | null => {
  if (typeof value === 'number' || value === null) return value;
  const full = text(value);
  return full.length > CELL_WIDTH ? `${full.slice(0, CELL_WIDTH - 1)}…` : full;
};

const columnsOf = (rows: readonly Row[]): readonly string[] => [...new Set(rows.flatMap((row) => Object.keys(row)))];

/** A table in which long values are truncated. */
const table = (rows: readonly Row[]): string => {
  const sink = new PassThrough();
  new Console(sink).table(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, truncated(value)]))),
  );
  return String(sink.read());
};

const cell = (value: Json | undefined): CsvCell =>
  value === null || typeof value === 'number' ? value : value === undefined ? null : text(value);

const csv = (rows: readonly Row[], options: CsvOptions): string => {
  const columns = columnsOf(rows);
  return csvLines([columns, ...rows.map((row) => columns.map((column) => cell(row[column])))], options);
};

/** Output formats for rows, by name. */
export const ROW_FORMATS = {
  table,
  json: (rows: readonly Row[]): string => `${JSON.stringify(rows, null, 1)}\n`,
  csv,
} as const satisfies Record<string, (rows: readonly Row[], options: CsvOptions) => string>;
export type RowFormat = keyof typeof ROW_FORMATS;
