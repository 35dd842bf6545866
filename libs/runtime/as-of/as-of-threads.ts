import { sentError } from '@ledgerdesk/kernel';
import { Piscina } from 'piscina';
import { fileURLToPath } from 'node:url';
import type { NumberedTask, Outcome, ThreadsData, ThreadTask } from './as-of-message.js';

type Threads = Piscina<ThreadTask, Outcome>;

interface Running {
  readonly cancelled: Int32Array;
  readonly end: AbortController;
}

/** The threads that run as-of queries. They start with the first one, and are kept. */
export class AsOfThreads {
  private pool: Threads | undefined;
  private paged: Threads | undefined;
  private readonly running = new Map<number, Running>();

  /** `onStart` is called with the number of each task that has started. */
  constructor(
    private readonly data: ThreadsData,
    private readonly onStart: (number: number) => void,
  ) {}

  /** Runs a task. Errors are part of the outcome. */
  async run(task: NumberedTask): Promise<Outcome> {
    const cancelled = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const end = new AbortController();
    this.running.set(task.number, { cancelled, end });
    try {
      return await this.poolFor(task).run({ ...task, cancelled }, { signal: end.signal });
    } catch (error) {
      return { failed: sentError(error) };
    } finally {
      this.running.delete(task.number);
    }
  }

  /** Cancels a task: its thread stops at the next check. */
  cancel(number: number): void {
    const running = this.running.get(number);
    if (running) Atomics.store(running.cancelled, 0, 1);
  }

  /** Ends the thread of a task, even one that is busy. */
  end(number: number): void {
    this.running.get(number)?.end.abort();
  }

  /** Pages of a replay are read by one thread, which keeps the rows between them. */
  private poolFor({ keepsReplay }: NumberedTask): Threads {
    return keepsReplay ? (this.paged ??= this.open(1)) : (this.pool ??= this.open(this.data.threads));
  }

  private open(threads: number): Threads {
    const { script, workerData, memoryMb } = this.data;
    const pool: Threads = new Piscina({
      filename: fileURLToPath(script),
      workerData,
      // After it ends a thread, Piscina starts threads only up to the minimum: a lower one could leave queries waiting.
      minThreads: threads,
      maxThreads: threads,
      // Lets a thread's event loop run between tasks, e.g. to close a connection.
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    pool.on('message', this.onStart);
    // A thread ended between tasks. Piscina replaces it.
    pool.on('error', () => undefined);
    return pool;
  }
}
