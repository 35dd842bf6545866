import type { DeadlineClockStatus, ProjectionStatus } from '@ledgerdesk/runtime';

export const HEALTH = Symbol('Health');

/** How the engine is doing. */
export interface HealthReport {
  readonly status: 'ok' | 'degraded' | 'stopping';
  readonly projections: readonly ProjectionStatus[];
  readonly deadlines: DeadlineClockStatus | null;
}

/** What health and metrics look at. */
export interface Health {
  report(): HealthReport;
}

/** What the parts of an engine say of themselves. */
export interface Vitals {
  projections(): readonly ProjectionStatus[];
  deadlines(): DeadlineClockStatus | null;
  isStopping(): boolean;
}

const isTroubled = ({ state }: ProjectionStatus): boolean => state === 'poisoned' || state === 'failing';

/** Health from vitals: degraded where a read model stands still or a deadline cannot be recorded. */
export const healthOf = (vitals: Vitals): Health => ({
  report: () => {
    const projections = vitals.projections();
    const deadlines = vitals.deadlines();
    const degraded = projections.some(isTroubled) || (deadlines !== null && (deadlines.failing.length > 0 || deadlines.trouble !== undefined));
    return { status: vitals.isStopping() ? 'stopping' : degraded ? 'degraded' : 'ok', projections, deadlines };
  },
});
