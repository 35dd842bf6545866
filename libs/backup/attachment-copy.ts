import { createPrivateFolder, namingFileError, syncFolder } from '@ledgerdesk/files';
import { errorCodeOf } from '@ledgerdesk/kernel';
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chunksOf, writeDurably } from './durable-writer.js';
import { ATTACHMENTS_FOLDER, UNFINISHED } from './names.js';
import type { SavedAttachment } from './attachment-list.js';

const SUBFOLDER = /^[0-9a-f]{2}$/;
const SHA256 = /^[0-9a-f]{64}$/;

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).toSorted();
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return [];
    throw namingFileError(folder, error, 'read folder');
  }
};

/** Yields the files of a folder of attachments, by hash, with their sizes. Memory is bounded by one subfolder. */
export function* attachmentsIn(folder: string): Generator<SavedAttachment> {
  for (const name of namesIn(folder).filter((one) => SUBFOLDER.test(one)))
    for (const sha256 of namesIn(join(folder, name)).filter((one) => SHA256.test(one))) {
      const found = statSync(join(folder, name, sha256), { throwIfNoEntry: false });
      if (found?.isFile()) yield { sha256, bytes: found.size };
    }
}

/** Path of an attachment below a folder of attachments. */
export const attachmentPath = (folder: string, sha256: string): string => join(folder, sha256.slice(0, 2), sha256);

/**
 * Copies an attachment, unless `to` has it. Returns `altered` if its bytes do not match its name, and `missing` if it
 * was deleted meanwhile: nothing is copied then.
 */
export const copyAttachment = async (
  from: string,
  to: string,
  { sha256, bytes }: SavedAttachment,
): Promise<'copied' | 'present' | 'altered' | 'missing'> => {
  const target = attachmentPath(to, sha256);
  if (statSync(target, { throwIfNoEntry: false })?.size === bytes) return 'present';
  const folder = join(to, sha256.slice(0, 2));
  createPrivateFolder(folder);
  const draft = target + UNFINISHED;
  rmSync(draft, { force: true });
  try {
    const written = await writeDurably(draft, chunksOf(attachmentPath(from, sha256)));
    if (written.sha256 !== sha256) return 'altered';
    renameSync(draft, target);
    syncFolder(folder);
    return 'copied';
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return 'missing';
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
};

/** The folder of attachments in a place of backups. */
export const savedAttachments = (place: string): string => join(place, ATTACHMENTS_FOLDER);
