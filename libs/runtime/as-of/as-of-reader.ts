import type { NamedQuery } from '@ledgerdesk/read-store';
import type { Until } from '../until.js';

/** What to read and as of when: plain data apart from `params`, which a structured clone must be able to copy. */
export interface AsOfOptions<Params> {
  readonly params: Params;
  readonly until: Until;
  /** Replays events with their personal fields masked. Default: false. */
  readonly masked?: boolean;
}

/** A query as it is sent to the thread that runs it. */
export interface AsOfTask extends AsOfOptions<unknown> {
  /** Name of the query. */
  readonly query: string;
}

/** Answers queries from read models replayed from the log, as of a position or an instant. */
export interface AsOfReader {
  /**
   * Replays the models that the query names and runs it on them. Rejects with QueueFull, with AsOfLimitExceeded, with
   * PoisonEvent, or with what the query throws.
   *
   * @example
   * await reader.query(ticketCount, { params: { teamId: 'acme' }, until: { recorded: '2026-11-27T00:00:00.000Z' } });
   */
  query<Params, Answer>(query: NamedQuery<Params, Answer>, options: AsOfOptions<Params>): Promise<Answer>;
  /** Ends the threads, if there are any; queries that are still running reject. */
  close(): Promise<void>;
}

/** As many as-of queries as may run at a time are running, and as many as may wait are waiting. */
export class QueueFull extends Error {
  readonly code = 'past-busy';
}

/** An as-of query took more time or memory than it may. */
export class AsOfLimitExceeded extends Error {
  readonly code = 'past-too-long';
}
