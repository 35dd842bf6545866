import { openEngineLog, embeddedStorage } from '../../apps/server/storage.js';
import { withEngine, withFolder } from './bench-engine.js';
import { fillLog } from './big-log.js';
import { givenOrInSize } from './size.js';

/** `BENCH_EVENTS` makes another number. */
const EVENTS = givenOrInSize('BENCH_EVENTS', { short: 1_000, standard: 1_000_000, '10m': 10_000_000 });

/**
 * Passes `work` a data folder with a large log: the one that `BENCH_FOLDER` names, such as that of a simulation, or one
 * that is filled with tickets and deleted afterwards.
 */
export const withBigFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const given = process.env['BENCH_FOLDER'];
  if (given !== undefined) return work(given);
  return withFolder(async (folder) => {
    await withEngine(folder, { ROLES: 'http' }, ({ store }) => fillLog(store, EVENTS));
    return work(folder);
  });
};

/** Opens the log of a data folder, with the keys of its personal fields. */
export const openBigLog = (folder: string) => openEngineLog(embeddedStorage(folder));
