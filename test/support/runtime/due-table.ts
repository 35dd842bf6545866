import type { DueRow, DueSource } from '../../../libs/runtime/due-rows.js';

const follows = (a: DueRow, b: DueRow): boolean => a.dueAt > b.dueAt || (a.dueAt === b.dueAt && a.key > b.key);

/** Due rows in memory, with a count of reads and an optional failure. */
export class DueTable<T extends DueRow = DueRow> implements DueSource<T> {
  rows: T[] = [];
  reads = 0;
  /** The limit of each read. */
  readonly limits: number[] = [];
  /** Thrown by every read while set. */
  error: Error | undefined;

  set(key: string, dueAt: string): void {
    this.remove(key);
    this.rows.push({ key, dueAt } as T);
    this.rows.sort((a, b) => (follows(a, b) ? 1 : -1));
  }

  remove(key: string): void {
    this.rows = this.rows.filter((row) => row.key !== key);
  }

  async next(limit: number, after?: T): Promise<readonly T[]> {
    this.reads += 1;
    this.limits.push(limit);
    if (this.error) throw this.error;
    return this.rows.filter((row) => !after || follows(row, after)).slice(0, limit);
  }
}
