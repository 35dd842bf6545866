import type { DueRow, LeaderLock, Scheduler, SchedulerStatus } from '@ledgerdesk/runtime';
import type { Subscription } from 'rxjs';

/** Runs a scheduler while this process holds a lock. */
export class TimerWorker<T extends DueRow> {
  private scheduler: Scheduler<T> | undefined;
  private stopping: Promise<void> = Promise.resolve();
  private readonly subscription: Subscription;

  /** Calls `create` each time the lock is acquired. */
  constructor(
    private readonly lock: LeaderLock,
    private readonly create: () => Scheduler<T>,
  ) {
    this.subscription = lock.held.subscribe((held) => (held ? this.begin() : this.end()));
  }

  /** Returns null while another process runs the scheduler. */
  status(): SchedulerStatus | null {
    return this.scheduler?.status() ?? null;
  }

  /** Makes the scheduler read its rows again. */
  notify(): void {
    this.scheduler?.notify();
  }

  /** Resolves when no timer is being fired and the lock is released. */
  async stop(): Promise<void> {
    this.subscription.unsubscribe();
    this.end();
    await this.stopping;
    await this.lock.release();
  }

  private begin(): void {
    this.scheduler = this.create();
    this.scheduler.start();
  }

  private end(): void {
    const { scheduler } = this;
    this.scheduler = undefined;
    if (scheduler) this.stopping = this.stopping.then(() => scheduler.stop());
  }
}
