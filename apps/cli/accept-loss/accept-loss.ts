import { LogHistory, recordLoss } from '@ledgerdesk/event-store';
import { dataFolderAt, requireDataFolder } from '../../server/data-folder.js';
import { clockOrigin } from '../../server/engine-time.js';
import { type LosingReader, logReaders, losingReaders } from '../../server/log-readers.js';
import type { Settings } from '../../server/settings.js';
import { openLogForWriting, storageConfigOf } from '../../server/storage.js';

/** The readers whose events the log has lost, and the epoch that was opened; undefined if nothing was to accept. */
export interface AcceptedLoss {
  readonly losing: readonly LosingReader[];
  readonly epoch: number | undefined;
}

/**
 * Records in the log that it has lost the events that its readers have read, unless nothing is missing. The engine must
 * not run.
 * @throws StoreLocked if an engine is using the log, DataFolderNotFound if there is no data folder
 */
export const acceptLoss = async (settings: Settings, reason: string | null, now: string): Promise<AcceptedLoss> => {
  requireDataFolder(settings);
  const storage = storageConfigOf(settings);
  const log = await openLogForWriting(storage, { thread: false });
  try {
    const readers = await logReaders(storage, dataFolderAt(settings.DATA_DIR));
    const losing = await losingReaders(log, readers);
    if (losing.every(({ accepted }) => accepted)) return { losing, epoch: undefined };
    const seen = readers.filter(({ checkpoint: { logId } }) => logId === log.logId);
    const epochs = [await new LogHistory(log).epoch(), ...seen.map(({ checkpoint: { epoch } }) => epoch ?? 0)];
    const epoch = Math.max(...epochs) + 1;
    const lost = losing.map(({ kind, name, checkpoint: { position, eventId } }) => ({
      reader: `${kind} ${name}`,
      position,
      eventId: eventId ?? null,
    }));
    await recordLoss(log, { epoch, lost, reason, tenant: settings.TENANT, now, origin: clockOrigin(settings, now) });
    return { losing, epoch };
  } finally {
    await log.close();
  }
};
