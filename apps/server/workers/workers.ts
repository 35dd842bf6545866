import { type ProcessStatus, Scheduler, type SchedulerStatus, TIMER_POLICY } from '@ledgerdesk/runtime';
import { Logger } from '@nestjs/common';
import type { CommandBus } from '@nestjs/cqrs';
import { type Observable, of, type Subscription } from 'rxjs';
import type { EngineContext } from '../engine-context.js';
import { hasRole } from '../settings.js';
import type { StorageConfig } from '../storage.js';
import { type CommandServices, engineProcesses } from './engine-processes.js';
import { ProcessWorker } from './process-worker.js';
import { inlineProjections, projectionsInThread, remoteProjections, type RunningProjections } from './projections.js';
import { TimerWorker } from './timer-worker.js';
import { type DueTimer, fireTimer, timersIn } from './timers.js';

interface ProjectionOptions {
  /** Run in a worker thread (default) or in the calling one. */
  readonly workerThreads?: boolean;
  /** Called when the worker thread has died. Default: throws. */
  readonly onProjectionsFailure?: (fault: Error) => void;
}

const raise = (fault: Error): never => {
  throw fault;
};

/** With PostgreSQL, another process may write the timers, which wakes no scheduler in this one. */
const SHARED_POLL_MS = 1_000;

/** The projections, timers and process managers that the engine runs in this process, according to its roles. */
export class Workers {
  private projections: RunningProjections | undefined;
  private timers: TimerWorker<DueTimer> | undefined;
  private processes: ProcessWorker | undefined;
  private readonly subscriptions: Subscription[] = [];

  constructor(private readonly engine: EngineContext) {}

  /** Starts the projections, or follows their progress in another process. */
  async startProjections(
    storage: StorageConfig,
    { workerThreads = true, onProjectionsFailure = raise }: ProjectionOptions,
  ): Promise<void> {
    const { settings, store, rows, board } = this.engine;
    if (!hasRole(settings, 'projections')) this.projections = remoteProjections(store, rows, board);
    else if (workerThreads) this.projections = await projectionsInThread(storage, board, onProjectionsFailure);
    else this.projections = await inlineProjections(store, storage, board);
  }

  /** Starts timers and process managers. `onTimer` is called with the delay, in ms, of each timer that fires. */
  async startAutomation(services: CommandServices, onTimer: (lateMs: number) => void): Promise<void> {
    const { settings } = this.engine;
    if (hasRole(settings, 'deadlines')) this.timers = await this.startTimers(services.commands, onTimer);
    if (hasRole(settings, 'processes')) this.processes = await this.startProcesses(services);
  }

  /** Returns null while the timers run in another process. */
  timerStatus(): SchedulerStatus | null {
    return this.timers?.status() ?? null;
  }

  /** Returns null while the process managers run in another process. */
  processStatus(): readonly ProcessStatus[] | null {
    return this.processes?.status() ?? null;
  }

  /** Emits the status of the process managers, then each change. */
  get processChanges(): Observable<readonly ProcessStatus[] | null> {
    return this.processes?.changes ?? of(null);
  }

  /** Resolves when nothing is running. */
  async stop(): Promise<void> {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    await this.processes?.stop();
    await this.timers?.stop();
    await this.projections?.stop();
  }

  private async startTimers(commands: CommandBus, onTimer: (lateMs: number) => void): Promise<TimerWorker<DueTimer>> {
    const { settings, rows, time, board, openLeaderLock } = this.engine;
    const log = new Logger('timers');
    const createScheduler = (): Scheduler<DueTimer> =>
      new Scheduler({
        policy: TIMER_POLICY,
        source: timersIn(rows),
        fire: fireTimer(commands, settings.TENANT),
        ...time,
        ...(settings.DATABASE_URL !== undefined && { pollMs: SHARED_POLL_MS }),
        onFire: (_, lateMs) => onTimer(lateMs),
        onFailure: ({ row, message }) => log.error(`Timer ${row.key} failed and will be retried: ${message}`),
      });
    const worker = new TimerWorker(await openLeaderLock('deadlines'), createScheduler);
    this.subscriptions.push(board.changes.subscribe(() => worker.notify()));
    return worker;
  }

  private async startProcesses(services: CommandServices): Promise<ProcessWorker> {
    const log = new Logger('processes');
    return new ProcessWorker({
      ...this.engine,
      lock: await this.engine.openLeaderLock('processes'),
      processes: engineProcesses(this.engine, services),
      onFault: (fault) => log.error(`Could not start or stop the processes: ${String(fault)}`),
      onUndelivered: ({ id, channel }, fault) =>
        log.warn(`Could not deliver ${channel} message ${id}: ${String(fault)}`),
    });
  }
}
