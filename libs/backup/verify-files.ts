import type { StoredEvent } from '@ledgerdesk/event-store';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from './durable-writer.js';
import { BackupDamaged } from './errors.js';
import type { SavedFile, SavedSegment } from './manifest.js';
import type { BackupPlace } from './place.js';
import { readSegment } from './segments.js';

/** Compares a file with what a manifest says of it. @throws BackupDamaged */
export const verifyFile = async (file: string, { bytes, sha256 }: Omit<SavedFile, 'name'>): Promise<void> => {
  if (!existsSync(file)) throw new BackupDamaged(file, 'it is missing');
  const found = await digestOf(file);
  if (found.sha256 !== sha256 || found.bytes !== bytes) throw new BackupDamaged(file, 'its content was changed');
};

/** Compares files below a folder with a manifest. @throws BackupDamaged */
export const verifyFiles = async (folder: string, files: readonly SavedFile[]): Promise<void> => {
  for (const file of files) await verifyFile(join(folder, file.name), file);
};

/** Yields the events of segments. Each is compared with the manifest before its first event. @throws BackupDamaged */
export async function* verifiedEvents(
  place: BackupPlace,
  segments: readonly SavedSegment[],
): AsyncGenerator<StoredEvent> {
  for (const segment of segments) {
    const file = place.at(segment.name);
    await verifyFile(file, segment);
    yield* readSegment(file, segment);
  }
}

/** Reads segments again, and compares them with the manifest: bytes, and each event. @throws BackupDamaged */
export const verifySegments = async (place: BackupPlace, segments: readonly SavedSegment[]): Promise<void> => {
  for await (const _ of verifiedEvents(place, segments));
};
