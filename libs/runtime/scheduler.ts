import { type Clock, type Instant, instantOf, messageOf, millisOf, Signal, type Timers } from '@ledgerdesk/kernel';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DueRows, type DueRow, type DueSource, type FailedRow } from './due-rows.js';
import type { FiringPolicy } from './firing-policy.js';

/** Maximum sleep between two clock checks: the clock may have been set. Also the delay after a failed read. */
const MAX_SLEEP_MS = 1_000;
/** Default interval between reads without a notification. */
const POLL_MS = 60_000;
/** Notifications within this time share one read. */
const COALESCE_MS = 50;
/** The same for reads from the start while rows are due, which are read on after the last one. */
const COALESCE_BEHIND_MS = 1_000;
/** Rows that are fired in one turn of the event loop, so that requests are answered in between. */
const ROWS_PER_TURN = 16;
/** A row whose firing has failed this often is not expected to succeed. Most failures pass with the first retry. */
const MAX_EXPECTED_FAILURES = 5;

export interface SchedulerOptions<T extends DueRow> {
  readonly source: DueSource<T>;
  /** Acts on a due row. Must be idempotent: after a restart a row may be fired again. */
  readonly fire: (row: T) => Promise<void>;
  readonly policy: FiringPolicy;
  readonly clock: Clock;
  /** At the same speed as `clock`. */
  readonly timers: Timers;
  /** Returns true while no row may be fired. Rows that fall due meanwhile fire afterwards. */
  readonly isHeld?: () => boolean;
  /** Maximum number of rows in flight. Default 16. */
  readonly concurrency?: number;
  /** Number of rows to read at a time. Default 500. */
  readonly pageSize?: number;
  /** Maximum time between two reads, in ms. Default 60,000. Set less if rows change without `notify`. */
  readonly pollMs?: number;
  /** Called before a row is fired, with the time since its `dueAt` in ms. */
  readonly onFire?: (row: T, lateMs: number) => void;
  readonly onFailure?: (failed: FailedRow<T>) => void;
}

/** Status of a scheduler, as plain data. */
export interface SchedulerStatus {
  /** Number of rows in memory that are not due yet; the source may have more. */
  readonly armed: number;
  readonly inFlight: number;
  /** Time of the next firing; absent if none is known. */
  readonly nextAt?: Instant;
  /** Rows whose firing failed and is retried with backoff. */
  readonly failing: readonly {
    readonly key: string;
    readonly dueAt: Instant;
    readonly attempts: number;
    readonly message: string;
  }[];
  /** Why the last read failed; absent if it succeeded. */
  readonly trouble?: string;
}

/** A scheduler that fires nothing any more cannot tell what is due. */
class SchedulerStopped extends Error {
  constructor() {
    super('The scheduler has stopped. Another one fires the rows.');
  }
}

/** Somebody who waits until no row is due. */
interface SettlementWaiter {
  readonly resolve: (next: number) => void;
  readonly reject: (error: unknown) => void;
  /** True once the rows were read after the call. */
  hasRead: boolean;
}

/**
 * Fires each row once when it is due, in order. Rows that fell due while none was running fire on start.
 *
 * @example
 * const reminders = new Scheduler({
 *   source: { next: (limit, after) => selectReminders(limit, after) },
 *   fire: async ({ key }) => sendReminder(key),
 *   policy: TIMER_POLICY,
 *   clock: systemClock,
 *   timers: realTimers,
 * });
 * reminders.start();
 * reminders.notify(); // after each change of the rows
 * await reminders.stop();
 */
export class Scheduler<T extends DueRow> {
  readonly #rows: DueRows<T>;
  readonly #signal = new Signal();
  readonly #inFlight = new Set<Promise<void>>();
  /** True if the rows changed since they were last read from the start. */
  #notified = true;
  /** True if they changed since those after the last row taken were read. */
  #hasChanged = true;
  /** When rows were last read, and when from the start. By `elapsed`: the clock may be stopped. */
  #readAt = -Infinity;
  #startReadAt = -Infinity;
  #waiting: SettlementWaiter[] = [];
  #trouble: string | undefined;
  #stopped = false;
  #loop: Promise<void> = Promise.resolve();

  constructor(private readonly options: SchedulerOptions<T>) {
    this.#rows = new DueRows(options.source, options.pageSize ?? 500, options.policy);
  }

  start(): void {
    this.#loop = this.#work();
  }

  /** Call after rows changed or the clock was set: an earlier row may be due. */
  notify(): void {
    this.#setChanged();
    this.#signal.notify();
  }

  /** Resolves when no row is in flight. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#signal.notify();
    await this.#loop;
    await Promise.all(this.#inFlight);
  }

  /**
   * Reads the rows again, and resolves when none is due or in flight, with the time at which the next one is fired, in
   * ms since the epoch; Infinity without one. Rows whose firing failed five times do not count. Rejects if the rows
   * cannot be read, and when the scheduler has stopped: it does not know then what is due.
   */
  settled(): Promise<number> {
    if (this.#stopped) return Promise.reject(new SchedulerStopped());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject, hasRead: false });
      this.#signal.notify();
    });
  }

  status(): SchedulerStatus {
    const next = this.#rows.nextTime();
    return {
      armed: this.#rows.armed,
      inFlight: this.#inFlight.size,
      failing: this.#rows.failed.map(({ row: { key, dueAt }, attempts, message }) => ({
        key,
        dueAt,
        attempts,
        message,
      })),
      ...(next < Infinity && { nextAt: instantOf(next) }),
      ...(this.#trouble !== undefined && { trouble: this.#trouble }),
    };
  }

  async #work(): Promise<void> {
    while (!this.#stopped) {
      if (this.#msToRead() <= 0) await this.#read();
      const othersWait = this.#fireDue();
      this.#answerSettled();
      await (othersWait ? nextTurn() : this.#sleep());
    }
    for (const { reject } of this.#waiting.splice(0)) reject(new SchedulerStopped());
  }

  #setChanged(): void {
    this.#notified = true;
    this.#hasChanged = true;
  }

  #msToRead(): number {
    if (this.#mustReadNow()) return 0;
    const sinceRead = this.options.timers.elapsed() - this.#readAt;
    if (this.#trouble !== undefined) return MAX_SLEEP_MS - sinceRead;
    if (this.#rows.needsMore || this.#rows.mustRefresh(this.#now())) return 0;
    const toPoll = (this.options.pollMs ?? POLL_MS) - sinceRead;
    return Math.min(toPoll, this.#msToReadFromStart(), this.#msToReadAfterTaken());
  }

  /** True if somebody waits for the rows as they are now. */
  #mustReadNow(): boolean {
    return this.#waiting.some(({ hasRead }) => !hasRead);
  }

  /**
   * How long a change may wait for a read from the start, in ms: longer the more fired rows such a read passes, because
   * their projection is behind. Only rows that were armed after their due time have to wait for it.
   */
  #msToReadFromStart(): number {
    if (!this.#notified) return Infinity;
    const coalesceMs = Math.max(COALESCE_MS * this.#rows.pagesFromStart, this.#isBehind() ? COALESCE_BEHIND_MS : 0);
    return coalesceMs - (this.options.timers.elapsed() - this.#startReadAt);
  }

  /** The same for a read of the rows that fall due later. They are read on anyway while rows are due. */
  #msToReadAfterTaken(): number {
    if (!this.#hasChanged || this.#isBehind()) return Infinity;
    return COALESCE_MS - (this.options.timers.elapsed() - this.#readAt);
  }

  /** True while rows are due that have not been fired, though rows may be fired. */
  #isBehind(): boolean {
    return !this.#isHeld() && (this.#rows.needsMore || this.#rows.hasDue(this.#now()));
  }

  async #read(): Promise<void> {
    const waiting = this.#waiting.filter(({ hasRead }) => !hasRead);
    try {
      await this.#readRows(waiting.length > 0);
      for (const waiter of waiting) waiter.hasRead = true;
      this.#trouble = undefined;
    } catch (error) {
      this.#setChanged();
      this.#trouble = messageOf(error);
      for (const { reject } of waiting) reject(error);
      this.#waiting = this.#waiting.filter((waiter) => !waiting.includes(waiter));
    }
  }

  #readRows(mustReadAll: boolean): Promise<void> {
    const isNotified = this.#notified && this.#msToReadFromStart() <= 0;
    const { needsMore } = this.#rows;
    const mayReadPart = !mustReadAll && !isNotified && this.#trouble === undefined;
    this.#readAt = this.options.timers.elapsed();
    if (mayReadPart && needsMore) return this.#rows.readMore();
    const isAfterTaken = this.#hasChanged && !this.#rows.mustRefresh(this.#now());
    this.#hasChanged = false;
    if (mayReadPart && isAfterTaken) return this.#rows.readAfterTaken();
    this.#startReadAt = this.#readAt;
    this.#notified = false;
    return isNotified && !mustReadAll ? this.#rows.peek(this.#now()) : this.#rows.refresh();
  }

  /** Fires some of the rows that are due. Returns true if others wait for the next turn. */
  #fireDue(): boolean {
    if (this.#isHeld()) return false;
    const free = (this.options.concurrency ?? 16) - this.#inFlight.size;
    const rows = this.#rows.take(this.#now(), Math.min(free, ROWS_PER_TURN));
    for (const row of rows) {
      const firing = this.#fire(row).finally(() => {
        this.#inFlight.delete(firing);
        this.#signal.notify();
      });
      this.#inFlight.add(firing);
    }
    return rows.length === ROWS_PER_TURN;
  }

  #answerSettled(): void {
    const next = this.#rows.nextExpectedTime(MAX_EXPECTED_FAILURES);
    if (this.#inFlight.size > 0 || this.#rows.needsMore || next <= this.#now()) return;
    for (const { resolve, hasRead } of this.#waiting) if (hasRead) resolve(next);
    this.#waiting = this.#waiting.filter(({ hasRead }) => !hasRead);
  }

  async #fire(row: T): Promise<void> {
    this.options.onFire?.(row, this.#now() - millisOf(row.dueAt));
    try {
      await this.options.fire(row);
      this.#rows.succeed(row);
    } catch (error) {
      const failed = this.#rows.fail(row, messageOf(error), this.#now());
      this.options.onFailure?.(failed);
    }
  }

  async #sleep(): Promise<void> {
    const cancel = this.options.timers.after(this.#msToWake(), () => this.#signal.notify());
    await this.#signal.wait();
    cancel();
  }

  #msToWake(): number {
    const mustWait = this.#isHeld() || this.#inFlight.size >= (this.options.concurrency ?? 16);
    const toNext = mustWait ? Infinity : this.#rows.nextTime() - this.#now();
    return Math.max(0, Math.min(MAX_SLEEP_MS, toNext, this.#msToRead()));
  }

  #isHeld(): boolean {
    return this.options.isHeld?.() ?? false;
  }

  #now(): number {
    return millisOf(this.options.clock.now());
  }
}
