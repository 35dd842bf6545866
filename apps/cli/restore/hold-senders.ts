import type { ReadableLog } from '@ledgerdesk/event-store';
import type { Checkpoint, Position } from '@ledgerdesk/kernel';
import { SENDERS } from '@ledgerdesk/processes';
import { existsSync } from 'node:fs';
import type { DataFolder } from '../../server/data-folder.js';
import { logReaders } from '../../server/log-readers.js';
import { openOutbox, type StorageConfig } from '../../server/storage.js';

/** The end of a backup's log, in the epoch that it was made in. */
export interface RestoredEnd {
  readonly position: Position;
  readonly epoch: number;
}

/**
 * The first position of the events that a log had after a backup. A checkpoint there, without an event, says that what
 * was sent of them is not known.
 */
const beyond = (log: ReadableLog, { position, epoch }: RestoredEnd): Checkpoint => ({
  logId: log.logId,
  position: String(BigInt(position) + 1n),
  epoch,
});

/**
 * Lets everything that sends events to other systems wait until an operator decides: after the backup was made, it may
 * have sent more than the log now contains. Returns the names.
 */
export const holdSenders = async (
  log: ReadableLog,
  end: RestoredEnd,
  storage: StorageConfig,
  folder: DataFolder,
): Promise<readonly string[]> => {
  const outbox = await openOutbox(storage);
  try {
    for (const name of SENDERS) await outbox.saveCheckpoint(name, beyond(log, end));
  } finally {
    await outbox.close();
  }
  return [...SENDERS, ...(await holdSubscriptions(log, end, storage, folder))];
};

const holdSubscriptions = async (
  log: ReadableLog,
  end: RestoredEnd,
  storage: StorageConfig,
  folder: DataFolder,
): Promise<readonly string[]> => {
  if (!existsSync(folder.subscriptions)) return [];
  const { moveSubscription } = await import('@ledgerdesk/esdb-gateway');
  const readers = await logReaders(storage, folder);
  const names = readers.filter(({ kind }) => kind === 'persistent subscription').map(({ name }) => name);
  for (const name of names) await moveSubscription(folder.subscriptions, log, name, beyond(log, end));
  return names;
};
