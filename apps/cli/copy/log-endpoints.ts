import type { EventStore, ReadableLog } from '@ledgerdesk/event-store';
import { createDataFolder } from '../../server/data-folder.js';
import {
  embeddedStorage,
  isLogUrl,
  openLogForReading,
  openLogForWriting,
  type StorageConfig,
} from '../../server/storage.js';

const storageConfigAt = (location: string): StorageConfig =>
  isLogUrl(location) ? { ...embeddedStorage(''), log: location } : embeddedStorage(location);

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
