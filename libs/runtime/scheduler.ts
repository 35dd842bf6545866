import { instantOf, millisOf, type Clock, type Instant, Signal, type Timers } from '@ledgerdesk/kernel';
import { DueRows, type DueRow, type DueSource, type FailedRow } from './due-rows.js';
import { messageOf } from './poison-event.js';
import type { FiringPolicy } from './firing-policy.js';

/** Longest sleep between two looks at the clock: it may have jumped. */
const LOOK_MS = 1_000;
/** Rows are read anew at least this often, whether or not anyone poked. */
const REREAD_MS = 60_000;
/** Pokes that come thick and fast share one reading. */
const CALM_MS = 50;

export interface SchedulerOptions<T extends DueRow> {
  readonly source: DueSource<T>;
  /** Sends what the row asks for. A repeat must be harmless: after a restart a row may be fired again. */
  readonly fire: (row: T) => Promise<void>;
  readonly policy: FiringPolicy;
  readonly clock: Clock;
  /** Of the same speed as `clock`. */
  readonly timers: Timers;
  /** How many rows may be under way at once. Default 64. */
  readonly parallel?: number;
  /** How many rows to read at a time. Default 500. */
  readonly page?: number;
  /** Longest time between two readings, in ms. Default 60,000; 1,000 where another process writes the rows. */
  readonly pollMs?: number;
  /** Told when a row is about to be fired, and how many ms past its `dueAt` that is. */
  readonly onFire?: (row: T, lateMs: number) => void;
  readonly onFailure?: (failed: FailedRow<T>) => void;
}

/** How the clock is doing, as plain data. */
export interface SchedulerStatus {
  /** Rows held in memory that wait for their time; the source may have more. */
  readonly armed: number;
  readonly inFlight: number;
  /** When something is to be fired next, if anything. */
  readonly nextAt?: Instant;
  /** Rows that were refused and are tried again, later and later. */
  readonly failing: readonly {
    readonly key: string;
    readonly dueAt: Instant;
    readonly attempts: number;
    readonly message: string;
  }[];
  /** Why rows could not be read, if they could not. */
  readonly trouble?: string;
}

/** Fires each row once, as its policy says; rows that fell due while no scheduler was running are fired at once. */
export class Scheduler<T extends DueRow> {
  readonly #rows: DueRows<T>;
  readonly #signal = new Signal();
  readonly #flights = new Set<Promise<void>>();
  #poked = true;
  #readAt = -Infinity;
  #trouble: string | undefined;
  #stopped = false;
  #loop: Promise<void> = Promise.resolve();

  constructor(private readonly options: SchedulerOptions<T>) {
    this.#rows = new DueRows(options.source, options.page ?? 500, options.policy);
  }

  start(): void {
    this.#loop = this.#work();
  }

  /** Rows have changed: an earlier one may have come. Also after the clock was set. */
  notify(): void {
    this.#poked = true;
    this.#signal.notify();
  }

  /** Resolves when nothing is in flight any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#signal.notify();
    await this.#loop;
    await Promise.all(this.#flights);
  }

  status(): SchedulerStatus {
    const next = this.#rows.nextTime();
    return {
      armed: this.#rows.armed,
      inFlight: this.#flights.size,
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
      if (this.#msToReading() <= 0) await this.#read();
      this.#launch();
      await this.#sleep();
    }
  }

  #msToReading(): number {
    const since = this.#now() - this.#readAt;
    return since < 0 ? 0 : this.#calmMs() - since;
  }

  /** How long to leave the source alone after a reading. */
  #calmMs(): number {
    if (this.#trouble !== undefined) return LOOK_MS;
    if (this.#rows.isUsedUp) return 0;
    return this.#poked ? CALM_MS : (this.options.pollMs ?? REREAD_MS);
  }

  async #read(): Promise<void> {
    const anew = this.#poked || !this.#rows.isUsedUp;
    this.#poked = false;
    this.#readAt = this.#now();
    try {
      await (anew ? this.#rows.refresh() : this.#rows.more());
      this.#trouble = undefined;
    } catch (fault) {
      this.#poked = true;
      this.#trouble = messageOf(fault);
    }
  }

  #launch(): void {
    const free = (this.options.parallel ?? 64) - this.#flights.size;
    for (const row of this.#rows.take(this.#now(), free)) {
      const flight = this.#fire(row).finally(() => {
        this.#flights.delete(flight);
        this.#signal.notify();
      });
      this.#flights.add(flight);
    }
  }

  async #fire(row: T): Promise<void> {
    this.options.onFire?.(row, this.#now() - millisOf(row.dueAt));
    try {
      await this.options.fire(row);
      this.#rows.succeed(row);
    } catch (fault) {
      const failed = this.#rows.fail(row, messageOf(fault), this.#now());
      this.options.onFailure?.(failed);
    }
  }

  async #sleep(): Promise<void> {
    const wake = this.options.timers.after(this.#msToWake(), () => this.#signal.notify());
    await this.#signal.wait();
    wake();
  }

  #msToWake(): number {
    const isFull = this.#flights.size >= (this.options.parallel ?? 64);
    const toNext = isFull ? Infinity : this.#rows.nextTime() - this.#now();
    return Math.max(0, Math.min(LOOK_MS, toNext, this.#msToReading()));
  }

  #now(): number {
    return millisOf(this.options.clock.now());
  }
}
