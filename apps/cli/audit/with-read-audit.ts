import type { ReadAuditReader } from '@ledgerdesk/read-audit';
import { requireDataFolder } from '../../server/data-folder.js';
import { settingsFrom } from '../../server/settings.js';

/** There is no read audit where a command looks for it. */
class ReadAuditNotFound extends Error {
  readonly code = 'invalid-data-folder';
}

/**
 * Opens the read audit of the configured engine for reading, calls `work` and closes it. The engine may be running.
 * @throws ReadAuditNotFound if there is none
 */
export const withReadAudit = async <T>(work: (audit: ReadAuditReader) => Promise<T>): Promise<T> => {
  const settings = settingsFrom(process.env);
  requireDataFolder(settings);
  const { openReadAuditReader, storageConfigOf } = await import('../../server/storage.js');
  const audit = await openReadAuditReader(storageConfigOf(settings));
  if (!audit)
    throw new ReadAuditNotFound(`There is no read audit in ${settings.DATA_DIR}. An engine creates it when it starts.`);
  try {
    return await work(audit);
  } finally {
    await audit.close();
  }
};
