import { decode } from '@ledgerdesk/event-store';
import type { WaitingMessage } from '@ledgerdesk/outbox';
import {
  type DueMessage,
  dispatcher,
  type LeaderLock,
  ProcessRun,
  type ProcessStatus,
  type Scheduler,
} from '@ledgerdesk/runtime';
import { BehaviorSubject, combineLatest, type Observable, type Subscription } from 'rxjs';
import type { EngineContext } from '../engine-context.js';
import type { BackgroundJob, EngineProcesses } from './engine-processes.js';

interface ProcessWorkerOptions extends Pick<EngineContext, 'store' | 'outbox' | 'time'> {
  readonly lock: LeaderLock;
  readonly processes: EngineProcesses;
  /** Called with the fault if the processes cannot be started or stopped. */
  readonly onFault: (fault: unknown) => void;
  /** Called when a message could not be delivered; its channel decides whether it is retried. */
  readonly onUndelivered: (message: WaitingMessage, fault: unknown) => void;
}

/** Runs process managers, dispatchers and background jobs while this process holds a lock. */
export class ProcessWorker {
  private readonly statuses = new BehaviorSubject<readonly ProcessStatus[] | null>(null);
  private runs: readonly ProcessRun[] = [];
  private dispatchers: readonly Scheduler<DueMessage>[] = [];
  private jobs: readonly BackgroundJob[] = [];
  private transition: Promise<void> = Promise.resolve();
  private readonly subscription: Subscription;

  constructor(private readonly options: ProcessWorkerOptions) {
    this.subscription = options.lock.held.subscribe((held) => {
      this.transition = this.transition
        .then(() => this.end())
        .then(() => (held ? this.begin() : undefined))
        .catch(options.onFault);
    });
  }

  /** Returns null while another process runs the processes. */
  status(): readonly ProcessStatus[] | null {
    return this.statuses.value;
  }

  /** Emits the current status, then each change. */
  get changes(): Observable<readonly ProcessStatus[] | null> {
    return this.statuses.asObservable();
  }

  /** Resolves when nothing is running and the lock is released. */
  async stop(): Promise<void> {
    this.subscription.unsubscribe();
    await this.transition;
    await this.end();
    await this.options.lock.release();
  }

  private async begin(): Promise<void> {
    const { processes, store: log, outbox, time, onUndelivered } = this.options;
    this.dispatchers = processes.channels.map((channel) =>
      dispatcher({ channel, outbox, ...time, onFailure: onUndelivered }),
    );
    this.jobs = processes.jobs.map((create) => create());
    for (const job of [...this.dispatchers, ...this.jobs]) job.start();
    this.runs = processes.managers.map(
      (process) => new ProcessRun({ process, log, outbox, decode, timers: time.timers }),
    );
    combineLatest(this.runs.map(({ status }) => status)).subscribe((statuses) => this.onStatus(statuses));
    for (const run of this.runs) await run.start();
  }

  private async end(): Promise<void> {
    await Promise.all([...this.runs, ...this.dispatchers, ...this.jobs].map((part) => part.stop()));
    this.runs = [];
    this.dispatchers = [];
    this.jobs = [];
    this.statuses.next(null);
  }

  /** Wakes the dispatchers, because the process manager may have added messages to the outbox. */
  private onStatus(statuses: readonly ProcessStatus[]): void {
    this.statuses.next(statuses);
    for (const sender of this.dispatchers) sender.notify();
  }
}
