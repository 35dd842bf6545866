import type { Position } from '@ledgerdesk/kernel';
import type { Observable } from 'rxjs';
import type { PageLimits } from './event-window.js';
import type { LogTail } from './log-tail.js';
import type { LogFilter, LogPage, RecentEvents } from './port.js';
import type { Unsealer } from './unsealer.js';

/** The newest events of a log in clear. The tail itself keeps them as they are stored, so that erased data is gone. */
export class EngineTail implements RecentEvents {
  readonly changes: Observable<void>;

  constructor(
    /** The same events as they are stored, for other threads. */
    readonly stored: LogTail,
    private readonly unsealer: Unsealer,
  ) {
    this.changes = stored.changes;
  }

  get position(): Position | undefined {
    return this.stored.position;
  }

  /** Returns undefined also if the keys of some events are not in memory: read the log instead. */
  page(after: Position, only?: LogFilter, limits?: PageLimits): LogPage | undefined {
    const page = this.stored.page(after, only, limits);
    const events = page && this.unsealer.unsealKept(page.events);
    return events && page && { ...page, events };
  }

  wasAtHeadWithin(ms: number): boolean {
    return this.stored.wasAtHeadWithin(ms);
  }

  /** Resolves when the tail has begun, for a subscriber of `changes`. Rejects if the log cannot be reached now. */
  begun(): Promise<void> {
    return this.stored.begun();
  }

  close(): void {
    this.stored.close();
  }
}
