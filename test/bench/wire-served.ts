import { openEngine, settingsFrom } from '../../apps/server/index.js';

/** The embedded log of a data folder, served over the wire by a process of its own. */
const [, , folder = ''] = process.argv;
const engine = await openEngine(
  settingsFrom({ DATA_DIR: folder, ROLES: 'store', ESDB_PORT: '0', ESDB_ENGINE_WRITES: 'true', LOG_LEVEL: 'error' }),
);
process.send?.(engine.wire?.port);
