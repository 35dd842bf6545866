import type { Json, Row } from '@ledgerdesk/kernel';
import { ROW_FORMATS } from '../replay/row-formats.js';
import { csvLines, type CsvCell, type CsvOptions } from '../terminal/csv.js';
import type { ResultRows } from './result-rows.js';

/** Formats of answers as text. Parquet is a file. */
export const TEXT_FORMATS = ['table', 'csv', 'json'] as const;
export type TextFormat = (typeof TEXT_FORMATS)[number];

/** Takes a piece of the output. */
export type Write = (text: string) => Promise<void> | void;

/** Rows that a table shows. */
const TABLE_ROWS = 1_000;

const asObject = (columns: readonly string[], row: readonly Json[]): Row =>
  Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null]));

const cell = (value: Json): CsvCell => {
  if (value === null || typeof value === 'number') return value;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const writeTable = async ({ columns, chunks }: ResultRows, write: Write): Promise<number> => {
  const shown: Row[] = [];
  let count = 0;
  for await (const rows of chunks) {
    shown.push(...rows.slice(0, TABLE_ROWS - shown.length).map((row) => asObject(columns, row)));
    count += rows.length;
  }
  await write(count === 0 ? `${columns.join(' | ')}\n` : ROW_FORMATS.table(shown));
  if (count > shown.length) await write(`The first ${shown.length} of ${count} rows.\n`);
  return count;
};

const writeCsv = async ({ columns, chunks }: ResultRows, write: Write, options: CsvOptions): Promise<number> => {
  await write(csvLines([columns], options));
  let count = 0;
  for await (const rows of chunks) {
    await write(
      csvLines(
        rows.map((row) => row.map(cell)),
        options,
      ),
    );
    count += rows.length;
  }
  return count;
};

const writeJson = async ({ columns, chunks }: ResultRows, write: Write): Promise<number> => {
  let count = 0;
  for await (const rows of chunks) {
    const texts = rows.map((row) => JSON.stringify(asObject(columns, row)));
    if (texts.length > 0) await write(`${count === 0 ? '[' : ','}\n${texts.join(',\n')}`);
    count += rows.length;
  }
  await write(count === 0 ? '[]\n' : '\n]\n');
  return count;
};

/** Writes an answer as text, row by row. Resolves with the number of rows. */
export const writeRows = async (
  rows: ResultRows,
  format: TextFormat,
  write: Write,
  options: CsvOptions = {},
): Promise<number> => {
  switch (format) {
    case 'table':
      return writeTable(rows, write);
    case 'csv':
      return writeCsv(rows, write, options);
    case 'json':
      return writeJson(rows, write);
  }
};
