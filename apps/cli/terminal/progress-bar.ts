import { Presets, SingleBar } from 'cli-progress';

/** How far long work has come, on stderr, where a person is watching. */
export interface Progress {
  step(): void;
  /** So many steps are done, all in all. */
  reach(steps: number): void;
  done(): void;
}

const SILENT: Progress = { step: () => undefined, reach: () => undefined, done: () => undefined };

/** A bar of `total` steps; nothing at all where stderr is no terminal. */
export const progressBar = (label: string, total: number): Progress => {
  if (!process.stderr.isTTY || total === 0) return SILENT;
  const bar = new SingleBar(
    { format: `${label} {bar} {percentage}% | {value}/{total} | {eta_formatted} left`, stream: process.stderr },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { step: () => bar.increment(), reach: (steps) => bar.update(steps), done: () => bar.stop() };
};
