import { CHANGES, type ClockChange } from '@ledgerdesk/what-if';
import { closeSync, mkdtempSync, openSync, read, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ClockList, ClockPage, ExplainedClock } from '../../api/platform/what-if/what-if-runner.js';
import type { ListedPlaces } from './what-if-message.js';

const readInto = promisify(read);

/** Reads bytes of an open file. */
export type ReadBytes = (file: number, start: number, length: number) => Promise<Buffer>;

const readFromFile: ReadBytes = async (file, start, length) =>
  (await readInto(file, Buffer.alloc(length), 0, length, start)).buffer;

/** Clocks and bytes of a list at most. */
export interface ClockFileLimits {
  readonly clocks: number;
  readonly bytes: number;
}
const CLOCK_FILE_LIMITS: ClockFileLimits = { clocks: 200_000, bytes: 256 * 1024 * 1024 };

/** Opens a file that is deleted at once: it lasts until it is closed, and a crash leaves nothing behind. */
export const openClockFile = (): number => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-what-if-'));
  try {
    return openSync(join(folder, 'clocks.jsonl'), 'wx+', 0o600);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Writes explained clocks to an open file, up to limits. Used by the thread that finds them. */
export class ClockWriter {
  private readonly offsets: number[] = [0];
  private readonly changes: number[] = [];
  private waiting: string[] = [];
  private isComplete = true;

  constructor(
    private readonly file: number,
    private readonly limits = CLOCK_FILE_LIMITS,
  ) {}

  private get bytes(): number {
    return this.offsets.at(-1) ?? 0;
  }

  /** Adds a clock. `text` makes its JSON. */
  add(change: ClockChange, text: () => string): void {
    if (!this.isComplete) return;
    if (this.changes.length >= this.limits.clocks || this.bytes >= this.limits.bytes) {
      this.isComplete = false;
      return;
    }
    const line = text();
    this.waiting.push(line);
    this.offsets.push(this.bytes + Buffer.byteLength(line));
    this.changes.push(CHANGES.indexOf(change));
  }

  /** Writes what was added since the last call. */
  flush(): void {
    const bytes = Buffer.from(this.waiting.join(''));
    this.waiting = [];
    for (let written = 0; written < bytes.length;) written += writeSync(this.file, bytes, written);
  }

  end(): ListedPlaces {
    this.flush();
    const { isComplete } = this;
    return { offsets: Float64Array.from(this.offsets), changes: Uint8Array.from(this.changes), isComplete };
  }
}

/**
 * Reads pages of the clocks in a file. It stays open until the pages in progress are read: the number of a closed
 * descriptor soon means another file.
 */
export class ClockFile implements ClockList {
  private isClosed = false;
  private pagesInProgress = 0;

  constructor(
    private readonly file: number,
    private readonly places: ListedPlaces,
    private readonly readBytes: ReadBytes = readFromFile,
  ) {}

  get length(): number {
    return this.places.changes.length;
  }

  get isComplete(): boolean {
    return this.places.isComplete;
  }

  async page(from: number, limit: number, change?: ClockChange): ReturnType<ClockList['page']> {
    if (this.isClosed) return undefined;
    this.pagesInProgress += 1;
    try {
      return await this.readPage(from, limit, change);
    } finally {
      this.pagesInProgress -= 1;
      this.closeUnread();
    }
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.closeUnread();
  }

  /** Closes the file if the list is closed and no page is in progress. */
  private closeUnread(): void {
    if (this.isClosed && this.pagesInProgress === 0) closeSync(this.file);
  }

  private async readPage(from: number, limit: number, change?: ClockChange): Promise<ClockPage> {
    const wanted = change === undefined ? undefined : CHANGES.indexOf(change);
    const items: ExplainedClock[] = [];
    let index = from;
    for (; index < this.length && items.length < limit; index++)
      if (wanted === undefined || this.places.changes[index] === wanted) items.push(await this.read(index));
    return { items, ...(index < this.length && { next: index }) };
  }

  private async read(index: number): Promise<ExplainedClock> {
    const [start = 0, end = 0] = this.places.offsets.subarray(index, index + 2);
    const bytes = await this.readBytes(this.file, start, end - start);
    // Written by ClockWriter.
    return JSON.parse(bytes.toString('utf8')) as ExplainedClock;
  }
}
