import { EPOCH_STREAM, PROJECTION_STREAM } from '@ledgerdesk/events';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import {
  START,
  type LogFilter,
  type LogMessage,
  type LogPage,
  type ReadableLog,
  type ReadAllOptions,
  type RecentEvents,
  type StoredEvent,
} from '@ledgerdesk/event-store';
import { map, Observable, Subject } from 'rxjs';

/** An event to add; fields left out have defaults. */
export interface Draft {
  readonly id?: string;
  readonly type: string;
  readonly data: object;
  readonly occurredAt?: string;
  readonly recordedAt?: string;
  readonly stream?: string;
  readonly metadata?: string;
}

/** The event with which an operator accepts that the log has lost events. */
export const lossAccepted = (epoch: number): Draft => ({
  id: `epoch-${epoch}`,
  type: 'LogLossAccepted',
  stream: EPOCH_STREAM,
  data: { epoch, lastPosition: null, lastEventId: null, lost: [], reason: null },
});

/** The event with which an operator leaves an event out of version 1 of a projection. */
export const skipped = (projection: string, eventId: string, position: Position): Draft => ({
  id: `skip-${eventId}`,
  type: 'ProjectionEventSkipped',
  stream: PROJECTION_STREAM,
  data: { projection, projectionVersion: 1, eventId, eventType: 'Counted', position, reason: null },
});

/** The event with which an operator makes version 1 of a projection try again, with what it left out. */
export const retried = (projection: string): Draft => ({
  type: 'ProjectionRetried',
  stream: PROJECTION_STREAM,
  data: { projection, projectionVersion: 1, withdrawn: [], reason: null },
});

const matches = ({ types }: LogFilter, event: StoredEvent): boolean =>
  types === undefined || types.includes(event.type);

/** A log in memory. Positions increase by three, since they need not be gapless. */
export class MemoryLog implements ReadableLog {
  readonly events: StoredEvent[] = [];
  /** Number of calls of `readAll`. */
  reads = 0;
  /** Whether `tail` has every page. */
  keepsRecent = false;
  /** Thrown by the next read, once. */
  error: Error | undefined;
  #appended = new Subject<readonly StoredEvent[]>();

  constructor(readonly logId = 'log-1') {}

  add(...drafts: readonly Draft[]): Position {
    const added = drafts.map((draft, index) => this.#stored(draft, this.events.length + index));
    this.events.push(...added);
    this.#appended.next(added);
    return this.#last();
  }

  async readAll({ after, direction, filter = {}, limit = 1_000 }: ReadAllOptions = {}): Promise<LogPage> {
    this.reads += 1;
    this.#throwError();
    return direction === 'backward' ? this.#backward(after, limit) : this.#forward(after ?? START, filter, limit);
  }

  #backward(after: Position | undefined, limit: number): LogPage {
    const events = this.events
      .filter((event) => after === undefined || comparePositions(event.position, after) < 0)
      .reverse()
      .slice(0, limit);
    return { events, end: events.length < limit, scannedTo: events.at(-1)?.position ?? START };
  }

  #forward(after: Position, filter: LogFilter, limit: number): LogPage {
    const matching = this.events.filter(
      (event) => comparePositions(event.position, after) > 0 && matches(filter, event),
    );
    const events = matching.slice(0, limit);
    const end = matching.length <= limit;
    const last = end ? this.events.at(-1) : events.at(-1);
    return { events, end, scannedTo: last?.position ?? after, scannedToId: last?.id };
  }

  get tail(): RecentEvents | undefined {
    if (!this.keepsRecent) return undefined;
    return {
      changes: this.#appended.pipe(map(() => undefined)),
      position: this.#last(),
      page: (after, filter = {}, { limit = 1_000 } = {}) => this.#forward(after, filter, limit),
      wasAtHeadWithin: () => true,
    };
  }

  async readStream(stream: string): Promise<readonly StoredEvent[]> {
    return this.events.filter((event) => event.stream === stream);
  }

  async head(): Promise<Position> {
    return this.#last();
  }

  subscribe(after: Position, filter: LogFilter = {}): Observable<LogMessage> {
    return new Observable((subscriber) => {
      const emit = (events: readonly StoredEvent[]) => {
        const matching = events.filter(
          (event) => comparePositions(event.position, after) > 0 && matches(filter, event),
        );
        const scanned = { scannedTo: this.#last(), scannedToId: this.events.at(-1)?.id };
        if (matching.length > 0) subscriber.next({ kind: 'events', events: matching, ...scanned });
        subscriber.next({ kind: 'caught-up', ...scanned });
      };
      emit(this.events);
      return this.#appended.subscribe({ next: emit, error: (error) => subscriber.error(error) });
    });
  }

  /** Fails all subscriptions. */
  failSubscriptions(): void {
    const failed = this.#appended;
    this.#appended = new Subject();
    failed.error(new Error('connection lost'));
  }

  async close(): Promise<void> {
    this.#appended.complete();
  }

  #last(): Position {
    return this.events.at(-1)?.position ?? START;
  }

  #throwError(): void {
    const { error } = this;
    this.error = undefined;
    if (error) throw error;
  }

  #stored(
    {
      id,
      type,
      data,
      occurredAt = '2026-11-02T08:00:00.000Z',
      recordedAt = occurredAt,
      stream = 'sample-1',
      metadata = '{"actor":{"kind":"operator","id":"cli"}}',
    }: Draft,
    index: number,
  ): StoredEvent {
    const location = { id: id ?? `event-${index}`, stream, revision: index, position: String((index + 1) * 3) };
    return { ...location, type, version: 1, occurredAt, recordedAt, data: JSON.stringify(data), metadata };
  }
}
