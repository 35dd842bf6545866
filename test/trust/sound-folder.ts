import { type Engine, openEngine, settingsFrom } from '../../apps/server/index.js';
import { simulate } from '../../apps/cli/simulate/simulation.js';
import { ManualTime } from '../support/manual-time.js';

/** When the simulated history ends and the engine that reads it starts. */
const START = '2026-10-01T00:00:00.000Z';
const NOW = '2026-12-01T00:00:00.000Z';
const CAUGHT_UP_MS = 60_000;

export interface FolderOptions {
  readonly teams?: number;
  readonly days?: number;
  readonly seed: number;
}

const settingsAt = (folder: string) => settingsFrom({ DATA_DIR: folder, ROLES: 'http,projections' });

/** Opens an engine on a folder with a clock of its own, until its read models have caught up. */
export const caughtUpEngine = async (folder: string): Promise<Engine> => {
  const time = new ManualTime(NOW);
  const engine = await openEngine(settingsAt(folder), {
    workerThreads: false,
    time: { clock: time, timers: time },
    onWarning: () => undefined,
  });
  if (!(await engine.projectionProgress.waitFor(await engine.store.head(), CAUGHT_UP_MS)))
    throw new Error('The read models have not caught up.');
  return engine;
};

/** Fills a data folder with a simulated history, and lets an engine read it: log, rows and what belongs to them. */
export const fillSoundFolder = async (folder: string, { teams = 2, days = 6, seed }: FolderOptions): Promise<void> => {
  await simulate(settingsAt(folder), { teams, days, seed, start: START, workerThreads: false });
  const engine = await caughtUpEngine(folder);
  await engine.close();
};
