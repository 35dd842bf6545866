import { parentPort } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { isNativeError } from 'node:util/types';
import type { NamedQuery } from '@ledgerdesk/read-store';
import { Piscina } from 'piscina';
import { AsOfLimitExceeded, type AsOfOptions, type AsOfReader, type AsOfTask, QueueFull } from './as-of-reader.js';

/** How much as-of queries may take. */
export interface AsOfLimits {
  /** How many queries run at a time. Default 2. */
  readonly threads?: number;
  /** How many queries may wait. Default 8. */
  readonly queue?: number;
  /** How long a query may run, its wait not counted. Default 20,000 ms, enough for some millions of events. */
  readonly ms?: number;
  /** Heap of a thread. Default 1,024 MB, enough for some hundred thousand rows. */
  readonly memoryMb?: number;
}

export interface AsOfPoolOptions extends AsOfLimits {
  /** A module whose default export is what `asOfHandler` returns. */
  readonly script: URL;
  /** Given to each thread as its `workerData`; plain data. */
  readonly workerData: unknown;
}

/** A task with a number, by which its thread says that it has begun. */
type NumberedTask = AsOfTask & { readonly number: number };

/**
 * Runs as-of queries in worker threads, so that a replay never delays the calling thread. Threads are started for the
 * first query and kept.
 */
export class AsOfPool implements AsOfReader {
  private pool: Piscina<NumberedTask, unknown> | undefined;
  private readonly limits: Required<AsOfLimits>;
  private readonly onBegin = new Map<number, () => void>();
  private last = 0;

  constructor(private readonly options: AsOfPoolOptions) {
    const { threads = 2, queue = 8, ms = 20_000, memoryMb = 1_024 } = options;
    this.limits = { threads, queue, ms, memoryMb };
  }

  async query<Params, Answer>(query: NamedQuery<Params, Answer>, options: AsOfOptions<Params>): Promise<Answer> {
    const { threads, queue } = this.limits;
    this.pool ??= this.open();
    if (this.pool.queueSize >= queue)
      throw new QueueFull(`${threads} as-of queries are running and ${queue} are waiting. Retry in some seconds.`);
    // `options` fits `query`, and the thread runs the query of that name: what it answers is an Answer.
    return (await this.run(this.pool, { ...options, query: query.name })) as Answer;
  }

  async close(): Promise<void> {
    await this.pool?.destroy();
  }

  private async run(pool: Piscina<NumberedTask, unknown>, task: AsOfTask): Promise<unknown> {
    const { ms, memoryMb } = this.limits;
    const number = ++this.last;
    const abort = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    this.onBegin.set(number, () => (timer = setTimeout(() => abort.abort(), ms)));
    try {
      return await pool.run({ ...task, number }, { signal: abort.signal });
    } catch (fault) {
      if (abort.signal.aborted) throw new AsOfLimitExceeded(`The as-of query ${task.query} ran longer than ${ms} ms.`);
      if (isOutOfMemory(fault))
        throw new AsOfLimitExceeded(`The as-of query ${task.query} needed more than ${memoryMb} MB of memory.`);
      throw fault;
    } finally {
      clearTimeout(timer);
      this.onBegin.delete(number);
    }
  }

  private open(): Piscina<NumberedTask, unknown> {
    const { threads, queue, memoryMb } = this.limits;
    const pool = new Piscina<NumberedTask, unknown>({
      filename: fileURLToPath(this.options.script),
      workerData: this.options.workerData,
      // Piscina refills only to the minimum after it ended a thread: with fewer, queries that wait could wait forever.
      minThreads: threads,
      maxThreads: threads,
      maxQueue: queue,
      // Lets a thread's event loop turn between tasks, e.g. to close a connection.
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    pool.on('message', (number: number) => this.onBegin.get(number)?.());
    // A thread died between tasks: Piscina replaces it.
    pool.on('error', () => undefined);
    return pool;
  }
}

const isOutOfMemory = (fault: unknown): boolean =>
  isNativeError(fault) && 'code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY';

/**
 * The default export of a pool's script: says that a task has begun, then runs it.
 *
 * @example
 * export default asOfHandler(async (task) => runAsOfTask(source, QUERIES, task));
 */
export const asOfHandler =
  (run: (task: AsOfTask) => Promise<unknown>) =>
  ({ number, ...task }: NumberedTask): Promise<unknown> => {
    parentPort?.postMessage(number);
    return run(task);
  };
