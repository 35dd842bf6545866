import { attachments, isAttached } from '@ledgerdesk/projections';
import { existsSync } from 'node:fs';
import { dataFolderAt } from '../../server/data-folder.js';
import type { Settings } from '../../server/settings.js';
import { openRowsView, storageConfigOf } from '../../server/storage.js';

/** Which files messages have, by the read model of attachments. */
export interface MessageFiles {
  /** Undefined as long as the read model does not serve. */
  isAttached(sha256: string): Promise<boolean | undefined>;
  close(): Promise<void>;
}

/** Opens the read model of attachments; undefined if there are no files, or no read models yet. */
export const openMessageFiles = async (settings: Settings): Promise<MessageFiles | undefined> => {
  if (settings.DATABASE_URL !== undefined || !existsSync(dataFolderAt(settings.DATA_DIR).rows)) return undefined;
  const rows = await openRowsView(storageConfigOf(settings));
  return {
    isAttached: async (sha256) =>
      (await rows.serving(attachments.name)) === undefined ? undefined : isAttached(rows, sha256),
    close: () => rows.close(),
  };
};
