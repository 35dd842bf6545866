import type { EventStore, ReadableLog } from '@ledgerdesk/event-store';
import { join } from 'node:path';
import { dataFolder } from '../../server/data-folder.js';
import { openLogForReading, openLogForWriting, type StorageConfig } from '../../server/storage.js';

const isUrl = (place: string): boolean => /^(esdb|kurrentdb)(\+discover)?:/.test(place);

const placesAt = (place: string): StorageConfig => ({
  events: join(place, 'events.db'),
  rows: join(place, 'read.db'),
  ...(isUrl(place) && { eventStoreUrl: place }),
});

/** The log at a data folder or a connection string of EventStoreDB. */
export const sourceAt = (place: string): Promise<ReadableLog> => openLogForReading(placesAt(place));

/** The log to copy into: the folder is made if it is missing. Rejects with StoreLocked beside a running engine. */
export const targetAt = async (place: string): Promise<EventStore> => {
  if (!isUrl(place)) dataFolder(place);
  return openLogForWriting(placesAt(place), true);
};
