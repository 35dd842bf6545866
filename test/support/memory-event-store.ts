import {
  type AppendResult,
  checkAppend,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  type LogFilter,
  type LogMessage,
  type LogPage,
  type ReadAllOptions,
  type Backpressure,
  type ReadStreamOptions,
  START,
  type StoredEvent,
  WrongExpectedRevision,
} from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { BehaviorSubject, concatMap, from, type Observable } from 'rxjs';
import { judge } from '../../libs/event-store/sqlite/judgement.js';

const matching =
  ({ streamPrefixes, types }: LogFilter) =>
  ({ stream, type }: StoredEvent): boolean =>
    (streamPrefixes?.some((prefix) => stream.startsWith(prefix)) ?? true) && (types?.includes(type) ?? true);

/** A log that lives as long as its test. It takes its time over nothing, but answers as late as a real one does. */
export class MemoryEventStore implements EventStore {
  readonly logId = 'memory';
  readonly log: StoredEvent[] = [];
  private readonly length = new BehaviorSubject(0);

  async append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<AppendResult> {
    checkAppend(stream, expected, events);
    const judgement = judge(
      this,
      stream,
      expected,
      events.map(({ id }) => id),
    );
    if (judgement.kind === 'conflict') throw new WrongExpectedRevision(stream, expected, judgement.actual);
    if (judgement.kind === 'repeat') return { revision: judgement.revision, position: String(judgement.position) };
    for (const [index, event] of events.entries()) {
      this.log.push({ ...event, stream, revision: judgement.after + 1 + index, position: String(this.log.length + 1) });
    }
    this.length.next(this.log.length);
    return { revision: judgement.after + events.length, position: String(this.log.length) };
  }

  async readStream(
    stream: string,
    { direction = 'forward', from: first, limit = Infinity }: ReadStreamOptions = {},
  ): Promise<readonly StoredEvent[]> {
    const events = this.log.filter((event) => event.stream === stream);
    return direction === 'forward'
      ? events.slice(first ?? 0).slice(0, limit)
      : events
          .slice(0, (first ?? events.length) + 1)
          .reverse()
          .slice(0, limit);
  }

  async readAll({ direction = 'forward', after, filter = {}, limit = 1_000 }: ReadAllOptions = {}): Promise<LogPage> {
    if (limit < 1) throw new RangeError(`A page of ${limit} events cannot be read: ask for 1 or more.`);
    const rest =
      direction === 'forward'
        ? this.log.slice(Number(after ?? START))
        : this.log.slice(0, after ? Math.max(Number(after) - 1, 0) : undefined).reverse();
    const events = rest.filter(matching(filter)).slice(0, limit);
    const last = events.length === limit ? events.at(-1) : rest.at(-1);
    const scannedTo = direction === 'backward' && last === rest.at(-1) ? START : (last?.position ?? after ?? START);
    return { events, scannedTo, end: last === rest.at(-1) };
  }

  async head(): Promise<Position> {
    return String(this.log.length);
  }

  subscribe(after: Position, filter: LogFilter = {}, ready: Backpressure = async () => undefined): Observable<LogMessage> {
    let scannedTo = after;
    return this.length.pipe(
      concatMap(async () => {
        await ready();
        const page = await this.readAll({ after: scannedTo, filter, limit: Infinity });
        scannedTo = page.scannedTo;
        return page;
      }),
      concatMap(({ events }) =>
        from<LogMessage[]>([
          ...(events.length > 0 ? [{ kind: 'events' as const, events, scannedTo }] : []),
          { kind: 'caught-up' as const, scannedTo },
        ]),
      ),
    );
  }

  async close(): Promise<void> {
    this.length.complete();
  }

  lastRevision(stream: string): number {
    return this.log.findLast((event) => event.stream === stream)?.revision ?? -1;
  }

  at(stream: string, revision: number, id: string) {
    return this.place((event) => event.stream === stream && event.revision === revision && event.id === id);
  }

  recently(stream: string, id: string) {
    return this.place((event) => event.stream === stream && event.id === id);
  }

  private place(of: (event: StoredEvent) => boolean) {
    const event = this.log.find(of);
    return event && { revision: event.revision, position: Number(event.position) };
  }
}
