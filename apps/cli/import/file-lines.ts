import { createReadStream } from 'node:fs';

/** A line without its line ending. `text` is undefined if it is too long or not UTF-8. */
export interface FileLine {
  readonly number: number;
  readonly text: string | undefined;
}

/** Longer lines are not buffered. */
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

/** Collects the chunks of one line. */
class LineBuffer {
  private chunks: Buffer[] = [];
  private size = 0;

  get isStarted(): boolean {
    return this.size > 0;
  }

  add(part: Buffer): void {
    this.size += part.length;
    if (this.size <= MAX_LINE_BYTES) this.chunks.push(part);
  }

  end(): string | undefined {
    const text = this.size > MAX_LINE_BYTES ? undefined : textOf(Buffer.concat(this.chunks));
    this.chunks = [];
    this.size = 0;
    return text;
  }
}

/**
 * Reads the lines of a file, numbered from 1. Splits bytes, so that invalid UTF-8 affects only its own line. `onBytes`
 * is called with the bytes of the file in order, for a digest: a pipe can be read only once.
 */
export async function* readLines(
  file: string,
  onBytes: (bytes: Uint8Array) => void = () => undefined,
): AsyncGenerator<FileLine, undefined> {
  const line = new LineBuffer();
  let number = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    onBytes(chunk);
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      line.add(chunk.subarray(from, at));
      yield { number: ++number, text: line.end() };
      from = at + 1;
    }
    line.add(chunk.subarray(from));
  }
  if (line.isStarted) yield { number: ++number, text: line.end() };
}
