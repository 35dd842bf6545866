import type { Scheduler, SchedulerStatus, DueRow } from '@ledgerdesk/runtime';
import type { Subscription } from 'rxjs';
import type { LeaderLock } from '@ledgerdesk/runtime';

/** Runs a deadline clock while it is this process's turn. */
export class TimerWorker<T extends DueRow> {
  private clock: Scheduler<T> | undefined;
  private stopping: Promise<void> = Promise.resolve();
  private readonly held: Subscription;

  /** `wind` makes a clock for each turn. */
  constructor(
    private readonly lock: LeaderLock,
    private readonly create: () => Scheduler<T>,
  ) {
    this.held = lock.held.subscribe((held) => (held ? this.begin() : this.end()));
  }

  /** Null while another process runs the clock. */
  status(): SchedulerStatus | null {
    return this.clock?.status() ?? null;
  }

  notify(): void {
    this.clock?.notify();
  }

  /** Resolves when nothing is in flight any more and another process may begin. */
  async stop(): Promise<void> {
    this.held.unsubscribe();
    this.end();
    await this.stopping;
    await this.lock.release();
  }

  private begin(): void {
    this.clock = this.create();
    this.clock.start();
  }

  private end(): void {
    const { clock } = this;
    this.clock = undefined;
    if (clock) this.stopping = this.stopping.then(() => clock.stop());
  }
}
