import { messageOf } from '@ledgerdesk/kernel';
import {
  type LogEntry,
  type ProcessStatus,
  realTimers,
  SampledLog,
  Scheduler,
  type SchedulerStatus,
  Sender,
  Settlement,
  TIMER_POLICY,
} from '@ledgerdesk/runtime';
import type { ScrubStatus } from '@ledgerdesk/integrity';
import type { TreeStatus } from '@ledgerdesk/tree-signing';
import type { WaitingMessage } from '@ledgerdesk/outbox';
import { MailRefused } from '@ledgerdesk/processes';
import { Logger } from '@nestjs/common';
import type { CommandBus } from '@nestjs/cqrs';
import { BehaviorSubject, type Observable, type Subscription } from 'rxjs';
import type { EngineContext } from '../engine-context.js';
import { ScrubWorker } from '../integrity/scrub-worker.js';
import { createClockMover } from '../sandbox/create-clock-mover.js';
import { hasRole } from '../settings.js';
import type { StorageConfig } from '../storage.js';
import type { CommandServices } from './command-services.js';
import { engineProcesses } from './engine-processes.js';
import { LedgerWorker } from '../ledger/ledger-worker.js';
import { LeaderTask } from './leader-task.js';
import { ProcessWorker, type RunningProcesses } from './process-worker.js';
import { inlineProjections, projectionsInThread, remoteProjections, type RunningProjections } from './projections.js';
import { type DueTimer, fireTimer, timerChanges, timersIn } from './timers.js';

/** Timers that are read at a time, after each change of them. Few: they are read in the thread that serves requests. */
const TIMERS_PER_PAGE = 100;

interface ProjectionOptions {
  /** Run in a worker thread (default) or in the calling one. */
  readonly workerThreads?: boolean;
  /** Called when the worker thread has crashed. Default: throws. */
  readonly onProjectionsFailure?: (error: Error) => void;
  /** Called when the rows are damaged. Default: nothing. */
  readonly onFailure?: (message: string) => void;
}

const raise = (error: Error): never => {
  throw error;
};

/** The projections, timers and process managers that the engine runs in this process, according to its roles. */
export class Workers {
  private projections: RunningProjections | undefined;
  private timers: LeaderTask<Scheduler<DueTimer>> | undefined;
  private scrub: ScrubWorker | undefined;
  private ledger: LedgerWorker | undefined;
  private processes: LeaderTask<ProcessWorker | Settlement> | undefined;
  private readonly processStatuses = new BehaviorSubject<readonly ProcessStatus[] | null>(null);
  private readonly subscriptions: Subscription[] = [];
  private readonly sampledLogs: SampledLog[] = [];

  constructor(private readonly engine: EngineContext) {}

  /** Starts the projections, or follows their progress in another process. */
  async startProjections(
    storage: StorageConfig,
    { workerThreads = true, onProjectionsFailure = raise, onFailure = () => undefined }: ProjectionOptions,
  ): Promise<void> {
    const { settings, store, rows, projectionProgress } = this.engine;
    if (!hasRole(settings, 'projections')) this.projections = remoteProjections(store, rows, projectionProgress);
    else if (workerThreads)
      this.projections = await projectionsInThread({
        storage,
        tail: store.isRemote ? store.tail.stored : undefined,
        projectionProgress,
        onFailure: onProjectionsFailure,
        onDamage: onFailure,
      });
    else this.projections = await inlineProjections(store, storage, projectionProgress, onFailure);
  }

  /** Starts to check the stores, in a thread of its own. */
  startScrub(storage: StorageConfig, { workerThreads = true }: ProjectionOptions): void {
    const { settings } = this.engine;
    if (!workerThreads || settings.SCRUB_PER_SECOND === 0 || !hasRole(settings, 'processes')) return;
    this.scrub = new ScrubWorker({ storage, settings });
  }

  /** Returns null while another process checks the stores, or none does. */
  scrubStatus(): ScrubStatus | null {
    return this.scrub?.status ?? null;
  }

  /** Starts to sign the tree of the log. */
  async startLedger(storage: StorageConfig, { workerThreads = true }: ProjectionOptions): Promise<void> {
    const { settings, ledger: config, log } = this.engine;
    if (!hasRole(settings, 'processes')) return;
    const options = { storage, config };
    this.ledger = workerThreads ? LedgerWorker.inThread(options) : await LedgerWorker.inline(options, log);
  }

  /** Returns null while another process signs the tree of the log. */
  treeStatus(): TreeStatus | null {
    return this.ledger?.status ?? null;
  }

  /** Starts timers and process managers. `onTimer` is called with the delay, in ms, of each timer that fires. */
  async startAutomation(services: CommandServices, onTimer: (lateMs: number) => void): Promise<void> {
    const { settings } = this.engine;
    if (hasRole(settings, 'deadlines')) this.timers = await this.startTimers(services.commands, onTimer);
    if (hasRole(settings, 'processes')) this.processes = await this.startProcesses(services);
  }

  /** Returns null while the timers run in another process. */
  timerStatus(): SchedulerStatus | null {
    return this.timers?.activity?.status() ?? null;
  }

  /** Returns null while the process managers run in another process. */
  processStatus(): readonly ProcessStatus[] | null {
    return this.processStatuses.value;
  }

  /** Emits the status of the process managers, then each change. */
  get processChanges(): Observable<readonly ProcessStatus[] | null> {
    return this.processStatuses.asObservable();
  }

  /** Resolves when nothing is running. */
  async stop(): Promise<void> {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    await this.processes?.stop();
    await this.timers?.stop();
    await this.scrub?.stop();
    await this.ledger?.stop();
    await this.projections?.stop();
    for (const log of this.sampledLogs.splice(0)) log.close();
  }

  /** A log of failures with one line for each cause and minute: a full disk fails every timer and message. */
  private sampled(write: (entry: LogEntry) => void, log: Logger): SampledLog {
    const sampled = new SampledLog({ write, debug: (entry) => log.debug(entry) }, realTimers);
    this.sampledLogs.push(sampled);
    return sampled;
  }

  private async startTimers(
    commands: CommandBus,
    onTimer: (lateMs: number) => void,
  ): Promise<LeaderTask<Scheduler<DueTimer>>> {
    const { settings, rows, time, projectionProgress, openLeaderLock } = this.engine;
    const log = new Logger('timers');
    const failures = this.sampled((entry) => log.error(entry), log);
    const createScheduler = (): Scheduler<DueTimer> =>
      new Scheduler({
        policy: TIMER_POLICY,
        pageSize: TIMERS_PER_PAGE,
        source: timersIn(rows),
        fire: fireTimer(commands, settings.TENANT),
        ...time,
        onFire: (_, lateMs) => onTimer(lateMs),
        onFailure: ({ row, message }) =>
          failures.record(
            `timer failed: ${message}`,
            { message: `Timer ${row.key} failed and will be retried: ${message}`, timer: row.key },
            row.key,
          ),
      });
    const task = new LeaderTask({
      lock: await openLeaderLock('deadlines'),
      create: (isLeader) => (isLeader ? createScheduler() : undefined),
      onError: (error) => log.error(`Could not start or stop the timers. Retrying: ${messageOf(error)}`),
      timers: realTimers,
    });
    const isShared = settings.DATABASE_URL !== undefined || !hasRole(settings, 'projections');
    const changes = timerChanges(projectionProgress.changes, { isShared, timers: realTimers });
    this.subscriptions.push(changes.subscribe(() => task.activity?.notify()));
    return task;
  }

  private async startProcesses(services: CommandServices): Promise<LeaderTask<ProcessWorker | Settlement>> {
    const log = new Logger('processes');
    const failures = this.sampled((entry) => log.warn(entry), log);
    const processes = engineProcesses(this.engine, services);
    const onFailure = ({ id, channel }: WaitingMessage, error: unknown): void => {
      // Operators read what the mail server said in the history of the mail, which is erased with the recipient.
      const reason = error instanceof MailRefused ? error.logged : messageOf(error);
      failures.record(
        `${channel} message undelivered: ${reason}`,
        { message: `Could not deliver ${channel} message ${id}: ${reason}`, messageId: id },
        id,
      );
    };
    const { outbox, time } = this.engine;
    const senders = new Map(
      processes.channels.map((channel) => [channel, new Sender({ channel, outbox, clock: time.clock, onFailure })]),
    );
    const onStatus = (statuses: readonly ProcessStatus[] | null): void => this.processStatuses.next(statuses);
    const createMover = (running: RunningProcesses) =>
      createClockMover({
        engine: this.engine,
        commands: services.commands,
        running,
        timerScheduler: () => this.timers?.activity,
        onError: (error) =>
          failures.record(
            `clock: ${messageOf(error)}`,
            { message: `A step of the simulated clock failed and is repeated: ${messageOf(error)}` },
            'clock',
          ),
      });
    const createWorker = (): ProcessWorker =>
      new ProcessWorker({
        ...this.engine,
        processes,
        senders,
        onStatus,
        createMover,
      });
    return new LeaderTask({
      lock: await this.engine.openLeaderLock('processes'),
      create: (isLeader) => (isLeader ? createWorker() : new Settlement([...senders.values()], realTimers)),
      onError: (error) => log.error(`Could not start or stop the processes. Retrying: ${messageOf(error)}`),
      timers: realTimers,
    });
  }
}
