import { parentPort } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { asError, receivedError, type SentError, sentError, type Timers } from '@ledgerdesk/kernel';
import type { NamedQuery } from '@ledgerdesk/read-store';
import { Piscina } from 'piscina';
import { realTimers } from '../timers.js';
import { isOutOfMemory } from '../out-of-memory.js';
import { PoisonEvent } from '../poison-event.js';
import { AsOfCancelled, AsOfLimitExceeded, ReplayStopped } from './as-of-errors.js';
import { type AsOfOptions, type AsOfReader, type AsOfTask, isLive } from './as-of-reader.js';
import type { Digested } from './digested.js';
import { type Asker, FairQueue } from './fair-queue.js';

/** Limits of as-of queries. */
export interface AsOfLimits {
  /** Maximum number of queries running at a time. Default 2. */
  readonly threads?: number;
  /** Maximum number of waiting queries. Default 64. */
  readonly queue?: number;
  /** Maximum number of waiting queries of one caller. Default 4. */
  readonly queuePerCaller?: number;
  /** Maximum run time of a query in ms, without its wait. Default 20,000, enough for millions of events. */
  readonly ms?: number;
  /** Maximum heap of a thread in MB. Default 1,024, enough for several hundred thousand rows. */
  readonly memoryMb?: number;
}

export interface AsOfPoolOptions extends AsOfLimits {
  /** URL of a module whose default export is the result of `asOfHandler`. */
  readonly script: URL;
  /** Plain data, passed to each thread as `workerData`. */
  readonly workerData: unknown;
  /** Of the time limit. Default: in real time. */
  readonly timers?: Pick<Timers, 'after'>;
}

/** What a thread sends back: errors lose their class and code on the way. */
type Outcome = { readonly answer: unknown } | { readonly stopped: string } | { readonly failed: SentError };

/** A task with the number that its thread posts when the task starts. */
type NumberedTask = AsOfTask & { readonly number: number };

/**
 * Runs as-of queries in worker threads, so that a replay never blocks the calling thread. Starts the threads at the
 * first query and keeps them.
 *
 * @example
 * const pool = new AsOfPool({ script: new URL('./as-of-thread.js', import.meta.url), workerData: { storage } });
 * await pool.query(ticketCount, { params: { teamId: 'acme' }, until: { position: '42' } });
 * await pool.close();
 */
export class AsOfPool implements AsOfReader {
  private pool: Piscina<NumberedTask, Outcome> | undefined;
  private paged: Piscina<NumberedTask, Outcome> | undefined;
  private readonly limits: Required<AsOfLimits>;
  private readonly seats: FairQueue;
  private readonly pagedSeats: FairQueue;
  private readonly onStart = new Map<number, () => void>();
  private last = 0;

  constructor(private readonly options: AsOfPoolOptions) {
    const { threads = 2, queue = 64, queuePerCaller = 4, ms = 20_000, memoryMb = 1_024 } = options;
    this.limits = { threads, queue, queuePerCaller, ms, memoryMb };
    this.seats = new FairQueue({ running: threads, waiting: queue, waitingPerCaller: queuePerCaller });
    // Pages of a replay are read by one thread, which keeps the rows between them.
    this.pagedSeats = new FairQueue({ running: 1, waiting: queue, waitingPerCaller: queuePerCaller });
  }

  async query<Params, Answer>(
    query: NamedQuery<Params, Answer>,
    options: AsOfOptions<Params>,
    asker: Asker = {},
  ): Promise<Answer> {
    // The types pair `options` with `query`, and the thread runs the query of that name: the result is an Answer.
    return (await this.send(query, options, asker)) as Answer;
  }

  async queryDigested<Params, Answer>(
    query: NamedQuery<Params, Answer>,
    options: AsOfOptions<Params>,
    asker: Asker = {},
  ): Promise<Digested<Answer>> {
    return (await this.send(query, { ...options, digest: true }, asker)) as Digested<Answer>;
  }

  async close(): Promise<void> {
    await Promise.all([this.pool?.destroy(), this.paged?.destroy()]);
  }

  private send<Params>(
    query: NamedQuery<Params, unknown>,
    options: AsOfOptions<Params> & Pick<AsOfTask, 'digest'>,
    asker: Asker,
  ): Promise<unknown> {
    const task = { ...options, query: query.name, live: isLive(query, options) };
    const run = (): Promise<unknown> => this.run(this.poolFor(query), task, asker.signal);
    return (query.keepsReplay ? this.pagedSeats : this.seats).run(run, asker);
  }

  private poolFor({ keepsReplay = false }: Pick<NamedQuery<never, unknown>, 'keepsReplay'>) {
    if (keepsReplay) return (this.paged ??= this.open(1));
    return (this.pool ??= this.open(this.limits.threads));
  }

  private async run(
    pool: Piscina<NumberedTask, Outcome>,
    task: AsOfTask,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    const { ms, memoryMb } = this.limits;
    const { timers = realTimers } = this.options;
    const number = ++this.last;
    const abort = new AbortController();
    let cancelTimer = (): void => undefined;
    const cancelled = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const cancel = (): void => void Atomics.store(cancelled, 0, 1);
    signal?.addEventListener('abort', cancel, { once: true });
    this.onStart.set(number, () => (cancelTimer = timers.after(ms, () => abort.abort())));
    try {
      const outcome = await pool.run({ ...task, number, cancelled }, { signal: abort.signal });
      if ('stopped' in outcome) throw new ReplayStopped(outcome.stopped);
      if ('failed' in outcome) throw receivedError(outcome.failed);
      return outcome.answer;
    } catch (error) {
      if (signal?.aborted) throw new AsOfCancelled();
      if (abort.signal.aborted) throw new AsOfLimitExceeded(`The as-of query ${task.query} ran longer than ${ms} ms.`);
      if (isOutOfMemory(error))
        throw new AsOfLimitExceeded(`The as-of query ${task.query} needed more than ${memoryMb} MB of memory.`);
      throw asError(error);
    } finally {
      cancelTimer();
      signal?.removeEventListener('abort', cancel);
      this.onStart.delete(number);
    }
  }

  private open(threads: number): Piscina<NumberedTask, Outcome> {
    const { memoryMb } = this.limits;
    const pool = new Piscina<NumberedTask, Outcome>({
      filename: fileURLToPath(this.options.script),
      workerData: this.options.workerData,
      // After it ends a thread, Piscina starts threads only up to the minimum: a lower one could leave queries waiting.
      minThreads: threads,
      maxThreads: threads,
      // Lets a thread's event loop run between tasks, e.g. to close a connection.
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    pool.on('message', (number: number) => this.onStart.get(number)?.());
    // A thread ended between tasks. Piscina replaces it.
    pool.on('error', () => undefined);
    return pool;
  }
}

/**
 * Creates the default export of a pool's script. It reports that a task has started, then runs it.
 *
 * @example
 * export default asOfHandler(async (task) => runAsOfTask(source, QUERIES, task));
 */
export const asOfHandler =
  (run: (task: AsOfTask) => Promise<unknown>) =>
  async ({ number, ...task }: NumberedTask): Promise<Outcome> => {
    parentPort?.postMessage(number);
    try {
      return { answer: await run(task) };
    } catch (error) {
      return error instanceof PoisonEvent ? { stopped: error.message } : { failed: sentError(error) };
    }
  };
