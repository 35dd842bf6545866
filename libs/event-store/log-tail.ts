import type { Position } from '@ledgerdesk/kernel';
import {
  concatMap,
  defer,
  finalize,
  firstValueFrom,
  map,
  type Observable,
  ReplaySubject,
  retry,
  share,
  startWith,
  takeUntil,
} from 'rxjs';
import type { LogFilter, LogPage, ReadableLog } from './port.js';
import { EventWindow, type PageLimits, type WindowLimits } from './event-window.js';

/** Pause before a failed subscription is replaced, in ms. */
const RESUBSCRIBE_MS = 1_000;

/**
 * Follows a log once, for all its readers: one subscription fills a window of the newest events, from which whoever is
 * near the head reads. It follows the log while `changes` has a subscriber. A subscription that fails is replaced by
 * one from the last position, so that the window has no gap.
 *
 * @example
 * const tail = new LogTail(log);
 * tail.changes.subscribe(() => read(tail.page(position) ?? (await log.readAll({ after: position }))));
 */
export class LogTail {
  /** Emits when the window has begun, and when it has grown. Completes when the log or this is closed. */
  readonly changes: Observable<void>;
  readonly #closed = new ReplaySubject<void>(1);
  #window: EventWindow | undefined;

  constructor(
    private readonly log: Pick<ReadableLog, 'head' | 'subscribe'>,
    private readonly limits?: WindowLimits,
  ) {
    this.changes = defer(async () => this.#window?.to ?? this.log.head()).pipe(
      concatMap((position) => this.#fill((this.#window ??= new EventWindow(position, this.limits)))),
      retry({ delay: RESUBSCRIBE_MS, resetOnSuccess: true }),
      takeUntil(this.#closed),
      finalize(() => {
        this.#window = undefined;
      }),
      share(),
    );
  }

  /**
   * Returns the page of matching events after a position. Its `end` is that of the window, which may be behind the log.
   * Returns undefined if the window does not reach back to that position: read the log instead.
   */
  page(after: Position, filter?: LogFilter, limits?: PageLimits): LogPage | undefined {
    return this.#window?.page(after, filter, limits);
  }

  /** Resolves when the window has begun, for a subscriber of `changes`. Rejects if the log cannot be reached now. */
  async begun(): Promise<void> {
    if (!this.#window) await this.log.head();
    if (!this.#window) await firstValueFrom(this.changes, { defaultValue: undefined });
  }

  /** Completes `changes`. Call it when the log is closed. */
  close(): void {
    this.#closed.next();
  }

  #fill(window: EventWindow): Observable<void> {
    return this.log.subscribe(window.to).pipe(
      map(({ scannedTo, scannedToId, ...message }) =>
        window.add({ events: message.kind === 'events' ? message.events : [], scannedTo, scannedToId }),
      ),
      startWith(undefined),
    );
  }
}
