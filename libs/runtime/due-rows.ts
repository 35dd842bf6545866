import { millisOf, type Instant } from '@ledgerdesk/kernel';
import type { FiringPolicy } from './firing-policy.js';

/** A row that falls due. `key` and `dueAt` together identify one occurrence, which is fired once. */
export interface DueRow {
  readonly key: string;
  readonly dueAt: Instant;
}

/** Lists the rows that fall due, e.g. from the serving version of a projection. */
export interface DueSource<T extends DueRow> {
  /** Returns the first `limit` rows by `dueAt`, then `key`, or the first `limit` that follow `after`. */
  next(limit: number, after?: T): Promise<readonly T[]>;
}

/** A row whose firing failed and is retried. */
export interface FailedRow<T> {
  readonly row: T;
  readonly attempts: number;
  readonly message: string;
  /** Time of the last attempt, in ms since the epoch. */
  readonly at: number;
}

/** Identifies an occurrence. Sorts as the rows do, since instants have equal length. */
const idOf = ({ key, dueAt }: DueRow): string => `${dueAt} ${key}`;

/**
 * The earliest rows of a source, with the state of each: armed, in flight, fired or failed. A fired row stays in its
 * source until the projection has applied the events that firing it recorded.
 */
export class DueRows<T extends DueRow> {
  #armed: readonly T[] = [];
  #complete = false;
  #last: T | undefined;
  #wasRead = false;
  /** False while only the first row in memory is known to be current. */
  #isCurrent = true;
  #pagesFromStart = 1;
  /** The last of the rows that were taken, in the order of the source. */
  #lastTaken: T | undefined;
  readonly #inFlight = new Set<string>();
  readonly #fired = new Set<string>();
  readonly #failed = new Map<string, FailedRow<T>>();

  /** Reads `pageSize` rows at a time. */
  constructor(
    private readonly source: DueSource<T>,
    private readonly pageSize: number,
    private readonly policy: FiringPolicy,
  ) {}

  /** Number of rows in memory that have not been taken. */
  get armed(): number {
    return this.#armed.length;
  }

  get failed(): readonly FailedRow<T>[] {
    return [...this.#failed.values()];
  }

  /**
   * Number of pages, 1 or more, that the last read from the start took. Fired rows that are still in the source are
   * among them.
   */
  get pagesFromStart(): number {
    return this.#pagesFromStart;
  }

  /** True if all rows in memory were taken and the source may have more. */
  get needsMore(): boolean {
    return this.#armed.length === 0 && !this.#complete;
  }

  /** True if a row in memory is due that has not been taken. */
  hasDue(now: number): boolean {
    const [first] = this.#armed;
    return first !== undefined && this.#fireTime(first) <= now;
  }

  /** True if a row may be due, and the rows in memory have to be read again before it can be taken. */
  mustRefresh(now: number): boolean {
    return !this.#isCurrent && this.nextTime() <= now;
  }

  /**
   * Reads the earliest row only, which is enough to know when the next one is due; the others are read when it is due.
   * Reads all again if that is now, or if the state of taken rows depends on them.
   */
  async peek(now: number): Promise<void> {
    if (!this.#wasRead || this.#inFlight.size + this.#fired.size + this.#failed.size > 0) return this.refresh();
    const [first] = await this.source.next(1);
    if (first && this.#fireTime(first) <= now) return this.refresh();
    this.#armed = first ? [first, ...this.#armed.filter((row) => idOf(row) > idOf(first))] : [];
    this.#complete = first === undefined;
    this.#isCurrent = first === undefined;
  }

  /** Reads the earliest untaken rows again, and removes the state of rows that are no longer in the source. */
  refresh(): Promise<void> {
    return this.#read(undefined);
  }

  /** Reads the rows after the last one read. */
  readMore(): Promise<void> {
    return this.#read(this.#last);
  }

  /** Reads the rows after the last one that was taken again: no row that was fired, but all that fall due later. */
  readAfterTaken(): Promise<void> {
    return this.#read(this.#lastTaken);
  }

  /** Takes up to `limit` due rows; none if they must be read again. Call `succeed` or `fail` for each. */
  take(now: number, limit: number): readonly T[] {
    if (this.mustRefresh(now)) return [];
    const first = this.#armed.slice(0, limit);
    const notDue = first.findIndex((row) => this.#fireTime(row) > now);
    const due = notDue < 0 ? first.length : notDue;
    const taken = [...first.slice(0, due), ...this.#dueForRetry(now).slice(0, limit - due)];
    this.#armed = this.#armed.slice(due);
    for (const row of taken) {
      this.#inFlight.add(idOf(row));
      if (!this.#lastTaken || idOf(row) > idOf(this.#lastTaken)) this.#lastTaken = row;
    }
    return taken;
  }

  succeed(row: T): void {
    this.#inFlight.delete(idOf(row));
    this.#failed.delete(idOf(row));
    this.#fired.add(idOf(row));
  }

  /** `now`: time of the failure, in ms since the epoch. */
  fail(row: T, message: string, now: number): FailedRow<T> {
    const attempts = (this.#failed.get(idOf(row))?.attempts ?? 0) + 1;
    const failed = { row, attempts, message, at: now };
    this.#inFlight.delete(idOf(row));
    this.#failed.set(idOf(row), failed);
    return failed;
  }

  /** Returns when the next row can be taken, in ms since the epoch; Infinity if no row is known. */
  nextTime(): number {
    return this.#nextTime(this.#retryable());
  }

  /** Like `nextTime`, without the rows that have failed `failures` times or more. */
  nextExpectedTime(failures: number): number {
    return this.#nextTime(this.#retryable().filter(({ attempts }) => attempts < failures));
  }

  #nextTime(failed: readonly FailedRow<T>[]): number {
    const [first] = this.#armed;
    const retries = failed.map((row) => this.#retryTime(row));
    return retries.reduce((a, b) => Math.min(a, b), first ? this.#fireTime(first) : Infinity);
  }

  /** Returns when a row is fired, in ms since the epoch. */
  #fireTime({ dueAt }: DueRow): number {
    return millisOf(dueAt) + this.policy.graceMs;
  }

  #retryTime({ attempts, at }: FailedRow<T>): number {
    return at + this.policy.retryMs(attempts);
  }

  /** Returns the failed rows due for a retry. If the clock was set back, they are due at once. */
  #dueForRetry(now: number): readonly T[] {
    return this.#retryable()
      .filter((failed) => now >= this.#retryTime(failed) || now < failed.at)
      .map(({ row }) => row);
  }

  #retryable(): readonly FailedRow<T>[] {
    return this.failed.filter(({ row }) => !this.#inFlight.has(idOf(row)));
  }

  #isTaken(id: string): boolean {
    return this.#inFlight.has(id) || this.#fired.has(id) || this.#failed.has(id);
  }

  async #read(from: T | undefined): Promise<void> {
    const seen = new Set<string>();
    const armed: T[] = [];
    let last = from;
    let complete = false;
    let pages = 0;
    while (!complete && armed.length < this.pageSize / 2) {
      const rows = await this.source.next(this.pageSize, last);
      pages += 1;
      for (const row of rows) seen.add(idOf(row));
      armed.push(...rows.filter((row) => !this.#isTaken(idOf(row))));
      last = rows.at(-1) ?? last;
      complete = rows.length < this.pageSize;
    }
    this.#armed = armed;
    this.#complete = complete;
    this.#last = last;
    this.#wasRead = true;
    this.#isCurrent = true;
    if (!from) this.#pagesFromStart = pages;
    // While many rows are due, they are read on after the last one that was taken, and many have been fired.
    if (from && (!this.#lastTaken || idOf(from) >= idOf(this.#lastTaken))) return;
    this.#removeGone((id) => !seen.has(id) && (!from || id > idOf(from)) && (complete || !last || id <= idOf(last)));
  }

  /** Removes the state of rows that left the source. A row that reappears is a new occurrence. */
  #removeGone(isGone: (id: string) => boolean): void {
    for (const id of this.#fired) if (isGone(id)) this.#fired.delete(id);
    for (const id of this.#failed.keys()) if (isGone(id) && !this.#inFlight.has(id)) this.#failed.delete(id);
  }
}
