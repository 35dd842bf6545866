import { type LeaderLock, Pause, type Timers } from '@ledgerdesk/kernel';
import { backoff } from '@ledgerdesk/runtime';

/** Work that runs until it is stopped. */
export interface Activity {
  start(): void | Promise<void>;
  stop(): Promise<void>;
}

interface LeaderTaskOptions<A extends Activity> {
  readonly lock: LeaderLock;
  /** Creates what runs while this process holds the lock, or does not. Undefined: nothing runs. */
  readonly create: (isLeader: boolean) => A | undefined;
  /** Called with the error of each attempt to start or stop an activity that failed. */
  readonly onError: (error: unknown) => void;
  /** Timers in real time, for the pauses between attempts. */
  readonly timers: Pick<Timers, 'after'>;
}

const retryMs = backoff(1_000, 60_000);

/**
 * Runs an activity that depends on whether this process holds a lock. Starts one only when the previous one has
 * stopped. Retries a start or stop that fails with exponential backoff from 1 s to 60 s, until it succeeds or the lock
 * changes hands.
 *
 * @example
 * const create = (isLeader: boolean) => (isLeader ? new Scheduler(options) : undefined);
 * const task = new LeaderTask({ lock, create, onError, timers: realTimers });
 * task.activity?.notify();
 * await task.stop();
 */
export class LeaderTask<A extends Activity> {
  private current: A | undefined;
  private transition: Promise<void> = Promise.resolve();
  /** Number of transitions that were requested. A transition that is not the last is not retried. */
  private requested = 0;
  private readonly pause: Pause;
  private readonly subscription: { unsubscribe(): void };

  constructor(private readonly options: LeaderTaskOptions<A>) {
    this.pause = new Pause(options.timers);
    this.subscription = options.lock.held.subscribe((held) => this.request(() => this.change(held)));
  }

  /** What is running; undefined if nothing is. */
  get activity(): A | undefined {
    return this.current;
  }

  /** Resolves when nothing is running and the lock is released. */
  async stop(): Promise<void> {
    const { lock, onError } = this.options;
    this.subscription.unsubscribe();
    this.requested += 1;
    this.pause.end();
    try {
      await this.transition.then(() => this.end()).catch(onError);
    } finally {
      await lock.release();
    }
  }

  /** Runs a transition after the previous one, at least once, and again while it fails and none is requested. */
  private request(transition: () => Promise<void>): void {
    const number = (this.requested += 1);
    this.pause.end();
    this.transition = this.transition.then(async () => {
      for (let attempt = 1; !(await this.succeeds(transition)); attempt += 1) {
        if (number === this.requested) await this.pause.for(retryMs(attempt));
        if (number !== this.requested) return;
      }
    });
  }

  private async succeeds(transition: () => Promise<void>): Promise<boolean> {
    try {
      await transition();
      return true;
    } catch (error) {
      this.options.onError(error);
      return false;
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
