import { parentPort, workerData } from 'node:worker_threads';
import type { Settings } from '../settings.js';
import { eraseFromKeyBackups } from './key-backups.js';
import { keyHistoryOf } from './key-history.js';
import { recordedErasures } from './key-store-file.js';
import { manifestKeysOf } from './manifest-keys.js';

/** Script of the thread that erases from backups of keys: their files are copied and rewritten. */
const settings = workerData as Settings;
const erasures = await recordedErasures(settings);
parentPort?.postMessage(
  erasures.length === 0
    ? []
    : await eraseFromKeyBackups(
        settings.DATA_DIR,
        erasures,
        manifestKeysOf(settings, (await keyHistoryOf(settings)).vkeys),
      ),
);
