import { parse } from 'csv-parse/sync';
import { type FileLine, readLines, MAX_LINE_BYTES } from './file-lines.js';

/** A record with the line on which it starts, or an error if it cannot be read. */
export type CsvRecord =
  { readonly line: number; readonly cells: readonly string[] } | { readonly line: number; readonly error: string };

/** Parses text that is exactly one record. Returns undefined for an unclosed quote. */
const parseRecord = (text: string): readonly string[] | undefined => {
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

/** A multiline record has an odd number of quotes on its first and on its last line. */
const hasOddQuotes = (text: string): boolean => text.split('"').length % 2 === 0;

/** Reads records from lines. After a malformed record, reading resumes on its second line. */
class RecordReader {
  private readonly lookahead: FileLine[] = [];
  /** Number of cells of the header, once it is read. */
  private width: number | undefined;

  constructor(private readonly lines: AsyncIterator<FileLine, undefined>) {}

  async next(): Promise<CsvRecord | undefined> {
    while ((await this.line(0))?.text === '') this.lookahead.shift();
    const first = await this.line(0);
    if (!first) return undefined;
    if (first.text === undefined)
      return this.consume(1, {
        line: first.number,
        error: `The line is not UTF-8 or is longer than ${MAX_LINE_BYTES} bytes.`,
      });
    const singleLine = parseRecord(first.text);
    if (singleLine && (this.fits(singleLine) || !hasOddQuotes(first.text)))
      return this.consume(1, { line: first.number, cells: singleLine });
    return (
      (await this.readMultilineRecord(first.number, first.text)) ??
      this.consume(
        1,
        singleLine
          ? { line: first.number, cells: singleLine }
          : { line: first.number, error: 'A quote is never closed.' },
      )
    );
  }

  private fits(cells: readonly string[]): boolean {
    return this.width === undefined || cells.length === this.width;
  }

  private async readMultilineRecord(number: number, firstLine: string): Promise<CsvRecord | undefined> {
    let text = firstLine;
    for (let count = 1; text.length <= MAX_LINE_BYTES; count += 1) {
      const line = await this.line(count);
      if (line?.text === undefined) return undefined;
      text += `\n${line.text}`;
      if (!hasOddQuotes(line.text)) continue;
      const cells = parseRecord(text);
      return cells && this.fits(cells) ? this.consume(count + 1, { line: number, cells }) : undefined;
    }
    return undefined;
  }

  private consume(lines: number, record: CsvRecord): CsvRecord {
    this.lookahead.splice(0, lines);
    if ('cells' in record) this.width ??= record.cells.length;
    return record;
  }

  private async line(index: number): Promise<FileLine | undefined> {
    while (this.lookahead.length <= index) {
      const { value, done } = await this.lines.next();
      if (done) return undefined;
      this.lookahead.push(value);
    }
    return this.lookahead[index];
  }
}

/**
 * Reads the records of a CSV file (RFC 4180, leniently), header first. Skips blank lines.
 * `onBytes`: see `readLines`.
 */
export async function* readCsvRecords(file: string, onBytes?: (bytes: Uint8Array) => void): AsyncGenerator<CsvRecord> {
  const reader = new RecordReader(readLines(file, onBytes));
  for (let record = await reader.next(); record; record = await reader.next()) yield record;
}
