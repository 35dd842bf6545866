import { decodeOnce } from '@ledgerdesk/event-store';
import type { WaitingMessage } from '@ledgerdesk/outbox';
import {
  type Channel,
  type DueMessage,
  dispatcher,
  ProcessRun,
  type ProcessStatus,
  type Scheduler,
} from '@ledgerdesk/runtime';
import { combineLatest, type Subscription } from 'rxjs';
import type { EngineContext } from '../engine-context.js';
import type { BackgroundJob, EngineProcesses } from './engine-processes.js';
import type { Activity } from './leader-task.js';

interface ProcessWorkerOptions extends Pick<EngineContext, 'store' | 'outbox' | 'time'> {
  readonly processes: EngineProcesses;
  /** Called with each change of the status, and with null when nothing runs any more. */
  readonly onStatus: (statuses: readonly ProcessStatus[] | null) => void;
  /** Called when a message could not be delivered; its channel decides whether it is retried. */
  readonly onUndelivered: (message: WaitingMessage, error: unknown) => void;
}

/** Runs process managers, dispatchers and background jobs. */
export class ProcessWorker implements Activity {
  private runs: readonly ProcessRun[] = [];
  private dispatchers: readonly Scheduler<DueMessage>[] = [];
  /** Channels whose dispatcher has not started. */
  private held: readonly Channel[] = [];
  private jobs: readonly BackgroundJob[] = [];
  private additions: Subscription | undefined;

  constructor(private readonly options: ProcessWorkerOptions) {}

  async start(): Promise<void> {
    const { processes, store: log, outbox, time } = this.options;
    this.jobs = processes.jobs.map((create) => create());
    for (const job of this.jobs) job.start();
    this.runs = processes.managers.map(
      (process) => new ProcessRun({ process, log, outbox, decode: decodeOnce, timers: time.timers }),
    );
    await Promise.all(this.runs.map((run) => run.start()));
    this.held = processes.channels;
    this.additions = outbox.additions.subscribe(() => this.wakeDispatchers());
    combineLatest(this.runs.map(({ status }) => status)).subscribe((statuses) => this.report(statuses));
  }

  /** Resolves when nothing is running. */
  async stop(): Promise<void> {
    this.additions?.unsubscribe();
    await Promise.all([...this.runs, ...this.dispatchers, ...this.jobs].map((part) => part.stop()));
    this.runs = [];
    this.dispatchers = [];
    this.held = [];
    this.jobs = [];
    this.options.onStatus(null);
  }

  /** Starts the dispatchers of channels for which no process waits for an operator's decision. */
  private startDispatchers(statuses: readonly ProcessStatus[]): void {
    const { processes, outbox, time, onUndelivered } = this.options;
    const waiting = new Set(statuses.filter(({ state }) => state === 'waiting').map(({ name }) => name));
    const isHeld = (channel: Channel): boolean =>
      processes.managers.some(
        ({ name, sendsTo }) => waiting.has(name) && sendsTo !== undefined && channel.name.startsWith(sendsTo),
      );
    const ready = this.held.filter((channel) => !isHeld(channel));
    this.held = this.held.filter(isHeld);
    const started = ready.map((channel) =>
      dispatcher({
        channel,
        outbox,
        clock: time.clock,
        timers: time.timers,
        isHeld: () => channel.waitsForClock === true && (time.isHeld?.() ?? false),
        onFailure: onUndelivered,
      }),
    );
    for (const sender of started) sender.start();
    this.dispatchers = [...this.dispatchers, ...started];
  }

  private report(statuses: readonly ProcessStatus[]): void {
    this.options.onStatus(statuses);
    if (this.held.length > 0) this.startDispatchers(statuses);
  }

  private wakeDispatchers(): void {
    for (const sender of this.dispatchers) sender.notify();
  }
}
