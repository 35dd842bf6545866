import { Presets, SingleBar } from 'cli-progress';

/** A progress display on stderr. */
export interface Progress {
  step(): void;
  /** Sets the number of completed steps. */
  update(steps: number): void;
  stop(): void;
}

const NO_PROGRESS: Progress = { step: () => undefined, update: () => undefined, stop: () => undefined };

/** Shows a bar of `total` steps, or nothing if stderr is not a terminal. */
export const progressBar = (label: string, total: number): Progress => {
  if (!process.stderr.isTTY || total === 0) return NO_PROGRESS;
  const bar = new SingleBar(
    { format: `${label} {bar} {percentage}% | {value}/{total} | {eta_formatted} left`, stream: process.stderr },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { step: () => bar.increment(), update: (steps) => bar.update(steps), stop: () => bar.stop() };
};
