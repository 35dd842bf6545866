import type { Json, Row } from '@ledgerdesk/kernel';
import { stringify } from 'csv-stringify/sync';
import { Console } from 'node:console';
import { PassThrough } from 'node:stream';

const CELL_WIDTH = 32;

const text = (value: Json | undefined): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);

const shortened = (value: Json): string | number | null => {
  if (typeof value === 'number' || value === null) return value;
  const whole = text(value);
  return whole.length > CELL_WIDTH ? `${whole.slice(0, CELL_WIDTH - 1)}…` : whole;
};

const columnsOf = (rows: readonly Row[]): readonly string[] => [...new Set(rows.flatMap((row) => Object.keys(row)))];

/** A table for people: long values are cut. */
const table = (rows: readonly Row[]): string => {
  const sink = new PassThrough();
  new Console(sink).table(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, shortened(value)]))),
  );
  return String(sink.read());
};

const csv = (rows: readonly Row[]): string => {
  const columns = columnsOf(rows);
  return stringify([columns, ...rows.map((row) => columns.map((column) => text(row[column])))]);
};

/** The forms in which rows of a read model are printed. */
export const ROW_FORMATS = {
  table,
  json: (rows: readonly Row[]): string => `${JSON.stringify(rows, null, 1)}\n`,
  csv,
} as const;
export type RowFormat = keyof typeof ROW_FORMATS;
