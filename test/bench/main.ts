import 'reflect-metadata';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { join } from 'node:path';
import { dataFolderAt } from '../../apps/server/index.js';
import { benchAnalysisLoad } from './analysis-load.bench.js';
import { fillLog } from './big-log.js';
import { benchAppend } from './append.bench.js';
import { benchBackup } from './backup.bench.js';
import { benchClusterCommands } from './cluster-commands.bench.js';
import { benchClusterLog } from './cluster-log.bench.js';
import { benchCommands } from './commands.bench.js';
import { benchDeskLists } from './desk-lists.bench.js';
import { benchExport } from './export.bench.js';
import { benchTimers } from './timers.bench.js';
import { benchReplay } from './replay.bench.js';
import { benchHttp } from './http.bench.js';
import { benchEvents, benchLists } from './lists.bench.js';
import { printHead } from './report.js';
import { benchOverload } from './overload.bench.js';
import { benchQueue } from './queue.bench.js';
import { benchReadAudit } from './read-audit.bench.js';
import { benchReports } from './reports.bench.js';
import { benchRows } from './rows.bench.js';
import { benchRowsOverTime } from './rows-over-time.bench.js';
import { benchSealing } from './sealing.bench.js';
import { benchSoak } from './soak.bench.js';
import { serverVersion } from '../support/eventstoredb/installed-server.js';
import { benchTrust } from './trust.bench.js';
import { benchStartup } from './startup.bench.js';
import { benchUploads } from './uploads.bench.js';
import { benchGateway } from './gateway.bench.js';
import { benchVerify } from './verify.bench.js';
import { benchWhatIf } from './what-if.bench.js';
import { withFolder, withEngine } from './bench-engine.js';

const EVENTS = 1_000_000;

const benchBigLog = (): Promise<void> =>
  withFolder(async (folder) => {
    await withEngine(folder, { ROLES: 'http' }, ({ store }) => fillLog(store, EVENTS));
    await benchStartup(folder, EVENTS);
    const log = openSqliteLog({ file: dataFolderAt(folder).events });
    await benchReplay(log, folder);
    await benchRowsOverTime(log);
    await benchEvents(log, join(folder, 'rebuilt.db'), EVENTS);
    await log.close();
    await benchLists(join(folder, 'rebuilt.db'), EVENTS);
  });

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  commands: benchCommands,
  sealing: benchSealing,
  trust: benchTrust,
  http: benchHttp,
  log: benchBigLog,
  deadlines: benchTimers,
  wire: benchGateway,
  rows: benchRows,
  queue: benchQueue,
  verify: benchVerify,
  reads: benchReadAudit,
  export: benchExport,
  reports: benchReports,
  uploads: benchUploads,
};

/** Measures engines on EventStoreDB. Without EVENTSTOREDB_HOME there is nothing to measure. */
const benchCluster = async (): Promise<void> => {
  if ((process.env['EVENTSTOREDB_HOME'] ?? '') === '') {
    console.log('\nSKIPPED: cluster, because EVENTSTOREDB_HOME is not set. See docs/scaling.md.\n');
    return;
  }
  console.log(`| EventStoreDB ${serverVersion()} | | | | |`);
  await benchClusterCommands();
  await benchClusterLog();
};

/** Benchmarks that take minutes each, or need other servers. They run only when named. */
const LONG_BENCHES: typeof BENCHES = {
  soak: benchSoak,
  overload: benchOverload,
  append: benchAppend,
  backup: benchBackup,
  desk: benchDeskLists,
  cluster: benchCluster,
  'what-if': benchWhatIf,
  analysis: benchAnalysisLoad,
};

/**
 * `npm run bench [-- commands sealing trust http log deadlines wire rows queue verify reads export reports uploads soak
 * overload append backup desk cluster what-if analysis]`: runs the named benchmarks, or all but the last eight.
 */
const names = process.argv.slice(2);
const chosen = names.length === 0 ? BENCHES : { ...BENCHES, ...LONG_BENCHES };
printHead();
for (const [name, bench] of Object.entries(chosen)) if (names.length === 0 || names.includes(name)) await bench();
