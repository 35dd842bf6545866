import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { decode } from '@ledgerdesk/event-store';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { ReadStore } from '@ledgerdesk/read-store';
import { openPostgresReadStore } from '@ledgerdesk/read-store/postgres';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { rebuild } from '@ledgerdesk/runtime';
import { dataFolder } from '../../apps/server/index.js';
import { fillLog } from './big-log.js';
import { timed } from './measure.js';
import { print, rate, ratio } from './report.js';
import { inFolder, withEngine } from './workplace.js';

const EVENTS = 100_000;

/** A PostgreSQL server for as long as `work` goes on. */
const withPostgres = async (work: (url: string) => Promise<void>): Promise<void> => {
  const server = spawn(process.execPath, [join('test', 'postgres', 'serve.mjs')], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  for await (const url of createInterface(server.stdout)) {
    await work(url);
    break;
  }
  const gone = once(server, 'exit');
  server.stdin.end();
  await gone;
};

/** Rebuilding all read models, one after the other, into PostgreSQL and into SQLite. */
export const benchRows = (): Promise<void> =>
  inFolder((folder) =>
    withPostgres(async (url) => {
      await withEngine(folder, { ROLES: 'http' }, ({ store }) => fillLog(store, EVENTS));
      const log = openSqliteLog({ file: dataFolder(folder).events });
      const eventsPerSecond = async (store: ReadStore): Promise<number> => {
        const { seconds } = await timed(async () => {
          for (const projection of PROJECTIONS) await rebuild(projection, { log, store, decode });
        });
        await store.close();
        return EVENTS / seconds;
      };
      const sqlite = await eventsPerSecond(openReadStore(join(folder, 'rebuilt.db')));
      const postgres = await eventsPerSecond(await openPostgresReadStore({ url }));
      await log.close();
      print({
        what: `Rebuilding all ${PROJECTIONS.length} read models from ${EVENTS.toLocaleString('en')} events into PostgreSQL, one after the other`,
        measured: rate(postgres),
        reference: `into SQLite ${rate(sqlite)}`,
        ratio: ratio(postgres, sqlite),
        aim: '–',
      });
    }),
  );
