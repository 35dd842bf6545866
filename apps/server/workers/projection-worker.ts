import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { ReadStore } from '@ledgerdesk/read-store';
import { LiveRunner, ProgressBoard, ProgressPoller, type ProjectionStatus, realTimers } from '@ledgerdesk/runtime';
import type { Observable, Subscription } from 'rxjs';

/** Often enough that a reader of one's own write does not notice. */
const WATCH_EVERY_MS = 100;

interface Work {
  start(): void | Promise<void>;
  stop(): Promise<void>;
}

export interface ProjectionWorkerOptions {
  readonly log: ReadableLog;
  readonly store: ReadStore;
  /** Whether it is this process's turn. */
  readonly held: Observable<boolean>;
  readonly report: (statuses: readonly ProjectionStatus[]) => void;
  /** Told what kept the projections from being started or stopped. */
  readonly onFault: (fault: unknown) => void;
}

/** Runs the projections while it is this process's turn, and watches how far another has come while it is not. */
export class ProjectionWorker {
  private work: Work | undefined;
  private changing: Promise<void> = Promise.resolve();
  private readonly lock: Subscription;

  constructor(private readonly duty: ProjectionWorkerOptions) {
    this.lock = duty.held.subscribe((held) => this.enqueue(() => this.change(held)));
  }

  async stop(): Promise<void> {
    this.lock.unsubscribe();
    await this.changing;
    await this.work?.stop();
  }

  private enqueue(step: () => Promise<void>): void {
    this.changing = this.changing.then(step).catch(this.duty.onFault);
  }

  private async change(held: boolean): Promise<void> {
    await this.work?.stop();
    this.work = held ? this.runner() : this.watch();
    await this.work.start();
  }

  private runner(): Work {
    const { log, store, report } = this.duty;
    const runner = new LiveRunner({ log, store, decode, projections: PROJECTIONS });
    runner.progress.subscribe(report);
    return runner;
  }

  private watch(): Work {
    const { log, store, report } = this.duty;
    const board = new ProgressBoard();
    board.changes.subscribe(report);
    return new ProgressPoller({
      log,
      rows: store,
      projections: PROJECTIONS,
      board,
      timers: realTimers,
      intervalMs: WATCH_EVERY_MS,
    });
  }
}
