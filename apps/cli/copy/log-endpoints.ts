import type { EventStore, ReadableLog } from '@ledgerdesk/event-store';
import { join } from 'node:path';
import { dataFolder } from '../../server/data-folder.js';
import { openLogForReading, openLogForWriting, type StorageConfig } from '../../server/storage.js';

const isUrl = (location: string): boolean => /^(esdb|kurrentdb)(\+discover)?:/.test(location);

const storageConfigAt = (location: string): StorageConfig => ({
  events: join(location, 'events.db'),
  rows: join(location, 'read.db'),
  ...(isUrl(location) && { eventStoreUrl: location }),
});

/** Opens the log in a data folder or at an EventStoreDB connection string. */
export const openSource = (location: string): Promise<ReadableLog> => openLogForReading(storageConfigAt(location));

/**
 * Opens the log to copy into. Creates a missing data folder.
 * @throws StoreLocked if an engine is using it.
 */
export const openTarget = async (location: string): Promise<EventStore> => {
  if (!isUrl(location)) dataFolder(location);
  return openLogForWriting(storageConfigAt(location), true);
};
