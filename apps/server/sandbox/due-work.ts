import type { ReadableLog } from '@ledgerdesk/event-store';
import { type Clock, comparePositions, millisOf, type Position, type Timers } from '@ledgerdesk/kernel';
import { nextDue } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { delay, type ProcessStatus, type ProjectionProgress, TIMER_POLICY } from '@ledgerdesk/runtime';
import { filter, firstValueFrom, map, merge, type Observable } from 'rxjs';

/** Longest wait in one go, so that a stop is noticed. */
const WAIT_MS = 500;
/** Pause between two looks at timers that another process fires. */
const LOOK_MS = 20;
/** How long what fails is waited for, in ms of real time: it is retried later, by its own schedule. */
const PATIENCE_MS = 3_000;
/** The same for a timer that another process fires: longer than its leader takes to change. */
const TIMER_PATIENCE_MS = 15_000;
/** Timers to look at in one go, if another process fires them. */
const TIMERS_PER_LOOK = 100;

/** A source of work that falls due at some time. */
export interface TimedWork {
  /** See `Scheduler.settled`. Absent if it records nothing. */
  settled?(): Promise<number>;
}

interface DueWorkOptions {
  readonly log: Pick<ReadableLog, 'head'>;
  readonly clock: Clock;
  readonly projectionProgress: ProjectionProgress;
  readonly rows: RowReader;
  /** The process managers, all in this process. */
  readonly processes: Observable<readonly ProcessStatus[]>;
  /** What acts by time in this process. */
  readonly timed: () => readonly TimedWork[];
  /** True if the scheduler of the timers is among `timed`. Else another process fires them. */
  readonly firesTimers: () => boolean;
  /** Timers in real time. */
  readonly timers: Timers;
}

/** What is due at the time of a clock that stands: timers, what acts by time, and what follows from the events. */
export class DueWork {
  /** Real time since which each failing part has failed. */
  private readonly failingSince = new Map<string, number>();

  constructor(private readonly options: DueWorkOptions) {}

  /**
   * Resolves when all that is due is recorded, with the time at which more falls due, in ms since the epoch; Infinity
   * if nothing does. What fails for longer than three seconds is not waited for, nor a read model that is poisoned, nor
   * a timer that another process has not fired for 15 seconds. Ends early once `isStopped`.
   */
  async settle(isStopped: () => boolean): Promise<number> {
    const { log, timed } = this.options;
    while (!isStopped()) {
      const head = await log.head();
      await this.caughtUp(head, isStopped);
      const times = await Promise.all(timed().flatMap((work) => work.settled?.() ?? []));
      const nextTimer = await this.nextTimer();
      if (nextTimer === 'due') await this.pause(LOOK_MS);
      else if (head === (await log.head())) return Math.min(nextTimer, ...times);
    }
    return Infinity;
  }

  /** Resolves when read models and process managers have handled the log up to a position. */
  private async caughtUp(head: Position, isStopped: () => boolean): Promise<void> {
    const { projectionProgress } = this.options;
    while (!isStopped() && !(await this.processesReached(head))) continue;
    while (!isStopped() && !(await projectionProgress.waitFor(head, WAIT_MS, this.moving()))) continue;
  }

  /** The read models without those that have stopped before an event, until an operator decides. */
  private moving(): readonly string[] {
    const statuses = this.options.projectionProgress.status();
    const stuck = new Set(statuses.flatMap(({ name, state }) => (state === 'poisoned' ? [name] : [])));
    return [...new Set(statuses.map(({ name }) => name))].filter((name) => !stuck.has(name));
  }

  private processesReached(head: Position): Promise<boolean> {
    const { processes, timers } = this.options;
    const reached = processes.pipe(
      filter((statuses) => statuses.every((status) => this.hasHandled(status, head))),
      map(() => true),
    );
    const timeout = delay(timers, WAIT_MS).pipe(map(() => false));
    return firstValueFrom(merge(reached, timeout));
  }

  private hasHandled({ name, position, state }: ProcessStatus, head: Position): boolean {
    if (state === 'running') this.failingSince.delete(name);
    return (
      comparePositions(position, head) >= 0 || state === 'waiting' || (state === 'failing' && this.isGivenUp(name))
    );
  }

  private isGivenUp(key: string, patienceMs = PATIENCE_MS): boolean {
    const now = this.options.timers.elapsed();
    const since = this.failingSince.get(key) ?? now;
    this.failingSince.set(key, since);
    return now - since >= patienceMs;
  }

  /** When the next timer of another process is fired; `due` while one has yet to be fired. */
  private async nextTimer(): Promise<number | 'due'> {
    const { rows, clock, firesTimers } = this.options;
    if (firesTimers()) return Infinity;
    const now = millisOf(clock.now());
    let page = await nextDue(rows, TIMERS_PER_LOOK);
    for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
      const timers = page.map(({ key, row }) => ({
        id: `${key} ${row.at}`,
        at: millisOf(row.at) + TIMER_POLICY.graceMs,
      }));
      // The patience with all of them begins now.
      const due = timers.filter(({ at }) => at <= now).map(({ id }) => this.isGivenUp(id, TIMER_PATIENCE_MS));
      if (due.includes(false)) return 'due';
      const next = timers.find(({ at }) => at > now);
      if (next) return next.at;
      page = await nextDue(rows, TIMERS_PER_LOOK, { at: last.row.at, key: last.key });
    }
    return Infinity;
  }

  private pause(ms: number): Promise<void> {
    return firstValueFrom(delay(this.options.timers, ms));
  }
}
