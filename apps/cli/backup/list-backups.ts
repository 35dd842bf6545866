import { BackupPlace, type Manifest, readSnapshot } from '@ledgerdesk/backup';
import { messageOf } from '@ledgerdesk/kernel';

/** A backup of a folder, as its manifest describes it. */
export interface ListedBackup {
  readonly id: string;
  readonly createdAt: string | null;
  readonly position: string | null;
  readonly epoch: number | null;
  /** Bytes of the files that belong to this backup alone and of the log and attachments that it shares with others. */
  readonly bytes: number | null;
  /** Why the manifest cannot be read. Null: it can. */
  readonly problem: string | null;
}

const bytesOf = ({ files, log, attachments }: Manifest): number =>
  [...files, ...(log.segments ?? []), ...(attachments ? [attachments] : [])].reduce((sum, { bytes }) => sum + bytes, 0);

const listed = (place: BackupPlace, id: string): ListedBackup => {
  try {
    const { manifest } = readSnapshot(place, id);
    const { position, epoch } = manifest.log;
    return { id, createdAt: manifest.createdAt, position, epoch, bytes: bytesOf(manifest), problem: null };
  } catch (error) {
    return { id, createdAt: null, position: null, epoch: null, bytes: null, problem: messageOf(error) };
  }
};

/** Lists the whole backups of a folder, oldest first, without verifying them. */
export const listBackups = (path: string): readonly ListedBackup[] => {
  const place = BackupPlace.openForReading(path, 'data');
  return place.snapshots().map((id) => listed(place, id));
};
