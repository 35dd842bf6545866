import 'reflect-metadata';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { join } from 'node:path';
import { dataFolder } from '../../apps/server/index.js';
import { fillLog } from './big-log.js';
import { benchCommands } from './commands.bench.js';
import { benchDeadlines } from './deadlines.bench.js';
import { benchFolding } from './folding.bench.js';
import { benchHttp } from './http.bench.js';
import { benchLists } from './lists.bench.js';
import { printHead } from './report.js';
import { benchRows } from './rows.bench.js';
import { benchStartup } from './startup.bench.js';
import { benchWire } from './wire.bench.js';
import { inFolder, withEngine } from './workplace.js';

const EVENTS = 1_000_000;

const benchBigLog = (): Promise<void> =>
  inFolder(async (folder) => {
    await withEngine(folder, { ROLES: 'http' }, ({ store }) => fillLog(store, EVENTS));
    await benchStartup(folder, EVENTS);
    const log = openSqliteLog({ file: dataFolder(folder).events });
    await benchFolding(log, folder);
    await log.close();
    await benchLists(join(folder, 'rebuilt.db'), EVENTS);
  });

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  commands: benchCommands,
  http: benchHttp,
  log: benchBigLog,
  deadlines: benchDeadlines,
  wire: benchWire,
  rows: benchRows,
};

/** `npm run bench [-- commands http log deadlines wire rows]`: all of them where none is named. */
const asked = process.argv.slice(2);
printHead();
for (const [name, bench] of Object.entries(BENCHES)) if (asked.length === 0 || asked.includes(name)) await bench();
