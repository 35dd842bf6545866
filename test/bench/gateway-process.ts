import { openEngine, settingsFrom } from '../../apps/server/index.js';
import { endWithParent } from './end-with-parent.js';

/** Process that serves the embedded log of a data folder over the gateway. Sends its port to the parent. */
const [, , folder = ''] = process.argv;
endWithParent();
const engine = await openEngine(
  settingsFrom({ DATA_DIR: folder, ROLES: 'store', ESDB_PORT: '0', ESDB_ENGINE_WRITES: 'true', LOG_LEVEL: 'error' }),
);
process.send?.(engine.gateway?.port);
