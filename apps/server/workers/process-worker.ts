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
import { combineLatest, defer, type Observable, type Subscription } from 'rxjs';
import type { EngineContext } from '../engine-context.js';
import type { BackgroundJob, EngineProcesses } from './engine-processes.js';
import type { Activity } from './leader-task.js';

interface ProcessWorkerOptions extends Pick<EngineContext, 'store' | 'outbox' | 'time'> {
  readonly processes: EngineProcesses;
  /** Called with each change of the status, and with null when nothing runs any more. */
  readonly onStatus: (statuses: readonly ProcessStatus[] | null) => void;
  /** The sender of each channel. */
  readonly senders: ReadonlyMap<Channel, Sender>;
  /** Creates what moves a simulated clock; nothing on the clock of the machine. */
  readonly createMover: (processes: RunningProcesses) => Activity | undefined;
}

/** What runs in a ProcessWorker. */
export interface RunningProcesses {
  readonly statuses: Observable<readonly ProcessStatus[]>;
  readonly jobs: () => readonly BackgroundJob[];
}

/** Runs process managers, dispatchers and background jobs. */
export class ProcessWorker implements Activity {
  private runs: readonly ProcessRun[] = [];
  private dispatchers: readonly Scheduler<DueMessage>[] = [];
  /** Channels whose dispatcher has not started. */
  private held: readonly Channel[] = [];
  private jobs: readonly BackgroundJob[] = [];
  private additions: Subscription | undefined;
  private mover: Activity | undefined;

  constructor(private readonly options: ProcessWorkerOptions) {}

  async start(): Promise<void> {
    const { processes, store: log, outbox, time } = this.options;
    this.jobs = processes.jobs.map((create) => create());
    for (const job of this.jobs) job.start();
    this.runs = processes.managers.map(
      (process) =>
        new ProcessRun({
          process,
          log,
          // A process opens only the events that concern it: webhooks without subscribers, none.
          subscribe: (...range) => log.subscribeSealed(...range),
          prepare: (events) => log.lookUpKeys(events),
          decode: async (stored) => decodeOnce(await log.opened(stored)),
          outbox,
          timers: time.timers,
        }),
    );
    await Promise.all(this.runs.map((run) => run.start()));
    this.held = processes.channels;
    this.additions = outbox.additions.subscribe(() => this.wakeDispatchers());
    const statuses = defer(() => combineLatest(this.runs.map(({ status }) => status)));
    statuses.subscribe((all) => this.report(all));
    this.mover = this.options.createMover({ statuses, jobs: () => this.jobs });
    await this.mover?.start();
  }

  /** Resolves when nothing is running. */
  async stop(): Promise<void> {
    this.additions?.unsubscribe();
    const mover = this.mover ? [this.mover] : [];
    await Promise.all([...mover, ...this.runs, ...this.dispatchers, ...this.jobs].map((part) => part.stop()));
    this.mover = undefined;
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
