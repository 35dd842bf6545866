import { performance } from 'node:perf_hooks';

/** What a run of many like operations gave. Latencies in ms. */
export interface Measured {
  readonly count: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const summed = (latencies: readonly number[], elapsedMs: number): Measured => {
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    perSecond: (sorted.length * 1000) / elapsedMs,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
  };
};

/** Lets `callers` do `operation` one after the other, each as fast as it can, for `ms`. */
export const underLoad = async (callers: number, ms: number, operation: () => Promise<unknown>): Promise<Measured> => {
  const latencies: number[] = [];
  const begun = performance.now();
  const caller = async (): Promise<void> => {
    while (performance.now() - begun < ms) {
      const from = performance.now();
      await operation();
      latencies.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return summed(latencies, performance.now() - begun);
};

/** Seconds that `work` takes, and what it gives. */
export const timed = async <T>(work: () => Promise<T>): Promise<{ readonly seconds: number; readonly result: T }> => {
  const begun = performance.now();
  const result = await work();
  return { seconds: (performance.now() - begun) / 1000, result };
};
