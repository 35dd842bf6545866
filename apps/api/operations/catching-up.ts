import { comparePositions, type Position } from '@ledgerdesk/kernel';
import type { ProcessStatus, ProjectionStatus } from '@ledgerdesk/runtime';

/** Stands for all read models while nothing is known of any. */
const READ_MODELS = 'read-models';

export const isStopped = ({ state }: ProjectionStatus): boolean => state === 'poisoned' || state === 'failing';

/** Names of the read models of which no version serves, so that requests for their rows cannot be answered. */
export const unservedIn = (projections: readonly ProjectionStatus[]): readonly string[] => {
  if (projections.length === 0) return [READ_MODELS];
  const served = new Set(projections.filter(({ serving }) => serving).map(({ name }) => name));
  return projections.map(({ name }) => name).filter((name) => !served.has(name));
};

interface Followers {
  readonly projections: readonly ProjectionStatus[];
  readonly processes: readonly ProcessStatus[] | null;
}

/**
 * Names of the read models and processes that run, but have not reached a head that the log had seconds ago. Lag alone
 * does not tell: positions of a cluster are no event counts, and a reader that keeps up is always an event behind.
 */
export const catchingUpIn = (
  { projections, processes }: Followers,
  { earlierHead }: { readonly earlierHead: Position | undefined },
): readonly string[] => {
  const isBehind = ({ position }: { readonly position: Position }): boolean =>
    earlierHead !== undefined && comparePositions(position, earlierHead) < 0;
  const models = projections.filter((model) => !isStopped(model) && (model.state === 'rebuilding' || isBehind(model)));
  const running = (processes ?? []).filter((process) => process.state === 'running' && isBehind(process));
  return [...models, ...running].map(({ name }) => name);
};
