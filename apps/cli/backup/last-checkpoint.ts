import { readEpoch, type ReadableLog } from '@ledgerdesk/event-store';
import { CheckpointFileUnusable, newestCheckpoint } from '@ledgerdesk/tree-signing';
import { dataFolderAt } from '../../server/data-folder.js';
import { readKnownCheckpoint } from '../../server/ledger/known-checkpoint.js';
import { ledgerVkeys, originOf } from '../../server/ledger/ledger-config.js';
import type { Settings } from '../../server/settings.js';
import { openTreeReader, storageConfigOf } from '../../server/storage.js';

/** The last checkpoint of a log, with warnings about a checkpoint file that could not be used. */
export interface LastCheckpoint {
  /** The signed note; null if nothing was signed yet. */
  readonly note: string | null;
  readonly warnings: readonly string[];
}

/** The last checkpoint of the log's current epoch: that of the file beside the stores, or of the stores. */
export const readLastCheckpoint = async (
  settings: Settings,
  log: Pick<ReadableLog, 'readStream'>,
): Promise<LastCheckpoint> => {
  const origin = originOf(settings, await readEpoch(log));
  const trees = await openTreeReader(storageConfigOf(settings));
  const file = dataFolderAt(settings.DATA_DIR).checkpoint;
  try {
    const tree = trees?.tree(origin);
    const stored = await tree?.lastCheckpoint();
    try {
      const known = await readKnownCheckpoint({ file, origin, vkeys: ledgerVkeys(settings, origin), trees });
      const newest = tree ? await newestCheckpoint(tree, known) : known;
      return { note: newest?.note ?? null, warnings: [] };
    } catch (error) {
      if (!(error instanceof CheckpointFileUnusable)) throw error;
      return { note: stored?.note ?? null, warnings: [error.message] };
    }
  } finally {
    await trees?.close();
  }
};
