import type { CallCounts } from '@ledgerdesk/event-store';
import { asError, receivedError, type Timers } from '@ledgerdesk/kernel';
import type { NamedQuery } from '@ledgerdesk/read-store';
import { isOutOfMemory } from '../out-of-memory.js';
import { realTimers } from '../timers.js';
import { AsOfCancelled, AsOfLimitExceeded, ReplayStopped } from './as-of-errors.js';
import type { NumberedTask } from './as-of-message.js';
import { AsOfProcess } from './as-of-process.js';
import { type AsOfOptions, type AsOfReader, type AsOfTask, isLive } from './as-of-reader.js';
import { untilAborted } from './cancellable.js';
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
  /** URL of the script of the threads, whose default export is the result of `asOfHandler`. */
  readonly script: URL;
  /** Plain data, passed to each thread as `workerData`. */
  readonly workerData: unknown;
  /** Environment variables of the process. */
  readonly env: NodeJS.ProcessEnv;
  /** Counts the calls of the process to the log server. */
  readonly calls?: CallCounts | undefined;
  /** Called with the reason when the process has ended before the pool was closed. */
  readonly onInterrupted?: (reason: Error) => void;
  /** Of the limits of time. Default: in real time. */
  readonly timers?: Timers;
}

/**
 * Runs as-of queries in the threads of another process, so that a replay neither blocks nor slows this one. Starts the
 * process at the first query and keeps it.
 *
 * @example
 * const pool = new AsOfPool({ script, workerData: { storage }, env: {} });
 * await pool.query(ticketCount, { params: { teamId: 'acme' }, until: { position: '42' } });
 * await pool.close();
 */
export class AsOfPool implements AsOfReader {
  private readonly process: AsOfProcess;
  private readonly timers: Timers;
  private readonly limits: Required<Pick<AsOfLimits, 'ms' | 'memoryMb'>>;
  private readonly seats: FairQueue;
  private readonly pagedSeats: FairQueue;
  private last = 0;

  constructor({ script, workerData, env, calls, onInterrupted, timers = realTimers, ...limits }: AsOfPoolOptions) {
    const { threads = 2, queue = 64, queuePerCaller = 4, ms = 20_000, memoryMb = 1_024 } = limits;
    this.process = new AsOfProcess({
      data: { script: script.href, workerData, threads, memoryMb },
      env,
      calls,
      timers,
      onInterrupted,
    });
    this.timers = timers;
    this.limits = { ms, memoryMb };
    this.seats = new FairQueue({ running: threads, waiting: queue, waitingPerCaller: queuePerCaller });
    // One thread reads the pages of replays.
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

  close(): Promise<void> {
    return this.process.close();
  }

  private send<Params>(
    query: NamedQuery<Params, unknown>,
    options: AsOfOptions<Params> & Pick<AsOfTask, 'digest'>,
    asker: Asker,
  ): Promise<unknown> {
    const { name, keepsReplay = false } = query;
    const task = { ...options, query: name, live: isLive(query, options), number: ++this.last, keepsReplay };
    const queue = keepsReplay ? this.pagedSeats : this.seats;
    return untilAborted(
      queue.run(() => this.run(task, asker.signal), asker),
      asker.signal,
    );
  }

  private async run(task: NumberedTask, signal: AbortSignal | undefined): Promise<unknown> {
    const { ms, memoryMb } = this.limits;
    const limit = new AbortController();
    let cancelTimer = (): void => undefined;
    const onStart = (): void => {
      cancelTimer = this.timers.after(ms, () => limit.abort());
    };
    try {
      const outcome = await this.process.run(task, { cancelled: signal, ended: limit.signal }, onStart);
      if ('stopped' in outcome) throw new ReplayStopped(outcome.stopped);
      if ('failed' in outcome) throw receivedError(outcome.failed);
      return outcome.answer;
    } catch (error) {
      if (signal?.aborted) throw new AsOfCancelled();
      if (limit.signal.aborted) throw new AsOfLimitExceeded(`The as-of query ${task.query} ran longer than ${ms} ms.`);
      if (isOutOfMemory(error))
        throw new AsOfLimitExceeded(`The as-of query ${task.query} needed more than ${memoryMb} MB of memory.`);
      throw asError(error);
    } finally {
      cancelTimer();
    }
  }
}
