import type { StoreStatus } from '@ledgerdesk/event-store';
import type { SchedulerStatus, ProcessStatus, ProjectionStatus } from '@ledgerdesk/runtime';

export const HEALTH = Symbol('Health');

/** Status of the process. */
export interface HealthReport {
  readonly status: 'ok' | 'degraded' | 'unavailable' | 'stopping';
  /** Whether the embedded log can be written; null if a server keeps the log. */
  readonly log: StoreStatus['state'] | null;
  readonly projections: readonly ProjectionStatus[];
  readonly deadlines: SchedulerStatus | null;
  /** Null if they run in another process. */
  readonly processes: readonly ProcessStatus[] | null;
  /** `off`: SMTP_URL is not set. Null if processes run elsewhere. */
  readonly mail: 'on' | 'off' | null;
}

/** Source of the health routes and metrics. */
export interface Health {
  report(): HealthReport;
}

/** Status of the parts of an engine. */
export interface EngineStatus {
  projections(): readonly ProjectionStatus[];
  deadlines(): SchedulerStatus | null;
  processes(): readonly ProcessStatus[] | null;
  mail(): HealthReport['mail'];
  log(): HealthReport['log'];
  isStopping(): boolean;
}

const isStopped = ({ state }: ProjectionStatus): boolean => state === 'poisoned' || state === 'failing';

const isFailing = (deadlines: SchedulerStatus | null): boolean =>
  deadlines !== null && (deadlines.failing.length > 0 || deadlines.trouble !== undefined);

const statusOf = (isStopping: boolean, isUnavailable: boolean, isDegraded: boolean): HealthReport['status'] => {
  if (isStopping) return 'stopping';
  if (isUnavailable) return 'unavailable';
  return isDegraded ? 'degraded' : 'ok';
};

/**
 * Reports `unavailable` while the log cannot be written, `degraded` if a read model or process is stopped, or timers
 * fail.
 */
export const healthOf = (engine: EngineStatus): Health => ({
  report: () => {
    const projections = engine.projections();
    const deadlines = engine.deadlines();
    const processes = engine.processes();
    const log = engine.log();
    const degraded =
      projections.some(isStopped) ||
      isFailing(deadlines) ||
      (processes?.some(({ state }) => state === 'failing') ?? false);
    return {
      status: statusOf(engine.isStopping(), log !== null && log !== 'writable', degraded),
      log,
      projections,
      deadlines,
      processes,
      mail: engine.mail(),
    };
  },
});
