import { pagesOf, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { syncFolder } from '@ledgerdesk/files';
import { createReadStream, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { writeDurably } from './durable-writer.js';
import { BackupDamaged, SourceUnreadable } from './errors.js';
import type { SavedSegment } from './manifest.js';
import { LOG_FOLDER, UNFINISHED } from './names.js';

/** Text of events, uncompressed, that one segment holds about. */
const SEGMENT_BYTES = 64 * 1024 * 1024;
/** Fast: the machine serves requests meanwhile. */
const COMPRESSION = { level: 1 };
/** Events that are read at a time: a page blocks the log's file for milliseconds only. */
const PAGE = 500;

const FIELDS = [
  'position',
  'stream',
  'revision',
  'id',
  'type',
  'version',
  'occurredAt',
  'recordedAt',
  'data',
  'metadata',
] as const satisfies readonly (keyof StoredEvent)[];

/** One line of a segment: the fields of an event as they are stored, as a JSON list. */
const lineOf = (event: StoredEvent): string => `${JSON.stringify(FIELDS.map((field) => event[field]))}\n`;

const NUMBERS: ReadonlySet<string> = new Set(['revision', 'version']);

type Fields = Readonly<Record<string, unknown>>;

const isEvent = (fields: Fields): fields is Fields & StoredEvent =>
  FIELDS.every((name) => typeof fields[name] === (NUMBERS.has(name) ? 'number' : 'string'));

const eventOf = (file: string, line: string): StoredEvent => {
  let values: unknown;
  try {
    values = JSON.parse(line);
  } catch {
    throw new BackupDamaged(file, 'a line of it is not JSON');
  }
  const listed: readonly unknown[] = Array.isArray(values) && values.length === FIELDS.length ? values : [];
  const fields: Fields = Object.fromEntries(FIELDS.map((name, n) => [name, listed[n]]));
  if (!isEvent(fields)) throw new BackupDamaged(file, 'a line of it is no event');
  return fields;
};

/** What a writer of segments does beside its work. */
export interface SegmentObserver {
  /** Called with each event that is saved, in the order of the log. */
  readonly onEvents: (events: readonly StoredEvent[]) => void;
  /** Resolves when the next page may be read: it slows a backup down, so that it leaves the disk to others. */
  readonly pause: (bytes: number) => Promise<void>;
}

/** The events of a log after a position, up to another. */
export interface SegmentRange {
  readonly after: Position;
  readonly until: Position;
}

/** Reads the pages of one segment after another. */
class SegmentSource {
  last: Position;
  private first: Position | undefined;
  private readonly pages: AsyncGenerator<readonly StoredEvent[]>;

  constructor(
    log: ReadableLog,
    private readonly range: SegmentRange,
    private readonly observer: SegmentObserver,
  ) {
    this.last = range.after;
    this.pages = pagesWithin(log, range);
  }

  get isAtEnd(): boolean {
    return comparePositions(this.last, this.range.until) >= 0;
  }

  /** Position of the first event of the segment that was read last. */
  get firstOfSegment(): Position {
    return this.first ?? this.last;
  }

  /** Yields the text of the next segment. */
  async *nextSegment(maxBytes: number): AsyncGenerator<Buffer> {
    this.first = undefined;
    for (let size = 0; size < maxBytes && !this.isAtEnd;) {
      const page = await this.pages.next();
      if (page.done === true) return;
      const events = page.value;
      if (events.length === 0) continue;
      const text = Buffer.from(events.map(lineOf).join(''));
      this.observer.onEvents(events);
      this.first ??= events[0]?.position;
      this.last = events.at(-1)?.position ?? this.last;
      size += text.length;
      yield text;
      await this.observer.pause(text.length);
    }
  }
}

async function* pagesWithin(log: ReadableLog, { after, until }: SegmentRange): AsyncGenerator<readonly StoredEvent[]> {
  if (comparePositions(after, until) >= 0) return;
  for await (const { events, scannedTo } of pagesOf(log, { after, limit: PAGE })) {
    yield events.filter(({ position }) => comparePositions(position, until) <= 0);
    if (comparePositions(scannedTo, until) >= 0) return;
  }
}

const padded = (position: Position): string => position.padStart(12, '0');

/**
 * Writes the events of a part of the log to compressed segments in a place of backups. Reads the log in short pages, so
 * that its writer never waits.
 * @throws SourceUnreadable if the log ends before the range
 */
export const writeSegments = async (
  log: ReadableLog,
  range: SegmentRange,
  place: string,
  observer: SegmentObserver,
  maxBytes = SEGMENT_BYTES,
): Promise<readonly SavedSegment[]> => {
  const source = new SegmentSource(log, range, observer);
  const segments: SavedSegment[] = [];
  while (!source.isAtEnd) segments.push(await writeSegment(source, place, maxBytes));
  syncFolder(join(place, LOG_FOLDER));
  return segments;
};

const writeSegment = async (source: SegmentSource, place: string, maxBytes: number): Promise<SavedSegment> => {
  const draft = join(place, LOG_FOLDER, `next${UNFINISHED}`);
  rmSync(draft, { force: true });
  const before = source.last;
  const { bytes, sha256 } = await writeDurably(draft, gzipped(source.nextSegment(maxBytes)));
  if (source.last === before) throw new SourceUnreadable('The log', `it has no event after position ${before}`);
  const [first, last] = [source.firstOfSegment, source.last];
  const name = `${LOG_FOLDER}/${padded(first)}-${padded(last)}-${sha256.slice(0, 8)}.jsonl.gz`;
  renameSync(draft, join(place, name));
  return { name, first, last, bytes, sha256 };
};

/** Compresses chunks. Errors of the source are thrown by the result. */
const gzipped = (chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> => {
  const zip = createGzip(COMPRESSION);
  // Errors are thrown where the stream is read.
  pipeline(Readable.from(chunks), zip, () => undefined);
  return zip;
};

const NEWLINE = 0x0a;

/** Splits text into lines, at line feeds only: others occur in texts. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at)]).toString();
      rest = [];
      from = at + 1;
    }
    rest.push(chunk.subarray(from));
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) yield last.toString();
}

/**
 * Yields the events of a segment, and checks that they are those that the manifest names, one after the other.
 * @throws BackupDamaged
 */
export async function* readSegment(path: string, segment: SavedSegment): AsyncGenerator<StoredEvent> {
  const stream = createReadStream(path);
  const unzip = createGunzip();
  pipeline(stream, unzip, () => undefined);
  let next = Number(segment.first);
  try {
    for await (const line of linesOf(unzip as AsyncIterable<Buffer>)) {
      const event = eventOf(path, line);
      if (event.position !== String(next))
        throw new BackupDamaged(path, `it has position ${event.position} in place of ${next}`);
      next += 1;
      yield event;
    }
  } catch (error) {
    throw error instanceof BackupDamaged ? error : new BackupDamaged(path, `it cannot be read (${String(error)})`);
  } finally {
    stream.destroy();
    unzip.destroy();
  }
  if (next !== Number(segment.last) + 1)
    throw new BackupDamaged(path, `it ends after position ${next - 1} instead of ${segment.last}`);
}
