import { comparePositions, messageOf, type Position } from '@ledgerdesk/kernel';
import {
  concatMap,
  defer,
  EMPTY,
  filter,
  finalize,
  firstValueFrom,
  map,
  merge,
  type Observable,
  ReplaySubject,
  retry,
  share,
  startWith,
  Subject,
  takeUntil,
  tap,
  timer,
} from 'rxjs';
import type { LogFilter, LogPage, ReadableLog, RecentEvents } from './port.js';
import { EventWindow, type LogRange, type PageLimits, type WindowLimits } from './event-window.js';
import { HeadLooks, type LookOptions } from './head-looks.js';

/** Pause before a failed subscription is replaced, in ms. */
const RESUBSCRIBE_MS = 1_000;

export interface TailOptions {
  readonly limits?: WindowLimits;
  /** For a log that a server keeps, whose news can be lost on the way: the tail also looks at the head of the log. */
  readonly looks?: LookOptions;
  /** Called with a sentence when the subscription is replaced. */
  readonly onTrouble?: (message: string) => void;
}

/** What is followed at present. */
interface Followed {
  readonly window: EventWindow;
  readonly looks: HeadLooks | undefined;
}

/**
 * Follows a log once, for all its readers: one subscription fills a window of the newest events, from which readers
 * near the head take their pages. It follows the log while `changes` has a subscriber. A subscription that fails, or
 * that stays silent although the log has grown, is replaced by one from the last position, so that the window has no
 * gap.
 *
 * @example
 * const tail = new LogTail(log);
 * tail.changes.subscribe(() => read(tail.page(position) ?? (await log.readAll({ after: position }))));
 */
export class LogTail implements RecentEvents {
  /** Emits when the window has begun, and when it has grown. Completes when the log or this is closed. */
  readonly changes: Observable<void>;
  readonly #closed = new ReplaySubject<void>(1);
  #followed: Followed | undefined;

  constructor(
    private readonly log: Pick<ReadableLog, 'head' | 'subscribe'>,
    private readonly options: TailOptions = {},
  ) {
    this.changes = defer(async () => this.#followed ?? (await this.#begin())).pipe(
      concatMap((followed) => this.#fill((this.#followed = followed))),
      retry({ delay: (error: unknown) => this.#pause(error), resetOnSuccess: true }),
      takeUntil(this.#closed),
      finalize(() => {
        this.#followed = undefined;
      }),
      share(),
    );
  }

  /**
   * Returns the page of matching events after a position. Its `end` is that of the window, which may be behind the log.
   * Returns undefined if the window does not reach back to that position: read the log instead.
   */
  page(after: Position, only?: LogFilter, limits?: PageLimits): LogPage | undefined {
    return this.#followed?.window.page(after, only, limits);
  }

  /** The last position of the window; undefined while there is none. */
  get position(): Position | undefined {
    return this.#followed?.window.to;
  }

  /**
   * True if the window contained all events that the log had `ms` ago. False if that is unknown: always so without
   * `looks`.
   */
  wasAtHeadWithin(ms: number): boolean {
    return this.#followed?.looks?.wasAtHeadWithin(ms) ?? false;
  }

  /** Resolves when the window has begun, for a subscriber of `changes`. Rejects if the log cannot be reached now. */
  async begun(): Promise<void> {
    if (!this.#followed) await this.log.head();
    if (!this.#followed) await firstValueFrom(this.changes, { defaultValue: undefined });
  }

  /** Completes `changes`. Call it when the log is closed. */
  close(): void {
    this.#closed.next();
  }

  async #begin(): Promise<Followed> {
    const { looks, limits } = this.options;
    const asked = looks?.timers.elapsed() ?? 0;
    const window = new EventWindow(await this.log.head(), limits);
    return { window, looks: looks && new HeadLooks(this.log, window, looks, asked) };
  }

  /** Emits at each change of the window. */
  #fill({ window, looks }: Followed): Observable<void> {
    const ended = new Subject<void>();
    const delivered: Observable<LogRange> = this.log.subscribe(window.to).pipe(
      map(({ scannedTo, scannedToId, ...message }) => ({
        events: message.kind === 'events' ? message.events : [],
        scannedTo,
        scannedToId,
      })),
      tap(({ scannedTo }) => looks?.delivered(scannedTo)),
      finalize(() => ended.next()),
    );
    const ranges = merge(delivered, (looks?.found() ?? EMPTY).pipe(takeUntil(ended)));
    return ranges.pipe(
      filter((range) => {
        const before = window.to;
        window.add(range);
        return comparePositions(window.to, before) > 0;
      }),
      map(() => undefined),
      startWith(undefined),
    );
  }

  #pause(error: unknown): Observable<unknown> {
    this.options.onTrouble?.(`The log is followed anew, from the last position: ${messageOf(error)}`);
    return timer(RESUBSCRIBE_MS);
  }
}
