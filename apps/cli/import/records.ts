import { parse } from 'csv-parse/sync';
import { type Line, linesOf, MAX_LINE_BYTES } from './lines.js';

/** A row of the file as it stands there, with the line it begins on; a fault where it cannot be read. */
export type CsvRecord =
  { readonly line: number; readonly cells: readonly string[] } | { readonly line: number; readonly fault: string };

/** The cells of a text that is exactly one record; undefined for a quote that never closes. */
const cellsIn = (text: string): readonly string[] | undefined => {
  try {
    const records: readonly (readonly string[])[] = parse(text, {
      relax_column_count: true,
      relax_quotes: true,
      record_delimiter: '\n',
      max_record_size: MAX_LINE_BYTES,
    });
    return records.length === 1 ? records[0] : undefined;
  } catch {
    return undefined;
  }
};

/** A record that goes on over the line has an odd number of quotes on its first line and on its last. */
const hasOddQuotes = (text: string): boolean => text.split('"').length % 2 === 0;

/** Reads records off lines. A record that does not come out costs its first line only: reading goes on with the next one. */
class RecordReader {
  private readonly ahead: Line[] = [];
  /** Cells in a row: those of the header, once it is known. */
  private width: number | undefined;

  constructor(private readonly lines: AsyncIterator<Line, undefined>) {}

  async next(): Promise<CsvRecord | undefined> {
    while ((await this.line(0))?.text === '') this.ahead.shift();
    const first = await this.line(0);
    if (!first) return undefined;
    if (first.text === undefined)
      return this.taken(1, { line: first.number, fault: `The line is not UTF-8, or over ${MAX_LINE_BYTES} bytes.` });
    const alone = cellsIn(first.text);
    if (alone && (this.fits(alone) || !hasOddQuotes(first.text)))
      return this.taken(1, { line: first.number, cells: alone });
    return (
      (await this.overLines(first.number, first.text)) ??
      this.taken(
        1,
        alone
          ? { line: first.number, cells: alone }
          : { line: first.number, fault: 'A quote opens and is never closed.' },
      )
    );
  }

  private fits(cells: readonly string[]): boolean {
    return this.width === undefined || cells.length === this.width;
  }

  private async overLines(number: number, begin: string): Promise<CsvRecord | undefined> {
    let text = begin;
    for (let count = 1; text.length <= MAX_LINE_BYTES; count += 1) {
      const line = await this.line(count);
      if (line?.text === undefined) return undefined;
      text += `\n${line.text}`;
      if (!hasOddQuotes(line.text)) continue;
      const cells = cellsIn(text);
      return cells && this.fits(cells) ? this.taken(count + 1, { line: number, cells }) : undefined;
    }
    return undefined;
  }

  private taken(lines: number, record: CsvRecord): CsvRecord {
    this.ahead.splice(0, lines);
    if ('cells' in record) this.width ??= record.cells.length;
    return record;
  }

  private async line(place: number): Promise<Line | undefined> {
    while (this.ahead.length <= place) {
      const { value, done } = await this.lines.next();
      if (done) return undefined;
      this.ahead.push(value);
    }
    return this.ahead[place];
  }
}

/** Every record of a CSV file (RFC 4180, and what help desks make of it), header first. Blank lines are no records. */
export async function* recordsOf(file: string): AsyncGenerator<CsvRecord> {
  const reader = new RecordReader(linesOf(file));
  for (let record = await reader.next(); record; record = await reader.next()) yield record;
}
