/**
 * What a client of a log server does:
 * - `append`, `read`: each attempt is a call, regardless of the number of events
 * - `head`: a read of the last event
 * - `probe`: a look whether the log takes appends
 * - `subscribe`: the start of a subscription; pages that the server filters are subscriptions too
 * - `retry`: an attempt of a call after the first
 * - `reconnect`: the replacement of a subscription or connection that failed
 */
export const CALL_KINDS = ['append', 'read', 'head', 'probe', 'subscribe', 'retry', 'reconnect'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

/**
 * Counts the calls to a log server, for metrics. Threads that are given the same `memory` count together. Other
 * processes count for themselves, and report with `take` what is added here; what they have not reported when they end
 * is lost.
 *
 * @example
 * const calls = new CallCounts();
 * new Worker(script, { workerData: { calls: calls.memory } });
 * calls.count('append');
 * calls.total('append');
 */
export class CallCounts {
  readonly #totals: BigUint64Array;

  constructor(readonly memory = new SharedArrayBuffer(CALL_KINDS.length * BigUint64Array.BYTES_PER_ELEMENT)) {
    this.#totals = new BigUint64Array(memory);
  }

  count(kind: CallKind): void {
    Atomics.add(this.#totals, CALL_KINDS.indexOf(kind), 1n);
  }

  /** Number of calls of a kind since the process started. */
  total(kind: CallKind): number {
    return Number(Atomics.load(this.#totals, CALL_KINDS.indexOf(kind)));
  }

  /** Returns the numbers of calls by kind, and begins again with 0. */
  take(): readonly number[] {
    return CALL_KINDS.map((_, kind) => Number(Atomics.exchange(this.#totals, kind, 0n)));
  }

  /** Adds what another process has taken. */
  add(taken: readonly number[]): void {
    for (const [kind, count] of taken.entries()) Atomics.add(this.#totals, kind, BigInt(count));
  }
}
