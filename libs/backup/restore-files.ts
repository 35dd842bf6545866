import { createPrivateFolder, syncFolder } from '@ledgerdesk/files';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { attachmentPath, copyAttachment, savedAttachments } from './attachment-copy.js';
import { readAttachmentList, type SavedAttachment } from './attachment-list.js';
import { chunksOf, writeDurably } from './durable-writer.js';
import { BackupDamaged } from './errors.js';
import type { Manifest, SavedFile } from './manifest.js';
import { ATTACHMENT_LIST, UNFINISHED } from './names.js';
import type { BackupPlace } from './place.js';
import { verifyFile } from './verify-files.js';

/**
 * Copies a file of a backup, durably, and checks it while it is read: nothing has its name before it is known to be
 * what was saved.
 * @throws BackupDamaged
 */
export const restoreFile = async (
  from: string,
  to: string,
  { sha256, bytes }: Omit<SavedFile, 'name'>,
): Promise<void> => {
  const folder = dirname(to);
  if (!existsSync(from)) throw new BackupDamaged(from, 'it is missing');
  createPrivateFolder(folder);
  const draft = to + UNFINISHED;
  try {
    const copied = await writeDurably(draft, chunksOf(from));
    if (copied.sha256 !== sha256 || copied.bytes !== bytes) throw new BackupDamaged(from, 'its content was changed');
    renameSync(draft, to);
    syncFolder(folder);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
};

/** Copies the attachments of a backup into a folder, and returns their number. @throws BackupDamaged */
export const restoreAttachments = async (
  place: BackupPlace,
  { id, files, attachments }: Manifest,
  folder: string,
): Promise<number> => {
  const list = place.inSnapshot(id, ATTACHMENT_LIST);
  const listed = files.find(({ name }) => name === ATTACHMENT_LIST);
  if (!listed) throw new BackupDamaged(list, 'the manifest does not name it');
  await verifyFile(list, listed);
  createPrivateFolder(folder);
  let count = 0;
  for await (const attachment of readAttachmentList(list)) {
    await restoreAttachment(savedAttachments(place.path), folder, attachment);
    count += 1;
  }
  if (count !== attachments?.count) throw new BackupDamaged(list, `it has ${count} lines`);
  return count;
};

const restoreAttachment = async (saved: string, folder: string, attachment: SavedAttachment): Promise<void> => {
  const outcome = await copyAttachment(saved, folder, attachment);
  const file = attachmentPath(saved, attachment.sha256);
  if (outcome === 'altered') throw new BackupDamaged(file, 'its content was changed');
  if (outcome === 'missing') throw new BackupDamaged(file, 'it is missing');
};
