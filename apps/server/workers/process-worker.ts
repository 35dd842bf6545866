import { decode } from '@ledgerdesk/event-store';
import {
  type Channel,
  type Scheduler,
  dispatcher,
  type DueMessage,
  type Process,
  ProcessRun,
  type ProcessStatus,
} from '@ledgerdesk/runtime';
import type { WaitingMessage } from '@ledgerdesk/outbox';
import type { Subscription } from 'rxjs';
import type { Engine } from '../engine.js';
import type { LeaderLock } from '@ledgerdesk/runtime';

/** What an engine does by itself, and how what it says leaves the house. */
export interface ProcessWork {
  readonly processes: readonly Process[];
  readonly channels: readonly Channel[];
  /** What comes about by time alone: a clock for each turn. */
  readonly clocks: readonly (() => StartableClock)[];
}

/** A clock as far as it is wound up and stopped. */
interface StartableClock {
  start(): void;
  stop(): Promise<void>;
}

export interface ProcessWorkerOptions extends Pick<Engine, 'store' | 'outbox' | 'time'> {
  readonly lock: LeaderLock;
  readonly work: ProcessWork;
  /** Told what kept a process from being started. */
  readonly onFault: (fault: unknown) => void;
  readonly onUndelivered: (message: WaitingMessage, fault: unknown) => void;
}

/** Runs processes and dispatchers while it is this process's turn. */
export class ProcessWorker {
  private readonly known = new Map<string, ProcessStatus>();
  private runs: readonly ProcessRun[] = [];
  private dispatchers: readonly Scheduler<DueMessage>[] = [];
  private clocks: readonly StartableClock[] = [];
  private changing: Promise<void> = Promise.resolve();
  private readonly held: Subscription;

  constructor(private readonly parts: ProcessWorkerOptions) {
    this.held = parts.lock.held.subscribe((held) => {
      this.changing = this.changing
        .then(() => this.end())
        .then(() => (held ? this.begin() : undefined))
        .catch(parts.onFault);
    });
  }

  /** Null while another process has its turn. */
  status(): readonly ProcessStatus[] | null {
    return this.runs.length > 0 ? [...this.known.values()] : null;
  }

  /** Resolves when nothing is under way any more and another process may begin. */
  async stop(): Promise<void> {
    this.held.unsubscribe();
    await this.changing;
    await this.end();
    await this.parts.lock.release();
  }

  private async begin(): Promise<void> {
    const { work, store: log, outbox, time, onUndelivered } = this.parts;
    this.dispatchers = work.channels.map((channel) =>
      dispatcher({ channel, outbox, ...time, onFailure: onUndelivered }),
    );
    this.clocks = work.clocks.map((create) => create());
    for (const clock of [...this.dispatchers, ...this.clocks]) clock.start();
    this.runs = work.processes.map((process) => new ProcessRun({ process, log, outbox, decode, timers: time.timers }));
    for (const run of this.runs) {
      run.status.subscribe((status) => this.hear(status));
      await run.start();
    }
  }

  private async end(): Promise<void> {
    await Promise.all([...this.runs, ...this.dispatchers, ...this.clocks].map((part) => part.stop()));
    this.runs = [];
    this.dispatchers = [];
    this.clocks = [];
  }

  /** What a process has put into the outbox need not wait until somebody looks. */
  private hear(status: ProcessStatus): void {
    this.known.set(status.name, status);
    for (const sender of this.dispatchers) sender.notify();
  }
}
