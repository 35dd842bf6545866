import type { StoreStatus } from '@ledgerdesk/event-store';
import type { ScrubStatus } from '@ledgerdesk/integrity';
import type { Position } from '@ledgerdesk/kernel';
import {
  positionDifference,
  type ProcessStatus,
  type ProjectionStatus,
  type SchedulerStatus,
} from '@ledgerdesk/runtime';
import type { TreeStatus } from '@ledgerdesk/tree-signing';
import { catchingUpIn, isStopped, unservedIn } from './catching-up.js';

export const HEALTH = Symbol('Health');

/** Status of the process, without details that only operators may see. */
export interface Readiness {
  /**
   * - `catching-up`: read models or processes have events to read that were recorded seconds ago
   * - `unavailable`: a store cannot be read, or cannot be written by a role of this engine
   */
  readonly status: 'ok' | 'catching-up' | 'degraded' | 'unavailable' | 'stopping';
  /** Names of the stores, read models, processes, timers, the clock and the ledger, if they fail. */
  readonly failing: readonly string[];
  /** Names of the read models and processes that are catching up with the log. Absent if there are none. */
  readonly catchingUp?: readonly string[];
}

/** Whether requests are accepted: all of them, or those that only read. */
export interface ReadinessCheck extends Readiness {
  readonly isReady: boolean;
}

/** What an engine has found out about its stores. */
export interface StoreReport {
  /** Names of the stores that cannot be read. */
  readonly unreadable: readonly string[];
  /** Names of the stores that cannot be written, although a role of this engine has to. */
  readonly unwritable: readonly string[];
  /** False once a log has been out of reach for so long that rights of callers are not known any more. */
  readonly isLogRecent: boolean;
  /** Whether a server that keeps the log accepts appends. Undefined if the log is embedded, or nothing is appended. */
  readonly isLogWritable: boolean | undefined;
  /** Head of the log when it was read last. */
  readonly head: Position | undefined;
  /** Head of the log some seconds before, or when the engine started: what has not reached it is catching up. */
  readonly earlierHead: Position | undefined;
}

/** Status of a process with the number of events that it has not read. */
export interface ProcessReport extends ProcessStatus {
  readonly lag: number;
}

/** Whether the engine's time can be trusted. */
export interface ClockReport {
  readonly state: 'ok' | 'held' | 'ahead';
  readonly seconds: number;
}

/** Status of the process. */
export interface HealthReport extends Readiness {
  /** Whether the log can be written; null if a server keeps the log and this engine does not append to it. */
  readonly log: StoreStatus['state'] | null;
  /** Null for a simulated clock. */
  readonly clock: ClockReport | null;
  readonly projections: readonly ProjectionStatus[];
  readonly deadlines: SchedulerStatus | null;
  /** Null if they run in another process. */
  readonly processes: readonly ProcessReport[] | null;
  /** `off`: SMTP_URL is not set. Null if processes run elsewhere. */
  readonly mail: 'on' | 'off' | null;
  /** The check of the stores. Null before it has begun, while another process runs it, and if none does. */
  readonly scrub: ScrubStatus | null;
  /** The tree of the log. Null while another process signs it. */
  readonly ledger: TreeStatus | null;
  /** Number of folders with backups of keys that erased people are still in, because they were not reached. */
  readonly unreachedKeyBackups: number;
}

/** Source of the health routes and metrics. */
export interface Health {
  report(): HealthReport;
  /** The report after a look at the stores. */
  check(): Promise<HealthReport>;
  /** Whether every request is accepted, after a look at the stores. */
  readiness(): Promise<ReadinessCheck>;
  /** Whether requests that only read are answered, after a look at the stores. */
  readReadiness(): Promise<ReadinessCheck>;
}

/** Status of the parts of an engine. */
export interface EngineStatus {
  projections(): readonly ProjectionStatus[];
  deadlines(): SchedulerStatus | null;
  processes(): readonly ProcessStatus[] | null;
  mail(): HealthReport['mail'];
  /** The check of the stores; null while another process runs it, or none does. */
  scrub(): HealthReport['scrub'];
  /** The tree of the log; null while another process signs it. */
  ledger(): HealthReport['ledger'];
  /** Number of folders with backups of keys that erased people are still in. */
  unreachedKeyBackups(): number;
  /** Whether the embedded log can be written; null if a server keeps the log. */
  log(): HealthReport['log'];
  clock(): HealthReport['clock'];
  /** True if reads of staff are refused, because they cannot be recorded. */
  refusesReads(): boolean;
  /** The latest result of the store checks. */
  stores(): StoreReport;
  /** The stores after a look at them. */
  checkStores(): Promise<StoreReport>;
  /** The stores after another look at the rows, however recent the last one is. */
  recheckRows(): Promise<StoreReport>;
  /** False if the engine has only the role `store`. */
  readsRows(): boolean;
  isStopping(): boolean;
}

const timersFail = (deadlines: SchedulerStatus | null): boolean =>
  deadlines !== null && (deadlines.failing.length > 0 || deadlines.trouble !== undefined);

/** Damage that was found, or a check that cannot be carried out. */
const scrubFails = ({ state, findings }: ScrubStatus): boolean =>
  state === 'failing' || findings.some((finding) => finding.state === 'damage');

/** A target of checkpoints that fails is a reason to look, like one that does not follow the log. */
const ledgerFails = ({ state, publications }: TreeStatus): boolean =>
  state === 'failing' || state === 'stopped' || publications.some(({ message }) => message !== undefined);

interface Findings {
  readonly isStopping: boolean;
  readonly unavailable: readonly string[];
  readonly failing: readonly string[];
  readonly catchingUp: readonly string[];
}

const statusOf = ({ isStopping, unavailable, failing, catchingUp }: Findings): Readiness['status'] => {
  if (isStopping) return 'stopping';
  if (unavailable.length > 0) return 'unavailable';
  if (failing.length > 0) return 'degraded';
  return catchingUp.length > 0 ? 'catching-up' : 'ok';
};

/** The name of the read audit among what fails. */
const READ_AUDIT = 'read-audit';

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)];

const logStateOf = (embedded: HealthReport['log'], { isLogWritable }: StoreReport): HealthReport['log'] => {
  if (embedded !== null || isLogWritable === undefined) return embedded;
  return isLogWritable ? 'writable' : 'refusing';
};

/**
 * Reports `degraded` if a read model or process is stopped, timers fail, the clock is not that of the machine, or reads
 * of staff cannot be recorded; `unavailable` if a store cannot be read, or cannot be written by a role of this engine.
 */
export const healthOf = (engine: EngineStatus): Health => {
  const reportOn = (stores: StoreReport): HealthReport => {
    const projections = engine.projections();
    const deadlines = engine.deadlines();
    const processes =
      engine.processes()?.map((process) => ({
        ...process,
        lag: positionDifference(process.position, stores.head ?? process.position),
      })) ?? null;
    const log = logStateOf(engine.log(), stores);
    const clock = engine.clock();
    const scrub = engine.scrub();
    const ledger = engine.ledger();
    const unreachedKeyBackups = engine.unreachedKeyBackups();
    const unavailable = distinct([
      ...stores.unreadable,
      ...stores.unwritable,
      ...(log === null || log === 'writable' ? [] : ['log']),
    ]);
    const failing = [
      ...unavailable,
      ...projections.filter(isStopped).map(({ name }) => name),
      ...(processes ?? []).filter(({ state }) => state !== 'running').map(({ name }) => name),
      ...(timersFail(deadlines) ? ['timers'] : []),
      ...(clock === null || clock.state === 'ok' ? [] : ['clock']),
      ...(scrub !== null && scrubFails(scrub) ? ['scrub'] : []),
      ...(engine.refusesReads() ? [READ_AUDIT] : []),
      ...(ledger !== null && ledgerFails(ledger) ? ['ledger'] : []),
      ...(unreachedKeyBackups > 0 ? ['key-backups'] : []),
    ];
    const unserved = engine.readsRows() ? unservedIn(projections) : [];
    const catchingUp = distinct([...unserved, ...catchingUpIn({ projections, processes }, stores)]);
    const status = statusOf({ isStopping: engine.isStopping(), unavailable, failing, catchingUp });
    return {
      status,
      failing,
      ...(catchingUp.length > 0 && { catchingUp }),
      log,
      clock,
      projections,
      deadlines,
      processes,
      mail: engine.mail(),
      scrub,
      ledger,
      unreachedKeyBackups,
    };
  };
  /** Looks at the rows again if no read model serves them: they may have been lost a moment ago. */
  const checkStores = async (): Promise<StoreReport> => {
    const stores = await engine.checkStores();
    const isDoubtful = engine.readsRows() && unservedIn(engine.projections()).length > 0;
    return isDoubtful && !stores.unreadable.includes('rows') ? engine.recheckRows() : stores;
  };
  const isServed = ({ projections }: HealthReport): boolean =>
    !engine.readsRows() || unservedIn(projections).length === 0;
  return {
    report: () => reportOn(engine.stores()),
    check: async () => reportOn(await checkStores()),
    readiness: async () => {
      const report = reportOn(await checkStores());
      const isReady = report.status !== 'stopping' && report.status !== 'unavailable' && isServed(report);
      return { ...readinessOf(report), isReady };
    },
    readReadiness: async () => {
      const stores = await checkStores();
      const report = reportOn(stores);
      const failing = [
        ...stores.unreadable.filter((name) => name !== 'log'),
        ...(stores.isLogRecent ? [] : ['log']),
        ...report.projections.filter(isStopped).map(({ name }) => name),
        ...(engine.refusesReads() ? [READ_AUDIT] : []),
      ];
      const unavailable = failing.filter((name) => name === 'log' || name === 'rows');
      const catchingUp = distinct([
        ...(engine.readsRows() ? unservedIn(report.projections) : []),
        ...catchingUpIn({ ...report, processes: null }, stores),
      ]);
      const status = statusOf({ isStopping: engine.isStopping(), unavailable, failing, catchingUp });
      const isReady = status !== 'stopping' && status !== 'unavailable' && isServed(report);
      return { status, failing, ...(catchingUp.length > 0 && { catchingUp }), isReady };
    },
  };
};

const readinessOf = ({ status, failing, catchingUp }: HealthReport): Readiness => ({
  status,
  failing,
  ...(catchingUp && { catchingUp }),
});
