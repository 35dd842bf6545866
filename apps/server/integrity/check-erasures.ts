import type { ReadableLog } from '@ledgerdesk/event-store';
import { BackupPlace } from '@ledgerdesk/backup';
import { compareErasures, type ErasureList, readRecordedErasures, type Report, unknown } from '@ledgerdesk/integrity';
import { addMillis, HOUR, messageOf } from '@ledgerdesk/kernel';
import { erasuresListedIn, registeredKeyBackups } from '../key-backups/key-backups.js';
import { readUnreached } from '../key-backups/unreached-key-backups.js';
import type { Settings } from '../settings.js';
import { readTombstones, storageConfigOf } from '../storage.js';

/** The lists of erasures in the registered folders of backups of keys that can be read. */
const erasureLists = (dataDir: string, report: Report): readonly ErasureList[] => {
  const unreached = new Set(readUnreached(dataDir).map(({ place }) => place));
  return registeredKeyBackups(dataDir).flatMap((path) => {
    const place = `list of erasures in ${path}`;
    try {
      const erasures = erasuresListedIn(BackupPlace.openForReading(path, 'keys'));
      return [{ place, erasures, isBehind: unreached.has(path) }];
    } catch (error) {
      report(unknown('erasure-unlisted', place, `it cannot be read: ${messageOf(error)}`));
      return [];
    }
  });
};

/**
 * Compares the tombstones of the key store with the erasures that the log has, and with the lists of erasures in
 * registered folders. `log`: as it is stored.
 */
export const checkErasures = async (
  settings: Settings,
  log: Pick<ReadableLog, 'readAll' | 'isRemote'>,
  report: Report,
): Promise<void> => {
  const storage = storageConfigOf(settings);
  const before = await readTombstones(storage);
  const recorded = await readRecordedErasures(log);
  const lists = erasureLists(settings.DATA_DIR, report);
  const after = await readTombstones(storage);
  const { lastRecordedAt } = recorded;
  // The engine adds an erasure to the lists when it is complete.
  const graceFrom = lastRecordedAt === undefined ? '' : addMillis(lastRecordedAt, -HOUR);
  for (const finding of compareErasures({ before, after, log: recorded, lists }, graceFrom)) report(finding);
};
