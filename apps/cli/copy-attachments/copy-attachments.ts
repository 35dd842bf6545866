import type { AttachmentReader, AttachmentStore } from '@ledgerdesk/attachments';
import type { Instant } from '@ledgerdesk/kernel';
import { statSync } from 'node:fs';
import {
  embeddedStorage,
  isRowsUrl,
  openAttachmentReader,
  openAttachments,
  type StorageConfig,
} from '../../server/storage.js';

const END_OF_TIME: Instant = '9999-12-31T23:59:59.999Z';

const storageConfigAt = (location: string): StorageConfig =>
  isRowsUrl(location) ? { ...embeddedStorage(''), rows: location } : embeddedStorage(location);

/** The source is no data folder. */
class SourceNotFound extends Error {
  readonly code = 'invalid-source';
}

/**
 * Opens the attachments in a data folder or at a PostgreSQL connection string.
 * @throws SourceNotFound if the folder does not exist: it would seem to have no attachments.
 */
export const openSource = async (location: string): Promise<AttachmentReader> => {
  if (!isRowsUrl(location) && !statSync(location, { throwIfNoEntry: false })?.isDirectory())
    throw new SourceNotFound(`There is no data folder at ${location}. Name the source with --from.`);
  return openAttachmentReader(storageConfigAt(location));
};

/** Opens the attachments to copy into. */
export const openTarget = (location: string): Promise<AttachmentStore> => openAttachments(storageConfigAt(location));

/**
 * Copies all contents and returns their number. Existing contents are overwritten with the same bytes.
 * @throws Error if the bytes do not match their hash.
 */
export const copyAttachments = async (
  source: AttachmentReader,
  target: AttachmentStore,
  at: Instant,
): Promise<number> => {
  let copied = 0;
  for await (const sha256 of source.listOlderThan(END_OF_TIME)) {
    const content = await source.get(sha256);
    if (!content) continue;
    const storedFile = await target.put(content, at);
    if (storedFile.sha256 !== sha256)
      throw new Error(
        `The content stored as ${sha256} has the hash ${storedFile.sha256}. It is damaged; restore it from a backup.`,
      );
    copied += 1;
  }
  return copied;
};
