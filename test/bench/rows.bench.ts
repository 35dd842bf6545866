import { join } from 'node:path';
import { decode } from '@ledgerdesk/event-store';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { ReadStore } from '@ledgerdesk/read-store';
import { openPostgresReadStore } from '@ledgerdesk/read-store/postgres';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { dataFolderAt } from '../../apps/server/index.js';
import { fillLog } from './big-log.js';
import { rebuildAll } from '../support/runtime/rebuild.js';
import { timed } from './measure.js';
import { printRow, rate, ratio } from './report.js';
import { withFolder, withEngine } from './bench-engine.js';
import { withPostgres } from './with-postgres.js';
import { inSize } from './size.js';

const EVENTS = inSize({ short: 1_000, standard: 100_000 });

/** Measures rebuilding all read models from one scan of the log into PostgreSQL. Reference: SQLite. */
export const benchRows = (): Promise<void> =>
  withFolder((folder) =>
    withPostgres(async (url) => {
      await withEngine(folder, { ROLES: 'http' }, ({ store }) => fillLog(store, EVENTS));
      const log = openSqliteLog({ file: dataFolderAt(folder).events });
      const eventsPerSecond = async (store: ReadStore): Promise<number> => {
        const { seconds } = await timed(() => rebuildAll(PROJECTIONS, { log, store, decode }));
        await store.close();
        return EVENTS / seconds;
      };
      const sqlite = await eventsPerSecond(await openReadStore(join(folder, 'rebuilt.db')));
      const postgres = await eventsPerSecond(await openPostgresReadStore({ url }));
      await log.close();
      printRow({
        what: [
          `Rebuilding all read models from ${EVENTS.toLocaleString('en')} events`,
          'into PostgreSQL, from one scan',
        ].join(' '),
        measured: rate(postgres),
        reference: `into SQLite ${rate(sqlite)}`,
        ratio: ratio(postgres, sqlite),
        aim: '–',
      });
    }),
  );
