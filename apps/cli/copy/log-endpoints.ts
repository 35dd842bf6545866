import type { EventStore, ReadableLog } from '@ledgerdesk/event-store';
import { statSync } from 'node:fs';
import { createDataFolder, dataFolderAt } from '../../server/data-folder.js';
import {
  embeddedStorage,
  isLogUrl,
  openLogForReading,
  openLogForWriting,
  type StorageConfig,
} from '../../server/storage.js';

const storageConfigAt = (location: string): StorageConfig =>
  isLogUrl(location) ? { ...embeddedStorage(''), log: location } : embeddedStorage(location);

/** Source and target, each a data folder or a connection string. */
export interface Endpoints {
  readonly from: string;
  readonly to: string;
}

/** Returns true if both are data folders with the same log, regardless of the paths and links that lead there. */
export const isSameFolder = ({ from, to }: Endpoints): boolean => {
  if (isLogUrl(from) || isLogUrl(to)) return false;
  const [source, target] = [from, to].map((path) => statSync(dataFolderAt(path).events, { throwIfNoEntry: false }));
  return source !== undefined && source.dev === target?.dev && source.ino === target.ino;
};

/** Returns true if source and target are one log and at least one of them is reached through a server. */
export const isSameServedLog = (source: ReadableLog, target: ReadableLog, { from, to }: Endpoints): boolean =>
  (isLogUrl(from) || isLogUrl(to)) && source.logId === target.logId;

/** Opens the log in a data folder or at an EventStoreDB connection string. */
export const openSource = (location: string): Promise<ReadableLog> => openLogForReading(storageConfigAt(location));

/**
 * Opens the log to copy into. Creates a missing data folder.
 * @throws StoreLocked if an engine is using it.
 */
export const openTarget = async (location: string): Promise<EventStore> => {
  if (!isLogUrl(location)) createDataFolder(location);
  return openLogForWriting(storageConfigAt(location), {});
};
