import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { join } from 'node:path';
import { dataFolderAt } from '../../apps/server/index.js';
import { withEngine, withFolder } from './bench-engine.js';
import { fillLog } from './big-log.js';
import { benchEvents, benchLists } from './lists.bench.js';
import { benchReplay } from './replay.bench.js';
import { benchRowsOverTime } from './rows-over-time.bench.js';
import { givenOrInSize, inSize } from './size.js';
import { benchStartup } from './startup.bench.js';

/** `BENCH_EVENTS` makes another number. */
const EVENTS = givenOrInSize('BENCH_EVENTS', { short: 2_000, standard: 1_000_000, '10m': 10_000_000 });
/** Both moments of every row stay in memory, which ten million events would fill. */
const COMPARES_MOMENTS = inSize({ short: true, standard: true, '10m': false });

/** Measures what an engine does with a large log: start, fold, rebuild, pages, and rows over time. */
export const benchLargeLog = (): Promise<void> =>
  withFolder(async (folder) => {
    await withEngine(folder, { ROLES: 'http' }, ({ store }) => fillLog(store, EVENTS));
    await benchStartup(folder, EVENTS);
    const log = openSqliteLog({ file: dataFolderAt(folder).events });
    await benchReplay(log, folder);
    if (COMPARES_MOMENTS) await benchRowsOverTime(log);
    await benchEvents(log, join(folder, 'rebuilt.db'), EVENTS);
    await log.close();
    await benchLists(join(folder, 'rebuilt.db'), EVENTS);
  });
