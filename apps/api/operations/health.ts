import type { SchedulerStatus, ProcessStatus, ProjectionStatus } from '@ledgerdesk/runtime';

export const HEALTH = Symbol('Health');

/** How the engine is doing. */
export interface HealthReport {
  readonly status: 'ok' | 'degraded' | 'stopping';
  readonly projections: readonly ProjectionStatus[];
  readonly deadlines: SchedulerStatus | null;
  /** Null while they run in another process. */
  readonly processes: readonly ProcessStatus[] | null;
  /** `off`: no SMTP_URL is set, so no mails are written; null while processes are another role's. */
  readonly mail: 'on' | 'off' | null;
}

/** What health and metrics look at. */
export interface Health {
  report(): HealthReport;
}

/** What the parts of an engine say of themselves. */
export interface EngineStatus {
  projections(): readonly ProjectionStatus[];
  deadlines(): SchedulerStatus | null;
  processes(): readonly ProcessStatus[] | null;
  mail(): HealthReport['mail'];
  isStopping(): boolean;
}

const isTroubled = ({ state }: ProjectionStatus): boolean => state === 'poisoned' || state === 'failing';

const isLate = (deadlines: SchedulerStatus | null): boolean =>
  deadlines !== null && (deadlines.failing.length > 0 || deadlines.trouble !== undefined);

/** Health from vitals: degraded where a read model or a process stands still, or a deadline cannot be recorded. */
export const healthOf = (vitals: EngineStatus): Health => ({
  report: () => {
    const projections = vitals.projections();
    const deadlines = vitals.deadlines();
    const processes = vitals.processes();
    const degraded =
      projections.some(isTroubled) || isLate(deadlines) || processes?.some(({ state }) => state === 'failing');
    return {
      status: vitals.isStopping() ? 'stopping' : degraded ? 'degraded' : 'ok',
      projections,
      deadlines,
      processes,
      mail: vitals.mail(),
    };
  },
});
