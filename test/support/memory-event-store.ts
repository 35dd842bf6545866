import {
  type AppendCondition,
  type AppendResult,
  type Backpressure,
  checkAppend,
  decideAppend,
  type EventIndex,
  type EventLocation,
  type EventStore,
  type EventToAppend,
  type EventToSeal,
  type ExpectedRevision,
  type LogFilter,
  type LogMessage,
  type LogPage,
  matchesFilter,
  type ReadAllOptions,
  type ReadStreamOptions,
  sealedFor,
  START,
  type StoredEvent,
  StreamDeleted,
  TOMBSTONE_TYPE,
  upToBytes,
  WrongExpectedRevision,
} from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { BehaviorSubject, concatMap, from, type Observable } from 'rxjs';

/** An event store in memory. Every call is as asynchronous as that of a real store. */
export class MemoryEventStore implements EventStore, EventIndex {
  readonly logId = 'memory';
  readonly log: StoredEvent[] = [];
  private readonly length = new BehaviorSubject(0);

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly (EventToAppend | EventToSeal)[],
    conditions: readonly AppendCondition[] = [],
  ): Promise<AppendResult> {
    checkAppend(stream, expected, events);
    const ids = events.map(({ id }) => id);
    const decision = decideAppend(this, stream, expected, ids, conditions);
    if (decision.kind === 'deleted') throw new StreamDeleted(decision.stream);
    if (decision.kind === 'conflict') {
      const failed = conditions.find((condition) => condition.stream === decision.stream) ?? { stream, expected };
      throw new WrongExpectedRevision(failed.stream, failed.expected, decision.actual);
    }
    if (decision.kind === 'repeat') return { revision: decision.revision, position: String(decision.position) };
    for (const [index, event] of events.entries()) {
      this.log.push({
        ...sealedFor(stream, event),
        stream,
        revision: decision.after + 1 + index,
        position: String(this.log.length + 1),
      });
    }
    this.length.next(this.log.length);
    return { revision: decision.after + events.length, position: String(this.log.length) };
  }

  async readStream(
    stream: string,
    { direction = 'forward', from: first, limit = Infinity, maxBytes = Infinity }: ReadStreamOptions = {},
  ): Promise<readonly StoredEvent[]> {
    const events = this.log.filter((event) => event.stream === stream);
    const range =
      direction === 'forward' ? events.slice(first ?? 0) : events.slice(0, (first ?? events.length) + 1).reverse();
    return upToBytes(range.slice(0, limit), maxBytes);
  }

  async readAll({
    direction = 'forward',
    after,
    filter = {},
    limit = 1_000,
    maxBytes,
  }: ReadAllOptions = {}): Promise<LogPage> {
    if (limit < 1) throw new RangeError(`Page limit ${limit} is invalid. Pass 1 or more.`);
    const rest =
      direction === 'forward'
        ? this.log.slice(Number(after ?? START))
        : this.log.slice(0, after ? Math.max(Number(after) - 1, 0) : undefined).reverse();
    const matching = rest.filter(matchesFilter(filter));
    const events = upToBytes(matching.slice(0, limit), maxBytes);
    const last = events.length < matching.length || events.length === limit ? events.at(-1) : rest.at(-1);
    const scannedTo = direction === 'backward' && last === rest.at(-1) ? START : (last?.position ?? after ?? START);
    const scannedToId = scannedTo === last?.position ? last.id : undefined;
    return { events, scannedTo, scannedToId, end: last === rest.at(-1) };
  }

  async head(): Promise<Position> {
    return String(this.log.length);
  }

  subscribe(
    after: Position,
    filter: LogFilter = {},
    ready: Backpressure = async () => undefined,
  ): Observable<LogMessage> {
    let scannedTo = after;
    let scannedToId: string | undefined;
    return this.length.pipe(
      concatMap(async () => {
        const messages: LogMessage[] = [];
        for (let end = false; !end;) {
          await ready();
          const page = await this.readAll({ after: scannedTo, filter, limit: Infinity });
          if (page.scannedTo !== scannedTo) ({ scannedTo, scannedToId } = page);
          ({ end } = page);
          if (page.events.length > 0) messages.push({ kind: 'events', events: page.events, scannedTo, scannedToId });
        }
        return [...messages, { kind: 'caught-up', scannedTo, scannedToId } satisfies LogMessage];
      }),
      concatMap((messages) => from(messages)),
    );
  }

  async close(): Promise<void> {
    this.length.complete();
  }

  lastRevision(stream: string): number {
    return this.log.findLast((event) => event.stream === stream)?.revision ?? -1;
  }

  isDeleted(stream: string): boolean {
    return this.log.findLast((event) => event.stream === stream)?.type === TOMBSTONE_TYPE;
  }

  locate(stream: string, revision: number, id: string): EventLocation | undefined {
    return this.find((event) => event.stream === stream && event.revision === revision && event.id === id);
  }

  locateRecent(stream: string, id: string): EventLocation | undefined {
    return this.find((event) => event.stream === stream && event.id === id);
  }

  private find(matches: (event: StoredEvent) => boolean): EventLocation | undefined {
    const event = this.log.find(matches);
    return event && { revision: event.revision, position: Number(event.position) };
  }
}
