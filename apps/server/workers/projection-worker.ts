import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { ReadStore } from '@ledgerdesk/read-store';
import {
  type LeaderLock,
  LiveRunner,
  ProgressBoard,
  ProgressPoller,
  type ProjectionStatus,
  realTimers,
} from '@ledgerdesk/runtime';
import type { Subscription } from 'rxjs';

/** Interval at which progress is polled while another process runs the projections. Bounds the lag of own writes. */
export const POLL_INTERVAL_MS = 100;

/** The projections, or a poller that follows another process that runs them. */
interface Activity {
  start(): void | Promise<void>;
  stop(): Promise<void>;
}

interface ProjectionWorkerOptions {
  readonly log: ReadableLog;
  readonly store: ReadStore;
  readonly lock: LeaderLock;
  /** Called with the progress of all projections whenever it changes. */
  readonly report: (statuses: readonly ProjectionStatus[]) => void;
  /** Called with the fault if the projections cannot be started or stopped. */
  readonly onFault: (fault: unknown) => void;
}

/** Runs the projections while this process holds the lock; otherwise reports the progress of the process that does. */
export class ProjectionWorker {
  private activity: Activity | undefined;
  private transition: Promise<void> = Promise.resolve();
  private readonly subscription: Subscription;

  constructor(private readonly options: ProjectionWorkerOptions) {
    this.subscription = options.lock.held.subscribe((held) => {
      this.transition = this.transition.then(() => this.change(held)).catch(options.onFault);
    });
  }

  /** Resolves when no projection is being updated. Does not release the lock. */
  async stop(): Promise<void> {
    this.subscription.unsubscribe();
    await this.transition;
    await this.activity?.stop();
  }

  private async change(held: boolean): Promise<void> {
    await this.activity?.stop();
    this.activity = held ? this.createRunner() : this.createPoller();
    await this.activity.start();
  }

  private createRunner(): Activity {
    const { log, store, report } = this.options;
    const runner = new LiveRunner({ log, store, decode, projections: PROJECTIONS });
    runner.progress.subscribe(report);
    return runner;
  }

  private createPoller(): Activity {
    const { log, store, report } = this.options;
    const board = new ProgressBoard();
    board.changes.subscribe(report);
    return new ProgressPoller({
      log,
      rows: store,
      projections: PROJECTIONS,
      board,
      timers: realTimers,
      intervalMs: POLL_INTERVAL_MS,
    });
  }
}
