import type { NamedQuery } from '@ledgerdesk/read-store';
import type { Digested } from './digested.js';
import type { Asker } from './fair-queue.js';
import type { Until } from '../until.js';

/** Parameters of an as-of query. Plain data; `params` must be structured-cloneable. */
export interface AsOfOptions<Params> {
  readonly params: Params;
  readonly until: Until;
  /** Replays events with their personal fields masked. Default: false. */
  readonly masked?: boolean;
}

/** A query as run by a worker thread. */
export interface AsOfTask extends AsOfOptions<unknown> {
  /** Name of the query. */
  readonly query: string;
  /** True if the query runs on the live rows. */
  readonly live?: boolean;
  /** True if the result is a `Digested` answer. */
  readonly digest?: boolean;
  /** Its first element is set to 1 when the result is no longer wanted. Shared with the thread. */
  readonly cancelled?: Int32Array;
}

/** Returns true if a query runs on the live rows: one that reads many, as of the head. */
export const isLive = (
  { readsManyRows = false }: Pick<NamedQuery<never, unknown>, 'readsManyRows'>,
  { until, masked = false }: Omit<AsOfOptions<unknown>, 'params'>,
): boolean => readsManyRows && 'head' in until && !masked;

/**
 * Runs queries on read models replayed from the log as of a position or an instant, and queries that read many rows on
 * the live ones.
 */
export interface AsOfReader {
  /**
   * Replays the models that the query reads and runs the query on them. A query with `readsManyRows` as of the head
   * runs on the live rows. Rejects with QueueFull, AsOfLimitExceeded, AsOfCancelled, AsOfInterrupted, AsOfClosed,
   * ReplayStopped (PoisonEvent if the reader runs in the calling thread), or the error that the query throws.
   *
   * @example
   * await reader.query(ticketCount, { params: { teamId: 'acme' }, until: { recorded: '2026-11-27T00:00:00.000Z' } });
   */
  query<Params, Answer>(
    query: NamedQuery<Params, Answer>,
    options: AsOfOptions<Params>,
    asker?: Asker,
  ): Promise<Answer>;
  /**
   * Like `query`, for a query with a `question`: the answer comes with the digest of its rows, which is computed off
   * the calling thread. Live rows are read from one snapshot, whose versions and positions come with it.
   */
  queryDigested<Params, Answer>(
    query: NamedQuery<Params, Answer>,
    options: AsOfOptions<Params>,
    asker?: Asker,
  ): Promise<Digested<Answer>>;
  /** Ends all threads and processes. Running queries reject. */
  close(): Promise<void>;
}
