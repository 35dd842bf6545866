import type { LeaderLock } from '@ledgerdesk/kernel';

/** Work that runs until it is stopped. */
export interface Activity {
  start(): void | Promise<void>;
  stop(): Promise<void>;
}

interface LeaderTaskOptions<A extends Activity> {
  readonly lock: LeaderLock;
  /** Creates what runs while this process holds the lock, or does not. Undefined: nothing runs. */
  readonly create: (isLeader: boolean) => A | undefined;
  /** Called with the error if an activity cannot be started or stopped. */
  readonly onError: (error: unknown) => void;
}

/**
 * Runs an activity that depends on whether this process holds a lock. Starts one only when the previous one has
 * stopped.
 *
 * @example
 * const create = (isLeader: boolean) => (isLeader ? new Scheduler(options) : undefined);
 * const task = new LeaderTask({ lock, create, onError });
 * task.activity?.notify();
 * await task.stop();
 */
export class LeaderTask<A extends Activity> {
  private current: A | undefined;
  private transition: Promise<void> = Promise.resolve();
  private readonly subscription: { unsubscribe(): void };

  constructor(private readonly options: LeaderTaskOptions<A>) {
    this.subscription = options.lock.held.subscribe((held) => {
      this.transition = this.transition.then(() => this.change(held)).catch(options.onError);
    });
  }

  /** What is running; undefined if nothing is. */
  get activity(): A | undefined {
    return this.current;
  }

  /** Resolves when nothing is running and the lock is released. */
  async stop(): Promise<void> {
    const { lock, onError } = this.options;
    this.subscription.unsubscribe();
    try {
      await this.transition.then(() => this.end()).catch(onError);
    } finally {
      await lock.release();
    }
  }

  private async change(held: boolean): Promise<void> {
    await this.end();
    this.current = this.options.create(held);
    await this.current?.start();
  }

  /** An activity that cannot be stopped stays, so that no other is started beside it. */
  private async end(): Promise<void> {
    await this.current?.stop();
    this.current = undefined;
  }
}
