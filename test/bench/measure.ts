import { performance } from 'node:perf_hooks';

/** Throughput and latencies, in ms, of a run. */
interface Measurement {
  readonly count: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Percentile of ascending numbers; 0 if there are none. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const measurementOf = (latencies: readonly number[], elapsedMs: number): Measurement => {
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    perSecond: (sorted.length * 1000) / elapsedMs,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
  };
};

/** Runs `operation` for `ms` with `callers` concurrent callers, each without pauses. */
export const underLoad = async (
  callers: number,
  ms: number,
  operation: () => Promise<unknown>,
): Promise<Measurement> => {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const caller = async (): Promise<void> => {
    while (performance.now() - startedAt < ms) {
      const from = performance.now();
      await operation();
      latencies.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return measurementOf(latencies, performance.now() - startedAt);
};

/** Runs `operation` a number of times, with `callers` concurrent callers, each without pauses. */
export const repeated = async (times: number, callers: number, operation: () => Promise<unknown>): Promise<void> => {
  let left = times;
  const caller = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await operation();
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
};

/** Measures the seconds that `work` takes and returns its result. */
export const timed = async <T>(work: () => Promise<T>): Promise<{ readonly seconds: number; readonly result: T }> => {
  const startedAt = performance.now();
  const result = await work();
  return { seconds: (performance.now() - startedAt) / 1000, result };
};
