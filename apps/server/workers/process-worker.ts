import { decodeOnce } from '@ledgerdesk/event-store';
import {
  type Channel,
  type DueMessage,
  dispatcher,
  ProcessRun,
  type ProcessStatus,
  type Scheduler,
  type Sender,
} from '@ledgerdesk/runtime';
import { combineLatest, type Subscription } from 'rxjs';
import type { EngineContext } from '../engine-context.js';
import type { BackgroundJob, EngineProcesses } from './engine-processes.js';
import type { Activity } from './leader-task.js';

interface ProcessWorkerOptions extends Pick<EngineContext, 'store' | 'outbox' | 'time'> {
  readonly processes: EngineProcesses;
  /** Called with each change of the status, and with null when nothing runs any more. */
  readonly onStatus: (statuses: readonly ProcessStatus[] | null) => void;
  /** The sender of each channel. */
  readonly senders: ReadonlyMap<Channel, Sender>;
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
    const { processes, senders, time } = this.options;
    const waiting = new Set(statuses.filter(({ state }) => state === 'waiting').map(({ name }) => name));
    const isHeld = (channel: Channel): boolean =>
      processes.managers.some(
        ({ name, sendsTo }) => waiting.has(name) && sendsTo !== undefined && channel.name.startsWith(sendsTo),
      );
    const ready = [...senders].filter(([channel]) => this.held.includes(channel) && !isHeld(channel));
    this.held = this.held.filter(isHeld);
    const started = ready.map(([channel, sender]) =>
      dispatcher({
        sender,
        clock: time.clock,
        timers: time.timers,
        isHeld: () => channel.waitsForClock === true && (time.isHeld?.() ?? false),
      }),
    );
    for (const scheduler of started) scheduler.start();
    this.dispatchers = [...this.dispatchers, ...started];
  }

  private report(statuses: readonly ProcessStatus[]): void {
    this.options.onStatus(statuses);
    if (this.held.length > 0) this.startDispatchers(statuses);
  }

  private wakeDispatchers(): void {
    for (const scheduler of this.dispatchers) scheduler.notify();
  }
}
