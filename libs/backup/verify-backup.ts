import { messageOf } from '@ledgerdesk/kernel';
import { attachmentPath, savedAttachments } from './attachment-copy.js';
import { readAttachmentList } from './attachment-list.js';
import { BackupDamaged } from './errors.js';
import { LogTree } from './log-tree.js';
import type { Manifest } from './manifest.js';
import { ATTACHMENT_LIST } from './names.js';
import type { BackupPlace } from './place.js';
import type { ManifestVerifier } from './signature.js';
import { signedTree } from './signed-tree.js';
import { readSnapshot, type Snapshot } from './snapshot.js';
import { verifiedEvents, verifyFile } from './verify-files.js';

/** The result of verifying a backup. */
export interface VerifiedBackup {
  readonly id: string;
  /** Undefined if the manifest cannot be read. */
  readonly manifest: Manifest | undefined;
  /** What is wrong, as sentences. */
  readonly problems: readonly string[];
}

type Check = () => Promise<void>;

/** Compares the end of the last segment with the end of the log that the manifest names. */
const verifyLog = async (place: BackupPlace, { log, checkpoint }: Manifest): Promise<void> => {
  const signed = checkpoint === null ? undefined : signedTree(checkpoint, log.epoch);
  let last = { position: '0', id: null as string | null };
  const tree = new LogTree();
  for await (const event of verifiedEvents(place, log.segments ?? [])) {
    const { position, id } = event;
    if (Number(position) !== Number(last.position) + 1)
      throw new BackupDamaged(place.path, `position ${position} of the log follows ${last.position}`);
    last = { position, id };
    tree.add(event);
    if (signed && tree.size === signed.size && Buffer.compare(tree.root, signed.root) !== 0)
      throw new BackupDamaged(place.path, `the first ${signed.size} leaves have another root than the checkpoint says`);
  }
  if (signed && log.segments !== null && signed.size > tree.size)
    throw new BackupDamaged(place.path, `its checkpoint is of ${signed.size} leaves, and it has ${tree.size}`);
  if (log.segments !== null && (last.position !== log.position || last.id !== log.eventId))
    throw new BackupDamaged(place.path, `the log ends at position ${last.position} instead of ${log.position}`);
  if (log.tree && tree.saved().root !== log.tree.root)
    throw new BackupDamaged(place.path, 'the tree over its events has another root than the manifest says');
};

const verifyAttachments = async (place: BackupPlace, { id, attachments }: Manifest): Promise<readonly string[]> => {
  const problems: string[] = [];
  let count = 0;
  for await (const { sha256, bytes } of readAttachmentList(place.inSnapshot(id, ATTACHMENT_LIST))) {
    count += 1;
    await verifyFile(attachmentPath(savedAttachments(place.path), sha256), { sha256, bytes }).catch((error: unknown) =>
      problems.push(messageOf(error)),
    );
  }
  if (count !== attachments?.count) problems.push(`The list of attachments of ${id} has ${count} lines.`);
  return problems;
};

/** The backup before, if it is still there, must be the one that this was made after. */
const verifyPrevious = (place: BackupPlace, { id, previous }: Manifest): void => {
  if (!previous || !place.snapshots().includes(previous.id)) return;
  if (readSnapshot(place, previous.id).sha256 !== previous.sha256)
    throw new BackupDamaged(place.inSnapshot(previous.id), `it is not the backup that ${id} was made after`);
};

/**
 * Verifies a backup in whole: signature and manifest, hashes of all files, each event of the log, each attachment.
 * Reads everything, and lists all problems.
 */
export const verifyBackup = async (
  place: BackupPlace,
  id: string,
  verifier: ManifestVerifier | undefined,
): Promise<VerifiedBackup> => {
  const problems: string[] = [];
  const attempt = async (check: Check): Promise<void> => {
    try {
      await check();
    } catch (error) {
      problems.push(messageOf(error));
    }
  };
  let snapshot: Snapshot | undefined;
  await attempt(async () => {
    snapshot = readSnapshot(place, id, verifier);
  });
  const manifest = snapshot?.manifest;
  if (!manifest) return { id, manifest, problems };
  await attempt(async () => verifyPrevious(place, manifest));
  for (const file of manifest.files) await attempt(() => verifyFile(place.inSnapshot(id, file.name), file));
  await attempt(() => verifyLog(place, manifest));
  if (manifest.attachments)
    await attempt(async () => void problems.push(...(await verifyAttachments(place, manifest))));
  return { id, manifest, problems };
};
