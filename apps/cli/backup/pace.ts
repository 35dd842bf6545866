import { setTimeout as sleep } from 'node:timers/promises';

const MIB = 1024 * 1024;

/**
 * Slows a backup down to so many MiB a second, so that it leaves the disk and the processor to the engine. 0: no limit.
 * `elapsed`: a monotonic clock, in ms.
 */
export const paceOf = (
  mibPerSecond: number,
  elapsed: () => number = () => performance.now(),
): ((bytes: number) => Promise<void>) => {
  const startedAt = elapsed();
  let total = 0;
  return async (bytes) => {
    total += bytes;
    const dueAt = mibPerSecond === 0 ? 0 : startedAt + (total * 1_000) / (mibPerSecond * MIB);
    const left = dueAt - elapsed();
    if (left > 0) await sleep(left);
  };
};
