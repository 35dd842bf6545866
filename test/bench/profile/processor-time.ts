import { readFileSync } from 'node:fs';

/** Processor time, in µs. */
export interface ProcessorTime {
  /** Of all threads of this process. */
  readonly process: number;
  /** Of its main thread; undefined where the system does not tell. */
  readonly main: number | undefined;
}

/** The time that Linux counts for the main thread, in ns. */
const MAIN_THREAD = `/proc/self/task/${process.pid}/schedstat`;

const mainThreadTime = (): number | undefined => {
  try {
    return Number(readFileSync(MAIN_THREAD, 'utf8').split(' ')[0]) / 1_000;
  } catch {
    return undefined;
  }
};

/** The processor time that this process has used so far. */
export const processorTime = (): ProcessorTime => {
  const { user, system } = process.cpuUsage();
  return { process: user + system, main: mainThreadTime() };
};

/** The processor time that was used since an earlier one. */
export const processorTimeSince = (before: ProcessorTime): ProcessorTime => {
  const now = processorTime();
  return {
    process: now.process - before.process,
    main: now.main === undefined || before.main === undefined ? undefined : now.main - before.main,
  };
};
