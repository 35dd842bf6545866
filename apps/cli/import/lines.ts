import { createReadStream } from 'node:fs';

/** A line of a file without its end; no text where it is over the limit or not UTF-8. */
export interface Line {
  readonly number: number;
  readonly text: string | undefined;
}

/** A longer line is no row of a log, and must not fill the memory. */
export const MAX_LINE_BYTES = 1_048_576;
const NEWLINE = 0x0a;
const utf8 = new TextDecoder('utf-8', { fatal: true });

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return utf8.decode(bytes).replace(/\r$/, '');
  } catch {
    return undefined;
  }
};

/** The line under way, out of as many chunks as it takes. */
class LineUnderWay {
  private parts: Buffer[] = [];
  private size = 0;

  get begun(): boolean {
    return this.size > 0;
  }

  add(part: Buffer): void {
    this.size += part.length;
    if (this.size <= MAX_LINE_BYTES) this.parts.push(part);
  }

  end(): string | undefined {
    const text = this.size > MAX_LINE_BYTES ? undefined : textOf(Buffer.concat(this.parts));
    this.parts = [];
    this.size = 0;
    return text;
  }
}

/** Lines of a file, numbered from 1. They are told apart as bytes, so that one that is not UTF-8 spoils no other. */
export async function* linesOf(file: string): AsyncGenerator<Line, undefined> {
  const line = new LineUnderWay();
  let number = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      line.add(chunk.subarray(from, at));
      yield { number: ++number, text: line.end() };
      from = at + 1;
    }
    line.add(chunk.subarray(from));
  }
  if (line.begun) yield { number: ++number, text: line.end() };
}
