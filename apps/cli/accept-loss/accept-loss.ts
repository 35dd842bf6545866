import { FIRST_EPOCH, LogHistory, readEpoch, recordLoss } from '@ledgerdesk/event-store';
import { parseOrigin } from '@ledgerdesk/ledger';
import { dataFolderAt, requireDataFolder } from '../../server/data-folder.js';
import { clockOrigin } from '../../server/engine-time.js';
import { ledgerVkeys, originOf } from '../../server/ledger/ledger-config.js';
import { lastOfTree, positionOfLoss, type SignedLog, treeLoss } from '../../server/ledger/tree-loss.js';
import { type LosingReader, logReaders, losingReaders } from '../../server/log-readers.js';
import { OpenResources } from '../../server/open-resources.js';
import type { Settings } from '../../server/settings.js';
import { openLogForWriting, openTreeStore, storageConfigOf } from '../../server/storage.js';

/** The readers whose events the log has lost, and the epoch that was opened; undefined if nothing was to accept. */
export interface AcceptedLoss {
  readonly losing: readonly LosingReader[];
  readonly epoch: number | undefined;
}

/** The tree as a reader, if the log contradicts its last checkpoint. */
const losingTree = async (signed: SignedLog): Promise<readonly LosingReader[]> => {
  const loss = await treeLoss(signed);
  if (!loss) return [];
  const { origin, detail } = loss;
  const epoch = parseOrigin(origin)?.epoch ?? FIRST_EPOCH;
  const position = await positionOfLoss(signed, loss);
  return [
    {
      kind: 'tree',
      name: origin,
      checkpoint: { logId: signed.log.logId, position, epoch },
      isSender: false,
      detail,
      accepted: false,
    },
  ];
};

/**
 * Records in the log that it has lost the events that its readers have read, unless nothing is missing, with the last
 * checkpoint of its tree. The engine must not run.
 * @throws StoreLocked if an engine is using the log, DataFolderNotFound if there is no data folder
 * @throws CheckpointFileUnusable if the file with the newest checkpoint is damaged, or not signed by this log
 */
export const acceptLoss = async (settings: Settings, reason: string | null, now: string): Promise<AcceptedLoss> => {
  requireDataFolder(settings);
  const storage = storageConfigOf(settings);
  const folder = dataFolderAt(settings.DATA_DIR);
  const resources = new OpenResources();
  try {
    const log = resources.add(await openLogForWriting(storage, { thread: false }));
    const trees = resources.add(await openTreeStore(storage));
    const origin = originOf(settings, await readEpoch(log));
    const signed = { log, trees, origin, file: folder.checkpoint, vkeys: ledgerVkeys(settings, origin) };
    const readers = await logReaders(storage, folder);
    const tree = await losingTree(signed);
    const losing = [...(await losingReaders(log, readers)), ...tree];
    if (losing.every(({ accepted }) => accepted)) return { losing, epoch: undefined };
    const seen = [...readers, ...tree].filter(({ checkpoint: { logId } }) => logId === log.logId);
    const epochs = [await new LogHistory(log).epoch(), ...seen.map(({ checkpoint: { epoch } }) => epoch ?? 0)];
    const epoch = Math.max(...epochs) + 1;
    const lost = losing.map(({ kind, name, checkpoint: { position, eventId } }) => ({
      reader: `${kind} ${name}`,
      position,
      eventId: eventId ?? null,
    }));
    await recordLoss(log, {
      epoch,
      lost,
      reason,
      tenant: settings.TENANT,
      now,
      origin: clockOrigin(settings, now),
      tree: await lastOfTree(signed),
    });
    return { losing, epoch };
  } finally {
    await resources.close();
  }
};
