import { comparePositions, type Position, type Timers } from '@ledgerdesk/kernel';
import { BehaviorSubject, filter, firstValueFrom, map, merge, Observable } from 'rxjs';
import type { ProjectionStatus } from './projection-status.js';
import { realTimers } from './timers.js';

/** Where a thread that only reads learns how far the read models have come: fed with what a runner publishes. */
export class ProgressBoard {
  readonly #statuses = new BehaviorSubject<readonly ProjectionStatus[]>([]);

  /** `timers` in real time: a caller waits, not the business. */
  constructor(private readonly timers: Timers = realTimers) {}

  report(statuses: readonly ProjectionStatus[]): void {
    this.#statuses.next(statuses);
  }

  /** What is reported, now and whenever something is. */
  get changes(): Observable<readonly ProjectionStatus[]> {
    return this.#statuses.asObservable();
  }

  status(): readonly ProjectionStatus[] {
    return this.#statuses.value;
  }

  /**
   * True as soon as the serving version of each named projection (default: of all) has looked as far as `position`.
   * False after `timeoutMs`, or at once when one of them is poisoned and will not come that far.
   */
  waitFor(position: Position, timeoutMs: number, names?: readonly string[]): Promise<boolean> {
    const seen = this.#statuses.pipe(
      map((statuses) => verdict(statuses, position, names)),
      filter((known) => known !== undefined),
    );
    const late = new Observable<false>((subscriber) => this.timers.after(timeoutMs, () => subscriber.next(false)));
    return firstValueFrom(merge(seen, late));
  }
}

const verdict = (
  statuses: readonly ProjectionStatus[],
  position: Position,
  names?: readonly string[],
): boolean | undefined => {
  const asked = names ?? [...new Set(statuses.map(({ name }) => name))];
  const standing = asked.map(
    (name) =>
      statuses.find((status) => status.name === name && status.serving) ??
      statuses.find((status) => status.name === name),
  );
  if (statuses.length > 0 && standing.every((status) => hasReached(status, position))) return true;
  return standing.some((status) => status?.state === 'poisoned' && !hasReached(status, position)) ? false : undefined;
};

const hasReached = (status: ProjectionStatus | undefined, position: Position): boolean =>
  status !== undefined && status.serving && comparePositions(status.position, position) >= 0;
