import type { StoreStatus } from '@ledgerdesk/event-store';
import type { SchedulerStatus, ProcessStatus, ProjectionStatus } from '@ledgerdesk/runtime';

export const HEALTH = Symbol('Health');

/** Status of the process, without details that only operators may see. */
export interface Readiness {
  /** `unavailable`: a store cannot be read, or the log cannot be written. */
  readonly status: 'ok' | 'degraded' | 'unavailable' | 'stopping';
  /** Names of the stores, read models, processes, timers and the clock, if they fail. */
  readonly failing: readonly string[];
}

/** Whether the engine's time can be trusted. */
export interface ClockReport {
  readonly state: 'ok' | 'held' | 'ahead';
  readonly seconds: number;
}

/** Status of the process. */
export interface HealthReport extends Readiness {
  /** Whether the embedded log can be written; null if a server keeps the log. */
  readonly log: StoreStatus['state'] | null;
  /** Null for a simulated clock. */
  readonly clock: ClockReport | null;
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
  /** The report after a look at the stores. */
  check(): Promise<HealthReport>;
}

/** Status of the parts of an engine. */
export interface EngineStatus {
  projections(): readonly ProjectionStatus[];
  deadlines(): SchedulerStatus | null;
  processes(): readonly ProcessStatus[] | null;
  mail(): HealthReport['mail'];
  log(): HealthReport['log'];
  clock(): HealthReport['clock'];
  /** Names of the stores that cannot be read. */
  unreadable(): Promise<readonly string[]>;
  isStopping(): boolean;
}

const isStopped = ({ state }: ProjectionStatus): boolean => state === 'poisoned' || state === 'failing';

const timersFail = (deadlines: SchedulerStatus | null): boolean =>
  deadlines !== null && (deadlines.failing.length > 0 || deadlines.trouble !== undefined);

const statusOf = (isStopping: boolean, isUnavailable: boolean, failing: readonly string[]) => {
  if (isStopping) return 'stopping';
  if (isUnavailable) return 'unavailable';
  return failing.length > 0 ? 'degraded' : 'ok';
};

/**
 * Reports `degraded` if a read model or process is stopped, timers fail, or the clock is not that of the machine;
 * `unavailable` if nothing can be read or recorded.
 */
export const healthOf = (engine: EngineStatus): Health => {
  const report = (unreadable: readonly string[] = []): HealthReport => {
    const projections = engine.projections();
    const deadlines = engine.deadlines();
    const processes = engine.processes();
    const log = engine.log();
    const clock = engine.clock();
    const unavailable = new Set([...unreadable, ...(log === null || log === 'writable' ? [] : ['log'])]);
    const failing = [
      ...unavailable,
      ...projections.filter(isStopped).map(({ name }) => name),
      ...(processes ?? []).filter(({ state }) => state !== 'running').map(({ name }) => name),
      ...(timersFail(deadlines) ? ['timers'] : []),
      ...(clock === null || clock.state === 'ok' ? [] : ['clock']),
    ];
    const status = statusOf(engine.isStopping(), unavailable.size > 0, failing);
    return { status, failing, log, clock, projections, deadlines, processes, mail: engine.mail() };
  };
  return { report: () => report(), check: async () => report(await engine.unreadable()) };
};
