import { LogTail, type EventStore, type LogMessage } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { filter, type Observable } from 'rxjs';
import type { ManualTime } from './manual-time.js';
import type { MemoryEventStore } from './memory-event-store.js';

/** One engine's connection to a log that a server keeps. Counts its calls; its news can be held up. */
export class RemoteStore implements EventStore {
  readonly isRemote = true;
  readonly logId: string;
  readonly tail: LogTail;
  /** Calls that read a stream, and calls that append. */
  readonly calls = { reads: 0, appends: 0 };
  /** While false, nothing new is delivered, nor found by a look at the head. */
  isConnected = true;
  readonly readAll: EventStore['readAll'];
  readonly head: EventStore['head'];

  constructor(
    private readonly server: MemoryEventStore,
    time: ManualTime,
  ) {
    this.logId = server.logId;
    this.readAll = (options) => server.readAll(options);
    this.head = () => server.head();
    const look = async (): Promise<Position> => {
      if (!this.isConnected) throw new Error('No connection.');
      return server.head();
    };
    const scan = async (after: Position) => {
      const page = await server.readAll({ after });
      return { ...page, scanned: page.events.length };
    };
    this.tail = new LogTail(
      { head: look, subscribe: (after) => this.subscribe(after) },
      { looks: { timers: time, scan } },
    );
  }

  readStream(...of: Parameters<EventStore['readStream']>): ReturnType<EventStore['readStream']> {
    this.calls.reads += 1;
    return this.server.readStream(...of);
  }

  append(...of: Parameters<EventStore['append']>): ReturnType<EventStore['append']> {
    this.calls.appends += 1;
    return this.server.append(...of);
  }

  subscribe(after: Position): Observable<LogMessage> {
    return this.server.subscribe(after).pipe(filter(() => this.isConnected));
  }

  async close(): Promise<void> {
    this.tail.close();
  }
}
