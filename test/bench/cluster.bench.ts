import { serverVersion } from '../support/eventstoredb/installed-server.js';
import { benchClusterCommands } from './cluster-commands.bench.js';
import { benchClusterLog } from './cluster-log.bench.js';

/** Measures engines on EventStoreDB. Without EVENTSTOREDB_HOME there is nothing to measure. */
export const benchCluster = async (): Promise<void> => {
  if ((process.env['EVENTSTOREDB_HOME'] ?? '') === '') {
    console.log('\nSKIPPED: cluster, because EVENTSTOREDB_HOME is not set. See docs/scaling.md.\n');
    return;
  }
  console.log(`| EventStoreDB ${serverVersion()} | | | | |`);
  await benchClusterCommands();
  await benchClusterLog();
};
