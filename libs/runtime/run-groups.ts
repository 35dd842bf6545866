import { comparePositions, type Position } from '@ledgerdesk/kernel';
import type { LogDistance } from './log-distance.js';
import type { SupervisedRun } from './supervised-run.js';

/** What is known of a run that is grouped with others. */
type Grouped = Pick<SupervisedRun, 'position' | 'isServing'>;

/** Runs at the same position, which read the same page. */
export interface RunGroup<Run extends Grouped = SupervisedRun> {
  readonly runs: readonly Run[];
  readonly position: Position;
  /** Number of events to read at most. */
  readonly limit: number;
  /** True if nobody reads the rows of the runs yet, and others need not wait for them. */
  readonly isRebuild?: true;
  /** A run that the group meets: events after its position are not applied. */
  readonly meets?: Run;
}

/** Runs that are this many pages behind read as many at a time: a row that they change repeatedly is written once. */
const PAGES_AT_ONCE = 8;

/** Where runs read the log. */
interface Reach {
  readonly head: Position;
  /** Number of events of a page. */
  readonly batch: number;
  readonly distance: LogDistance;
}

const isFar = (position: Position, { head, batch, distance }: Reach): boolean =>
  distance(position, head) >= PAGES_AT_ONCE * batch;

const groupOf = <Run extends Grouped>(runs: readonly Run[], position: Position, reach: Reach): RunGroup<Run> => ({
  runs,
  position,
  limit: isFar(position, reach) ? PAGES_AT_ONCE * reach.batch : reach.batch,
});

const byPosition = <Run extends Grouped>(runs: readonly Run[]): ReadonlyMap<Position, readonly Run[]> => {
  const groups = new Map<Position, Run[]>();
  for (const run of runs.toSorted((a, b) => comparePositions(a.position, b.position)))
    groups.set(run.position, [...(groups.get(run.position) ?? []), run]);
  return groups;
};

/**
 * The groups of runs that are to read a page of `batch` events. Of those that rebuild rows which nobody reads yet, the
 * ones furthest behind advance until they meet the next, so that one scan of the log is enough for all.
 */
export const groupsOf = <Run extends Grouped>(runs: readonly Run[], reach: Reach): readonly RunGroup<Run>[] => {
  const isRebuild = (run: Run): boolean => !run.isServing && isFar(run.position, reach);
  const live = byPosition(runs.filter((run) => !isRebuild(run)));
  const [[position, last] = [], [, next = []] = []] = byPosition(runs.filter(isRebuild));
  const groups = [...live].map(([at, group]) => groupOf(group, at, reach));
  if (position === undefined || last === undefined) return groups;
  const [meets] = next;
  return [...groups, { ...groupOf(last, position, reach), isRebuild: true, ...(meets && { meets }) }];
};
