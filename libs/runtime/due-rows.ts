import { millisOf, type Instant } from '@ledgerdesk/kernel';
import type { FiringPolicy } from './firing-policy.js';

/** Something that waits for its time. `key` and `dueAt` together name one appearance, which is fired once. */
export interface DueRow {
  readonly key: string;
  readonly dueAt: Instant;
}

/** Where rows that wait are kept, e.g. the serving version of a projection. */
export interface DueSource<T extends DueRow> {
  /** Rows in order of `dueAt`, then `key`: the first `limit` of all, or of those that follow `after`. */
  next(limit: number, after?: T): Promise<readonly T[]>;
}

/** A row that could not be fired yet. */
export interface FailedRow<T> {
  readonly row: T;
  readonly attempts: number;
  readonly message: string;
  /** When it was tried last, in ms since the epoch. */
  readonly at: number;
}

/** Names of appearances sort as the rows themselves: instants are equally long. */
const nameOf = ({ key, dueAt }: DueRow): string => `${dueAt} ${key}`;

/** The earliest rows, and what became of them: a row stays in its source until the log has answered. */
export class DueRows<T extends DueRow> {
  #armed: readonly T[] = [];
  #complete = false;
  #last: T | undefined;
  readonly #flying = new Set<string>();
  readonly #fired = new Set<string>();
  readonly #failed = new Map<string, FailedRow<T>>();

  /** `page`: how many rows to read at a time. */
  constructor(
    private readonly source: DueSource<T>,
    private readonly page: number,
    private readonly policy: FiringPolicy,
  ) {}

  /** Rows held in memory that wait for their time. */
  get armed(): number {
    return this.#armed.length;
  }

  get failed(): readonly FailedRow<T>[] {
    return [...this.#failed.values()];
  }

  /** True when all rows held are taken and the source may have more. */
  get isUsedUp(): boolean {
    return this.#armed.length === 0 && !this.#complete;
  }

  /** Reads the earliest rows anew, past those that are taken already, and forgets taken ones that are gone. */
  refresh(): Promise<void> {
    return this.#read(undefined);
  }

  /** Reads on where the last reading ended. */
  more(): Promise<void> {
    return this.#read(this.#last);
  }

  /** Takes up to `limit` rows whose time has come; each is settled by `succeed` or `fail`. */
  take(now: number, limit: number): readonly T[] {
    const waiting = this.#armed.findIndex((row) => this.#fireTime(row) > now);
    const due = Math.min(waiting < 0 ? this.#armed.length : waiting, limit);
    const taken = [...this.#armed.slice(0, due), ...this.#rested(now).slice(0, limit - due)];
    this.#armed = this.#armed.slice(due);
    for (const row of taken) this.#flying.add(nameOf(row));
    return taken;
  }

  succeed(row: T): void {
    this.#flying.delete(nameOf(row));
    this.#failed.delete(nameOf(row));
    this.#fired.add(nameOf(row));
  }

  /** `now`: when it failed, in ms since the epoch. */
  fail(row: T, message: string, now: number): FailedRow<T> {
    const attempts = (this.#failed.get(nameOf(row))?.attempts ?? 0) + 1;
    const failed = { row, attempts, message, at: now };
    this.#flying.delete(nameOf(row));
    this.#failed.set(nameOf(row), failed);
    return failed;
  }

  /** When the next row is to be taken, in ms since the epoch; Infinity if none is known. */
  nextTime(): number {
    const [first] = this.#armed;
    return this.#grounded()
      .map((failed) => this.#retryTime(failed))
      .reduce((a, b) => Math.min(a, b), first ? this.#fireTime(first) : Infinity);
  }

  /** When a row is to be fired, in ms since the epoch. */
  #fireTime({ dueAt }: DueRow): number {
    return millisOf(dueAt) + this.policy.graceMs;
  }

  #retryTime({ attempts, at }: FailedRow<T>): number {
    return at + this.policy.retryMs(attempts);
  }

  /** Failed rows whose wait is over. A clock that was set back does not prolong it. */
  #rested(now: number): readonly T[] {
    return this.#grounded()
      .filter((failed) => now >= this.#retryTime(failed) || now < failed.at)
      .map(({ row }) => row);
  }

  #grounded(): readonly FailedRow<T>[] {
    return this.failed.filter(({ row }) => !this.#flying.has(nameOf(row)));
  }

  #isTaken(name: string): boolean {
    return this.#flying.has(name) || this.#fired.has(name) || this.#failed.has(name);
  }

  async #read(from: T | undefined): Promise<void> {
    const seen = new Set<string>();
    const armed: T[] = [];
    let last = from;
    let complete = false;
    while (!complete && armed.length < this.page / 2) {
      const rows = await this.source.next(this.page, last);
      for (const row of rows) seen.add(nameOf(row));
      armed.push(...rows.filter((row) => !this.#isTaken(nameOf(row))));
      last = rows.at(-1) ?? last;
      complete = rows.length < this.page;
    }
    this.#armed = armed;
    this.#complete = complete;
    this.#last = last;
    this.#forget(
      (name) => !seen.has(name) && (!from || name > nameOf(from)) && (complete || !last || name <= nameOf(last)),
    );
  }

  /** The log has answered rows that are gone; one that comes again is another appearance. */
  #forget(isGone: (name: string) => boolean): void {
    for (const name of this.#fired) if (isGone(name)) this.#fired.delete(name);
    for (const name of this.#failed.keys()) if (isGone(name) && !this.#flying.has(name)) this.#failed.delete(name);
  }
}
