import type Database from 'better-sqlite3';
import { isPosition, type Position } from '@ledgerdesk/kernel';
import { PageBytes, upToBytes } from '../page-bytes.js';
import {
  START,
  type LogFilter,
  type LogPage,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
} from '../port.js';
import { conditionOf } from './filter-sql.js';

const EVENT = `SELECT stream, revision, CAST(position AS TEXT) AS position, id, type, version,
  occurred_at AS occurredAt, recorded_at AS recordedAt, data, metadata FROM events`;

const DEFAULT_PAGE = 1_000;
const NO_LIMIT = -1;
/** Limit of positions scanned for a page. Bounds how long a filter that matches few events blocks the thread. */
const SCANNED_PER_PAGE = 10_000;

/** Which events to select from a range of positions. */
interface Selection {
  readonly filter: LogFilter;
  readonly limit: number;
  readonly maxBytes: number | undefined;
}

type Direction = NonNullable<ReadStreamOptions['direction']>;

const STREAM_SQL: Record<Direction, string> = {
  forward: `${EVENT} WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`,
  backward: `${EVENT} WHERE stream = ? AND revision <= ? ORDER BY revision DESC LIMIT ?`,
};

const positionNumber = (position: Position): number => {
  if (isPosition(position)) return Number(position);
  throw new RangeError(
    `Position "${position}" is invalid. Pass a decimal number without leading zeros, at most 19 digits.`,
  );
};

const pageLimit = (limit: number): number => {
  if (limit >= 1) return limit;
  throw new RangeError(`Page limit ${limit} is invalid. Pass 1 or more.`);
};

/** Reads a log in pages, through prepared statements. Leaves no cursor open, which would block checkpoints. */
export class LogReader {
  private readonly streams: Record<Direction, Database.Statement<[string, number, number], StoredEvent>>;
  private readonly last: Database.Statement<[], number>;
  private readonly idAt: Database.Statement<[number], string>;
  private readonly pages = new Map<string, Database.Statement<(string | number)[], StoredEvent>>();

  constructor(
    private readonly db: Database.Database,
    private readonly scannedPerPage = SCANNED_PER_PAGE,
  ) {
    this.streams = { forward: db.prepare(STREAM_SQL.forward), backward: db.prepare(STREAM_SQL.backward) };
    this.last = db.prepare<[], number>('SELECT ifnull(max(position), 0) FROM events').pluck();
    this.idAt = db.prepare<[number], string>('SELECT id FROM events WHERE position = ?').pluck();
  }

  stream(
    stream: string,
    { direction = 'forward', from, limit = NO_LIMIT, maxBytes = Infinity }: ReadStreamOptions = {},
  ): readonly StoredEvent[] {
    const first = from ?? (direction === 'forward' ? 0 : Number.MAX_SAFE_INTEGER);
    return upToBytes(this.streams[direction].iterate(stream, first, limit), maxBytes);
  }

  page(options: ReadAllOptions = {}): LogPage {
    return options.direction === 'backward' ? this.backward(options) : this.forward(options);
  }

  head(): Position {
    return String(this.lastPosition());
  }

  private forward({ after = START, filter = {}, limit = DEFAULT_PAGE, maxBytes }: ReadAllOptions): LogPage {
    const head = this.lastPosition();
    const from = positionNumber(after);
    const until = Math.min(from + this.scannedPerPage, head);
    const range = 'events.position > ? AND events.position <= ?';
    const { events, isFull } = this.select(range, 'ASC', [from, until], { filter, limit, maxBytes });
    if (from >= head) return { events, scannedTo: after, end: true };
    const scannedTo = isFull ? Number(events.at(-1)?.position) : until;
    return this.scanned(events, scannedTo, scannedTo >= head);
  }

  private backward({ after, filter = {}, limit = DEFAULT_PAGE, maxBytes }: ReadAllOptions): LogPage {
    const from = Math.min(after === undefined ? Infinity : positionNumber(after), this.lastPosition() + 1);
    const until = Math.max(from - this.scannedPerPage, 1);
    const range = 'events.position < ? AND events.position >= ?';
    const { events, isFull } = this.select(range, 'DESC', [from, until], { filter, limit, maxBytes });
    const scannedTo = isFull ? Number(events.at(-1)?.position) : until;
    return scannedTo > 1 ? this.scanned(events, scannedTo, false) : { events, scannedTo: START, end: true };
  }

  private scanned(events: readonly StoredEvent[], scannedTo: number, end: boolean): LogPage {
    const last = events.at(-1);
    const position = String(scannedTo);
    return {
      events,
      scannedTo: position,
      scannedToId: last?.position === position ? last.id : this.idAt.get(scannedTo),
      end,
    };
  }

  /** The first events of a range. `isFull`: there may be more. */
  private select(
    range: string,
    order: 'ASC' | 'DESC',
    bounds: readonly number[],
    { filter, limit, maxBytes }: Selection,
  ): { readonly events: readonly StoredEvent[]; readonly isFull: boolean } {
    const { sql, values } = conditionOf(filter);
    const statement = this.prepared(`${EVENT} WHERE ${range}${sql} ORDER BY events.position ${order} LIMIT ?`);
    const bytes = new PageBytes(maxBytes);
    const events: StoredEvent[] = [];
    for (const event of statement.iterate(...bounds, ...values, pageLimit(limit))) {
      events.push(event);
      bytes.add(event);
      if (bytes.isFull) break;
    }
    return { events, isFull: bytes.isFull || events.length >= limit };
  }

  private prepared(sql: string): Database.Statement<(string | number)[], StoredEvent> {
    const known = this.pages.get(sql);
    if (known) return known;
    const statement = this.db.prepare<(string | number)[], StoredEvent>(sql);
    this.pages.set(sql, statement);
    return statement;
  }

  private lastPosition(): number {
    return this.last.get() ?? 0;
  }
}
