import type { RowReader } from '@ledgerdesk/read-store';
import { AsOfCancelled } from './as-of-errors.js';

/** Throws AsOfCancelled once the first element is set to 1. Other threads may set it. */
export const throwIfCancelled = (cancelled: Int32Array | undefined): void => {
  if (cancelled && Atomics.load(cancelled, 0) === 1) throw new AsOfCancelled();
};

/** A reader whose visits of many rows end with AsOfCancelled when the result is no longer wanted. */
export const cancellable = (rows: RowReader, cancelled: Int32Array | undefined): RowReader => ({
  get: (projection, key) => rows.get(projection, key),
  find: (projection, query) => rows.find(projection, query),
  count: (projection, where) => rows.count(projection, where),
  scan: (projection, query) => rows.scan(projection, query),
  scanCounts: (projection, query) => rows.scanCounts(projection, query),
  counts: (projection, within) => rows.counts(projection, within),
  each: (projection, where, visit) =>
    rows.each(projection, where, (row: Parameters<typeof visit>[0]) => {
      throwIfCancelled(cancelled);
      visit(row);
    }),
});

/** Settles as an answer does, or rejects with AsOfCancelled as soon as the signal aborts. */
export const untilAborted = async <T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  const done = new AbortController();
  const aborted = new Promise<never>((_, reject) =>
    signal?.addEventListener('abort', () => reject(new AsOfCancelled()), { once: true, signal: done.signal }),
  );
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    done.abort();
  }
};
