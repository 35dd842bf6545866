import { stringify } from 'csv-stringify/sync';

export type CsvCell = string | number | null | undefined;

export interface CsvOptions {
  /** True: text that a spreadsheet would run as a formula gets no single quote before it. Default: false. */
  readonly raw?: boolean;
}

/** Begins a formula in a spreadsheet, also in full width (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;

/**
 * Formats records as lines of CSV (RFC 4180). Null and undefined become empty cells.
 *
 * @example
 * csvLines([['=1+1', -1, null, '']]); // "'=1+1,-1,,\"\"\n"
 */
export const csvLines = (records: readonly (readonly CsvCell[])[], { raw = false }: CsvOptions = {}): string =>
  stringify(
    records.map((record) => [...record]),
    {
      cast: {
        // Empty text is quoted, so that it differs from null, as in PostgreSQL's CSV format.
        string: (text) => {
          if (text === '') return { value: '', quoted_empty: true };
          return !raw && FORMULA.test(text) ? `'${text}` : text;
        },
      },
    },
  );
