import { type Engine, openEngine, settingsFrom } from '../../apps/server/index.js';
import { simulate } from '../../apps/cli/simulate/simulation.js';
import { interval } from 'rxjs';
import { ManualTime } from '../support/manual-time.js';
import { waitUntil } from '../support/wait-until.js';

/** When the simulated history ends and the engine that reads it starts. */
const START = '2026-10-01T00:00:00.000Z';
const NOW = '2026-12-01T00:00:00.000Z';
const CAUGHT_UP_MS = 60_000;
const POLL_MS = 20;

export interface FolderOptions {
  readonly teams?: number;
  readonly days?: number;
  readonly seed: number;
}

const settingsAt = (folder: string, more: Readonly<Record<string, string>> = {}) =>
  settingsFrom({ DATA_DIR: folder, ROLES: 'http,projections,processes', ...more });

/** Waits until the log is signed up to its end. */
export const untilSigned = async ({ log, workers }: Engine): Promise<void> => {
  const size = (await log.leaves?.tree())?.size;
  const isSigned = (): boolean => workers.treeStatus()?.checkpoint?.size === size;
  await waitUntil(isSigned, interval(POLL_MS), () => `The log is not signed: ${JSON.stringify(workers.treeStatus())}`);
};

/** Opens an engine on a folder with a clock of its own, until its read models and its tree have caught up. */
export const caughtUpEngine = async (folder: string, more?: Readonly<Record<string, string>>): Promise<Engine> => {
  const time = new ManualTime(NOW);
  const engine = await openEngine(settingsAt(folder, more), {
    workerThreads: false,
    time: { clock: time, timers: time },
    onWarning: () => undefined,
  });
  try {
    if (!(await engine.projectionProgress.waitFor(await engine.store.head(), CAUGHT_UP_MS)))
      throw new Error('The read models have not caught up.');
    await untilSigned(engine);
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
};

/** Fills a data folder with a simulated history, and lets an engine read it: log, rows and what belongs to them. */
export const fillSoundFolder = async (folder: string, { teams = 2, days = 6, seed }: FolderOptions): Promise<void> => {
  await simulate(settingsAt(folder), { teams, days, seed, start: START, workerThreads: false });
  const engine = await caughtUpEngine(folder);
  await engine.close();
};
