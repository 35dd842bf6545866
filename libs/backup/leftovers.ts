import { readdirSync, rmSync } from 'node:fs';
import { syncFolder } from '@ledgerdesk/files';
import { attachmentsIn, attachmentPath, savedAttachments } from './attachment-copy.js';
import { readAttachmentList, type SavedAttachment } from './attachment-list.js';
import { ATTACHMENT_LIST, LOG_FOLDER } from './names.js';
import type { BackupPlace } from './place.js';
import { readSnapshot } from './snapshot.js';

/** Deletes what backups that were not finished have left: nothing of a whole one. */
export const deleteLeftovers = (place: BackupPlace): void => {
  for (const id of place.unfinished()) place.deleteSnapshot(id);
  if (place.kind === 'data') deleteSegments(place);
};

/** Names of the segments that the backups of a place use; undefined if a manifest cannot be read. */
const segmentsInUse = (place: BackupPlace): ReadonlySet<string> | undefined => {
  try {
    const segments = place.snapshots().flatMap((id) => readSnapshot(place, id).manifest.log.segments ?? []);
    return new Set(segments.map(({ name }) => name));
  } catch {
    return undefined;
  }
};

const deleteSegments = (place: BackupPlace): void => {
  const used = segmentsInUse(place);
  if (!used) return;
  const unused = readdirSync(place.at(LOG_FOLDER)).filter((name) => !used.has(`${LOG_FOLDER}/${name}`));
  for (const name of unused) rmSync(place.at(LOG_FOLDER, name), { force: true });
  if (unused.length > 0) syncFolder(place.at(LOG_FOLDER));
};

/** The attachments of several sorted lists, each read once and in step. */
class ListsInStep {
  private readonly lists: AsyncGenerator<SavedAttachment>[];
  private heads: (string | undefined)[] | undefined;

  constructor(files: readonly string[]) {
    this.lists = files.map(readAttachmentList);
  }

  /** Returns true if a list names the attachment. Ask in ascending order. */
  async includes(sha256: string): Promise<boolean> {
    this.heads ??= await Promise.all(this.lists.map(next));
    for (const [n, list] of this.lists.entries())
      while ((this.heads[n] ?? 'g') < sha256) this.heads[n] = await next(list);
    return this.heads.includes(sha256);
  }
}

const next = async (list: AsyncGenerator<SavedAttachment>): Promise<string | undefined> => {
  const result = await list.next();
  return result.done === true ? undefined : result.value.sha256;
};

/**
 * Deletes the oldest backups of a place, except for the newest `keep`, and the files that only they used. Returns the
 * names of those that were deleted.
 */
export const pruneSnapshots = async (place: BackupPlace, keep: number): Promise<readonly string[]> => {
  const old = place.snapshots().slice(0, -keep);
  for (const id of old) place.deleteSnapshot(id);
  if (old.length === 0 || place.kind === 'keys') return old;
  deleteSegments(place);
  const lists = place
    .snapshots()
    .filter((id) => readSnapshot(place, id).manifest.attachments !== null)
    .map((id) => place.inSnapshot(id, ATTACHMENT_LIST));
  const used = new ListsInStep(lists);
  const folder = savedAttachments(place.path);
  for (const { sha256 } of attachmentsIn(folder))
    if (!(await used.includes(sha256))) rmSync(attachmentPath(folder, sha256), { force: true });
  return old;
};
