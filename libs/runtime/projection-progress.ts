import { comparePositions, type Position, type Timers } from '@ledgerdesk/kernel';
import { BehaviorSubject, filter, firstValueFrom, map, merge, type Observable } from 'rxjs';
import type { ProjectionStatus } from './projection-status.js';
import { delay, realTimers } from './timers.js';

/**
 * Holds the last reported status of every read model, for threads and processes that do not run projections.
 *
 * @example
 * runner.progress.subscribe((statuses) => progress.report(statuses));
 * const visible = await progress.waitFor(position, 5_000, ['tickets']);
 */
export class ProjectionProgress {
  readonly #statuses = new BehaviorSubject<readonly ProjectionStatus[]>([]);

  /** `timers`: in real time, since they limit how long a caller waits. */
  constructor(private readonly timers: Timers = realTimers) {}

  report(statuses: readonly ProjectionStatus[]): void {
    this.#statuses.next(statuses);
  }

  /** Emits the last report, then each new one. */
  get changes(): Observable<readonly ProjectionStatus[]> {
    return this.#statuses.asObservable();
  }

  status(): readonly ProjectionStatus[] {
    return this.#statuses.value;
  }

  /**
   * Resolves to true when the serving version of each named projection (default: all) has reached `position`, and to
   * false after `timeoutMs`, or when one of them is poisoned before `position`.
   */
  waitFor(position: Position, timeoutMs: number, names?: readonly string[]): Promise<boolean> {
    const result = this.#statuses.pipe(
      map((statuses) => reached(statuses, position, names)),
      filter((value) => value !== undefined),
    );
    const timeout = delay(this.timers, timeoutMs).pipe(map(() => false));
    return firstValueFrom(merge(result, timeout));
  }
}

/** Undefined while the position may still be reached. */
const reached = (
  statuses: readonly ProjectionStatus[],
  position: Position,
  names?: readonly string[],
): boolean | undefined => {
  const wanted = names ?? [...new Set(statuses.map(({ name }) => name))];
  const selected = wanted.map(
    (name) =>
      statuses.find((status) => status.name === name && status.serving) ??
      statuses.find((status) => status.name === name),
  );
  if (statuses.length > 0 && selected.every((status) => hasReached(status, position))) return true;
  return selected.some((status) => status?.state === 'poisoned' && !hasReached(status, position)) ? false : undefined;
};

const hasReached = (status: ProjectionStatus | undefined, position: Position): boolean =>
  status !== undefined && status.serving && comparePositions(status.position, position) >= 0;
