import { AsOfCancelled, QueueFull } from './as-of-errors.js';

export interface FairQueueLimits {
  /** Maximum number of tasks running at a time. */
  readonly running: number;
  /** Maximum number of waiting tasks. */
  readonly waiting: number;
  /** Maximum number of waiting tasks of one caller. */
  readonly waitingPerCaller: number;
}

/** Who asks for a task, and when the answer is no longer wanted. */
export interface Asker {
  /** Identifies the caller. Without one, the task is not counted towards any caller's share. */
  readonly caller?: string;
  readonly signal?: AbortSignal;
}

interface Waiting {
  readonly caller: string | undefined;
  readonly start: () => void;
}

/**
 * Runs a limited number of tasks at a time, and makes the others wait. Callers take turns, however many tasks
 * they have: none waits for all tasks of another, holds all places, or fills the queue.
 */
export class FairQueue {
  private readonly waiting: Waiting[] = [];
  private readonly running = new Map<string, number>();
  /** The last turn of each caller that has tasks. */
  private readonly turns = new Map<string, number>();
  private active = 0;
  private turn = 0;

  constructor(private readonly limits: FairQueueLimits) {}

  /** Runs a task when it is its turn. Rejects with QueueFull, or with AsOfCancelled if the signal aborts the wait. */
  async run<T>(task: () => Promise<T>, { caller, signal }: Asker = {}): Promise<T> {
    if (signal?.aborted) throw new AsOfCancelled();
    if (this.mayStart(caller)) this.begin(caller);
    else await this.wait(caller, signal);
    try {
      return await task();
    } finally {
      this.end(caller);
      this.startNext();
    }
  }

  /** Resolves when the task has begun. */
  private wait(caller: string | undefined, signal: AbortSignal | undefined): Promise<void> {
    const { waiting, waitingPerCaller } = this.limits;
    const own = caller === undefined ? 0 : this.waiting.filter((one) => one.caller === caller).length;
    if (own >= waitingPerCaller)
      throw new QueueFull(`${own} as-of queries of this caller are waiting. Retry in a few seconds.`);
    if (this.waiting.length >= waiting)
      throw new QueueFull(`${waiting} as-of queries are waiting. Retry in a few seconds.`);
    return new Promise<void>((resolve, reject) => {
      const cancel = (): void => {
        this.waiting.splice(this.waiting.indexOf(entry), 1);
        reject(new AsOfCancelled());
      };
      const start = (): void => {
        signal?.removeEventListener('abort', cancel);
        resolve();
      };
      const entry: Waiting = { caller, start };
      this.waiting.push(entry);
      signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  /** A caller leaves one place to others, if there are several. */
  private mayStart(caller: string | undefined): boolean {
    const share = Math.max(1, this.limits.running - 1);
    const isWithinShare = caller === undefined || (this.running.get(caller) ?? 0) < share;
    return this.active < this.limits.running && isWithinShare;
  }

  /** Starts the first task of the caller whose last turn is longest ago. */
  private startNext(): void {
    const turnOf = ({ caller }: Waiting): number => (caller === undefined ? 0 : (this.turns.get(caller) ?? 0));
    const [next] = this.waiting.filter(({ caller }) => this.mayStart(caller)).toSorted((a, b) => turnOf(a) - turnOf(b));
    if (!next) return;
    this.waiting.splice(this.waiting.indexOf(next), 1);
    this.begin(next.caller);
    next.start();
  }

  private begin(caller: string | undefined): void {
    this.active += 1;
    if (caller === undefined) return;
    this.running.set(caller, (this.running.get(caller) ?? 0) + 1);
    this.turns.set(caller, (this.turn += 1));
  }

  private end(caller: string | undefined): void {
    this.active -= 1;
    if (caller === undefined) return;
    const left = (this.running.get(caller) ?? 0) - 1;
    if (left > 0) return void this.running.set(caller, left);
    this.running.delete(caller);
    if (!this.waiting.some((one) => one.caller === caller)) this.turns.delete(caller);
  }
}
