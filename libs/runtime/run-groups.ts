import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { positionDifference } from './projection-status.js';
import type { SupervisedRun } from './supervised-run.js';

/** Runs at the same position, which read the same page. */
export interface RunGroup {
  readonly runs: readonly SupervisedRun[];
  readonly position: Position;
  /** Number of events to read at most. */
  readonly limit: number;
  /** True if nobody reads the rows of the runs yet, and others need not wait for them. */
  readonly isRebuild?: true;
  /** A run that the group meets: events after its position are not applied. */
  readonly meets?: SupervisedRun;
}

/** Runs that are this many pages behind read as many at a time: a row that they change repeatedly is written once. */
const PAGES_AT_ONCE = 8;

const groupOf = (runs: readonly SupervisedRun[], position: Position, head: Position, batch: number): RunGroup => {
  const isFar = positionDifference(position, head) >= PAGES_AT_ONCE * batch;
  return { runs, position, limit: isFar ? PAGES_AT_ONCE * batch : batch };
};

const byPosition = (runs: readonly SupervisedRun[]): ReadonlyMap<Position, readonly SupervisedRun[]> => {
  const groups = new Map<Position, SupervisedRun[]>();
  for (const run of runs.toSorted((a, b) => comparePositions(a.position, b.position)))
    groups.set(run.position, [...(groups.get(run.position) ?? []), run]);
  return groups;
};

/**
 * The groups of runs that are to read a page of `batch` events. Of those that rebuild rows which nobody reads yet, the
 * ones furthest behind advance until they meet the next, so that one scan of the log is enough for all.
 */
export const groupsOf = (runs: readonly SupervisedRun[], head: Position, batch: number): readonly RunGroup[] => {
  const isRebuild = (run: SupervisedRun): boolean =>
    !run.isServing && positionDifference(run.position, head) >= PAGES_AT_ONCE * batch;
  const live = byPosition(runs.filter((run) => !isRebuild(run)));
  const [[position, last] = [], [, next = []] = []] = byPosition(runs.filter(isRebuild));
  const groups = [...live].map(([at, group]) => groupOf(group, at, head, batch));
  if (position === undefined || last === undefined) return groups;
  const [meets] = next;
  return [...groups, { ...groupOf(last, position, head, batch), isRebuild: true, ...(meets && { meets }) }];
};
