import { type ReadableLog, START, type StoredEvent } from '@ledgerdesk/event-store';
import {
  comparePositions,
  messageOf,
  type Position,
  type Projection,
  type RecordedEvent,
  type Row,
} from '@ledgerdesk/kernel';
import { type Decode, GroupedRows } from '@ledgerdesk/runtime';
import type { CheckedEvent, LogCheck } from '../log-check.js';
import { isInSample, type RowSample } from './row-sample.js';

/** The rows of one read model that the events up to a position give, of a sample of keys. */
export class RowReplay {
  position: Position = START;
  /** Why the events cannot be applied; undefined if they can. */
  failure: string | undefined;
  private readonly types: ReadonlySet<string>;
  private grouped: GroupedRows;

  /** `skipped`: ids of the events that the stored rows leave out. */
  constructor(
    readonly projection: Projection,
    readonly sample: RowSample,
    readonly skipped: ReadonlySet<string>,
  ) {
    this.types = new Set(projection.handles);
    this.grouped = new GroupedRows(projection);
  }

  get rows(): ReadonlyMap<string, Row> {
    return this.grouped.rows;
  }

  /** Frees the memory of the rows. */
  forget(): void {
    this.grouped = new GroupedRows(this.projection);
  }

  handlesType(type: string): boolean {
    return this.types.has(type);
  }

  handles({ type, id }: StoredEvent): boolean {
    return this.types.has(type) && !this.skipped.has(id);
  }

  apply(event: RecordedEvent): void {
    if (this.failure !== undefined) return;
    try {
      for (const key of this.keysOf(event)) this.change(key, event);
    } catch (error) {
      this.failure = `the event at position ${event.position} cannot be applied: ${messageOf(error)}`;
    }
  }

  /** Keys of the rows of the sample that an event changes. */
  private keysOf(event: RecordedEvent): ReadonlySet<string> {
    const keys = this.projection.keysOf(event).filter((key) => isInSample(this.sample, key));
    const group = this.projection.groupOf?.(event);
    return new Set([...keys, ...(group === undefined ? [] : this.grouped.keysIn(group))]);
  }

  private change(key: string, event: RecordedEvent): void {
    this.grouped.set(key, this.projection.evolve(key, this.grouped.get(key), event));
  }
}

/** A replay, and the position to which it goes on. */
export interface ReplayTarget {
  readonly replay: RowReplay;
  readonly to: Position;
}

export interface ReplaySource {
  /** The engine's own events, unsealed. */
  readonly log: Pick<ReadableLog, 'readAll'>;
  readonly decode: Decode;
  /** Events of a page. Default: those of the log. */
  readonly pageSize?: number | undefined;
  /** Called after each page with the number of its events. Awaited: it may pause. */
  readonly onPage?: (events: number) => Promise<void> | void;
}

const earliest = (positions: readonly Position[]): Position =>
  positions.reduce((first, other) => (comparePositions(other, first) < 0 ? other : first));
const latest = (positions: readonly Position[]): Position =>
  positions.reduce((last, other) => (comparePositions(other, last) > 0 ? other : last));

const applyTo = (targets: readonly ReplayTarget[], stored: StoredEvent, decode: Decode): void => {
  const takers = targets.filter(
    ({ replay, to }) =>
      replay.handles(stored) &&
      comparePositions(stored.position, replay.position) > 0 &&
      comparePositions(stored.position, to) <= 0,
  );
  if (takers.length === 0) return;
  try {
    const event = decode(stored);
    for (const { replay } of takers) replay.apply(event);
  } catch (error) {
    for (const { replay } of takers)
      replay.failure ??= `the event at position ${stored.position} cannot be read: ${messageOf(error)}`;
  }
};

/** Takes replays to their positions. Each event is read and decoded once. */
export const advance = async (
  { log, decode, pageSize, onPage }: ReplaySource,
  targets: readonly ReplayTarget[],
): Promise<void> => {
  const open = targets.filter(({ replay, to }) => comparePositions(replay.position, to) < 0);
  if (open.length === 0) return;
  const end = latest(open.map(({ to }) => to));
  const types = [...new Set(open.flatMap(({ replay }) => replay.projection.handles))];
  let position = earliest(open.map(({ replay }) => replay.position));
  for (let isEnd = false; !isEnd;) {
    const page = await log.readAll({ after: position, filter: { types }, limit: pageSize });
    for (const stored of page.events) applyTo(open, stored, decode);
    position = page.scannedTo;
    isEnd = page.end || comparePositions(position, end) >= 0;
    await onPage?.(page.events.length);
  }
  for (const { replay, to } of open) replay.position = to;
};

/**
 * Takes replays to their positions with events that are read for other checks too. A replay knows its position after
 * each event: if the reading is broken off, it goes on from there.
 */
export class ReplayFeed implements LogCheck {
  private readonly byType = new Map<string, readonly ReplayTarget[]>();

  constructor(private readonly targets: readonly ReplayTarget[]) {}

  check(event: CheckedEvent): void {
    const { stored } = event;
    for (const { replay, to } of this.takersOf(stored.type)) {
      if (!replay.handles(stored) || comparePositions(stored.position, to) > 0) continue;
      const { inClear } = event;
      if (inClear) replay.apply(inClear);
      else replay.failure ??= `the event at position ${stored.position} cannot be read`;
      replay.position = stored.position;
    }
    this.last = stored.position;
  }

  /** The events have been read: replays that they do not take to their positions read what is missing. */
  end(): void {
    for (const { replay, to } of this.targets) replay.position = comparePositions(this.last, to) < 0 ? this.last : to;
  }

  private last: Position = START;

  private takersOf(type: string): readonly ReplayTarget[] {
    const known = this.byType.get(type) ?? this.targets.filter(({ replay }) => replay.handlesType(type));
    this.byType.set(type, known);
    return known;
  }
}
