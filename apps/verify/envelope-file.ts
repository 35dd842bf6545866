import {
  END_BYTES,
  type ExportHeader,
  LENGTH_BYTES,
  MAX_ENVELOPE_BYTES,
  MAX_HEADER_BYTES,
  parseExportHeader,
} from '@ledgerdesk/ledger';
import { type FileHandle, open } from 'node:fs/promises';
import type { LeafRun } from './hash-leaves.js';

/** Thrown for a file that is no export of envelopes, or ends before its end. */
export class MalformedExport extends Error {}

/** Larger blocks take more processor time: their memory is asked of the system again for each. */
const BLOCK_BYTES = 1024 * 1024;
/** A run of this many leaves is a complete subtree if it begins at a multiple of it. */
const MAX_RUN = 65_536;

/** Reads a file of `ledgerdesk export --envelopes` in blocks, so that memory does not grow with the log. */
export class EnvelopeFile {
  private constructor(
    private readonly handle: FileHandle,
    readonly header: ExportHeader,
    private readonly headerBytes: number,
  ) {}

  /** @throws MalformedExport if the file does not begin with the header of an export */
  static async open(path: string): Promise<EnvelopeFile> {
    const handle = await open(path);
    const start = Buffer.alloc(MAX_HEADER_BYTES);
    const { bytesRead } = await handle.read(start, 0, start.length, 0);
    const header = parseExportHeader(start.subarray(0, bytesRead));
    if (header) return new EnvelopeFile(handle, header, header.length);
    await handle.close();
    throw new MalformedExport('This file does not begin as "ledgerdesk export --envelopes" writes it.');
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  /**
   * Yields the envelopes as runs of leaves, up to leaf `end`. A run ends at each leaf of `cuts`.
   * @throws MalformedExport if the file ends before its end, or a length cannot be one
   */
  async *runs(end: number, cuts: readonly number[] = []): AsyncGenerator<LeafRun> {
    const { first } = this.header;
    let [index, position, rest] = [first, this.headerBytes, Buffer.alloc(0)];
    while (index < end) {
      const block = await this.fill(rest, position);
      const bytesRead = block.length - rest.length;
      position += bytesRead;
      let [from, start] = [0, index];
      // Its memory may be transferred to a thread, so all but the last run of a block are in memory of their own.
      const take = (to: number, { isLast = false } = {}): LeafRun | undefined => {
        const frames = block.subarray(from, to);
        const run = { start, count: index - start, frames: isLast ? frames : new Uint8Array(frames) };
        [from, start] = [to, index];
        return run.count > 0 ? run : undefined;
      };
      let at = 0;
      for (let next = frameEnd(block, at); next !== undefined; next = frameEnd(block, at)) {
        if (next === at + LENGTH_BYTES) {
          const last = take(at);
          if (last) yield last;
          await this.checkEnd(block.subarray(at), index - first, position - block.length + at);
          return;
        }
        at = next;
        index += 1;
        if (index >= end || cuts.includes(index) || index % MAX_RUN === 0) {
          const run = take(at);
          if (run) yield run;
          if (index >= end) return;
        }
      }
      rest = Buffer.from(block.subarray(at));
      const run = take(at, { isLast: true });
      if (run) yield run;
      if (bytesRead === 0)
        throw new MalformedExport(`The file ends within leaf ${index}, before the end that an export has.`);
    }
  }

  private async checkEnd(end: Buffer, count: number, at: number): Promise<void> {
    const stated = Number(end.readBigUInt64BE(LENGTH_BYTES));
    if (stated !== count) throw new MalformedExport(`The file says that it has ${stated} envelopes, and has ${count}.`);
    const { size } = await this.handle.stat();
    if (size !== at + END_BYTES) throw new MalformedExport('The file goes on after its end.');
  }

  /** Reads a block that begins with `rest`; larger than usual if its first envelope is. */
  private async fill(rest: Buffer, position: number): Promise<Buffer> {
    const needed = rest.length >= LENGTH_BYTES ? rest.readUInt32BE(0) + LENGTH_BYTES : 0;
    const block = Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, needed + LENGTH_BYTES) + END_BYTES);
    rest.copy(block);
    let length = rest.length;
    while (length < block.length) {
      const { bytesRead } = await this.handle.read(
        block,
        length,
        block.length - length,
        position + length - rest.length,
      );
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return block.subarray(0, length);
  }
}

/** Where the frame at `at` ends; undefined if the block does not have all of it. An empty frame is the end. */
const frameEnd = (block: Buffer, at: number): number | undefined => {
  if (at + LENGTH_BYTES > block.length) return undefined;
  const length = block.readUInt32BE(at);
  if (length > MAX_ENVELOPE_BYTES) throw new MalformedExport(`An envelope of ${length} bytes is none.`);
  if (length === 0) return at + END_BYTES > block.length ? undefined : at + LENGTH_BYTES;
  const end = at + LENGTH_BYTES + length;
  return end > block.length ? undefined : end;
};
