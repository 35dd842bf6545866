import { decode, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { CLOCK_EVENTS, CLOCK_STREAM, isLogged, type LoggedEvent } from '@ledgerdesk/events';
import type { Position, Timers } from '@ledgerdesk/kernel';
import { delay, resubscribing, type SimulatedTime } from '@ledgerdesk/runtime';
import { BehaviorSubject, filter, firstValueFrom, map, merge, type Observable, type Subscription } from 'rxjs';
import type { SandboxMove } from '../../api/platform/sandbox-clock.js';

interface ClockMovesOptions {
  readonly store: Pick<ReadableLog, 'head' | 'readStream' | 'subscribe'>;
  readonly time: SimulatedTime;
  /** Timers in real time. */
  readonly timers: Timers;
}

type ClockLogged = LoggedEvent<(typeof CLOCK_EVENTS)[number]>;

/**
 * The moves of a simulated clock, as the log has them. The clock of this process follows: it stands from the start of a
 * move to its end, except for the steps on the way.
 *
 * @example
 * const moves = await ClockMoves.follow({ store, time, timers: realTimers });
 * const move = await moves.waitFor(moveId, 25_000);
 * await moves.close();
 */
export class ClockMoves {
  private readonly ended = new Map<string, SandboxMove>();
  private readonly current = new BehaviorSubject<SandboxMove | undefined>(undefined);
  private subscription: Subscription | undefined;

  private constructor(private readonly options: ClockMovesOptions) {}

  /** Resolves when the clock is where the log has moved it. */
  static async follow(options: ClockMovesOptions): Promise<ClockMoves> {
    const moves = new ClockMoves(options);
    const { store, time, timers } = options;
    // At a high speed, hours would pass while the log is read, and a move may be in progress.
    time.stop();
    const head = await store.head();
    moves.apply(await store.readStream(CLOCK_STREAM));
    if (moves.latest()?.reached !== null) time.resume();
    const subscribe = () => store.subscribe(head, { types: CLOCK_EVENTS });
    moves.subscription = resubscribing(subscribe, timers).subscribe((message) => {
      if (message.kind === 'events') moves.apply(message.events);
    });
    return moves;
  }

  /** The last move; undefined before the first. */
  latest(): SandboxMove | undefined {
    return this.current.value;
  }

  /** Emits the last move, then each change. Completes when the moves are closed. */
  get changes(): Observable<SandboxMove | undefined> {
    return this.current.asObservable();
  }

  /** Resolves with a move when it has ended, with undefined after `ms`. */
  waitFor(moveId: string, ms: number): Promise<SandboxMove | undefined> {
    const ended = this.current.pipe(
      map(() => this.ended.get(moveId)),
      filter((move) => move !== undefined),
    );
    const timeout = delay(this.options.timers, ms).pipe(map(() => undefined));
    return firstValueFrom(merge(ended, timeout), { defaultValue: undefined });
  }

  async close(): Promise<void> {
    this.subscription?.unsubscribe();
    this.current.complete();
  }

  private apply(events: readonly StoredEvent[]): void {
    for (const stored of events) {
      const event = decode(stored);
      if (isLogged(event, CLOCK_EVENTS)) this.applyOne(event, stored.position);
    }
  }

  /** Events that are applied again have no effect. */
  private applyOne(event: ClockLogged, position: Position): void {
    const { time } = this.options;
    if (this.ended.has(event.data.moveId)) return;
    switch (event.type) {
      case 'ClockMoveStarted':
        if (this.current.value?.moveId === event.data.moveId) return;
        time.stop();
        time.moveTo(event.data.from);
        this.current.next({ ...event.data, reached: null, position });
        return;
      case 'ClockStepped':
        time.moveTo(event.data.to);
        time.wake();
        return;
      case 'ClockMoved':
        time.moveTo(event.data.reached);
        time.resume();
        time.wake();
        this.ended.set(event.data.moveId, { ...event.data, position });
        this.current.next({ ...event.data, position });
    }
  }
}
