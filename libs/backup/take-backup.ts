import { LogHistory, readEpoch, type ReadableLog, recordedAtOrBefore, START } from '@ledgerdesk/event-store';
import { comparePositions } from '@ledgerdesk/kernel';
import { replaceFile } from '@ledgerdesk/files';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { AttachmentSaver, type SavedAttachments } from './attachment-saver.js';
import { copySources } from './copy-sources.js';
import { BackupDamaged } from './errors.js';
import { deleteLeftovers } from './leftovers.js';
import { LogTree } from './log-tree.js';
import { BACKUP_FORMAT, type LogEnd, type Manifest, parseManifest, type SavedSegment } from './manifest.js';
import { MANIFEST, snapshotId, snapshotNumber } from './names.js';
import type { BackupPlace } from './place.js';
import { writeSegments } from './segments.js';
import { type ManifestVerifier, signManifest } from './signature.js';
import { readSnapshot, type Snapshot } from './snapshot.js';
import type { BackupOptions, BackupSource } from './source.js';
import { verifyFiles, verifySegments } from './verify-files.js';

/** A backup that was made, and what was added for it. */
export interface TakenBackup extends Snapshot {
  /** Events that no earlier backup of the place contained. */
  readonly addedEvents: number;
  readonly addedAttachments: number;
  /** Bytes that were written. */
  readonly addedBytes: number;
  /** What an operator should know, as sentences. */
  readonly warnings: readonly string[];
}

/** Where a log ends at the moment. */
const readLogEnd = async (log: ReadableLog): Promise<LogEnd> => {
  const epoch = await readEpoch(log);
  const {
    events: [last],
  } = await log.readAll({ direction: 'backward', limit: 1 });
  const position = last?.position ?? START;
  return {
    logId: log.logId,
    position,
    eventId: last?.id ?? null,
    epoch,
    recordedAt: (await recordedAtOrBefore(log, position)) ?? null,
  };
};

/** The log to save, and what goes along with its events. */
interface LogToSave {
  readonly end: LogEnd;
  readonly base: Snapshot | undefined;
  readonly saver: AttachmentSaver | undefined;
  readonly tree: LogTree;
}

/** Makes one backup in a place. */
class BackupRun {
  private readonly warnings: string[] = [];
  private addedBytes = 0;
  private addedEvents = 0;

  constructor(
    private readonly place: BackupPlace,
    private readonly source: BackupSource,
    private readonly options: BackupOptions,
    private readonly verifier: ManifestVerifier,
  ) {}

  async take(): Promise<TakenBackup> {
    const { place, source, options } = this;
    deleteLeftovers(place);
    const ids = place.snapshots();
    const number = Math.max(snapshotNumber(ids.at(-1) ?? '0'), options.after ?? 0) + 1;
    const id = snapshotId(number, options.now);
    const draft = place.beginSnapshot(id);
    // The order matters: what has read the log is copied before the log's end is looked up.
    const copied = await copySources(draft, { databases: source.databases, files: [] });
    const end = await readLogEnd(source.log);
    const files = [...copied, ...(await copySources(draft, { databases: [], files: source.files }))];
    const base = await this.newestUsable(ids);
    const saver = source.attachments === undefined ? undefined : this.attachmentSaver(source.attachments, base);
    const tree = new LogTree(base?.manifest.log.tree);
    const segments = source.savesLog ? await this.saveLog({ end, base, saver, tree }) : null;
    const attachments = await saver?.save(draft, options.pause);
    const manifest: Manifest = {
      format: BACKUP_FORMAT,
      id,
      number,
      createdAt: options.now,
      version: source.version,
      tenant: source.tenant,
      vkey: options.signer.vkey,
      previous: this.previous(ids),
      log: { ...end, segments: segments && [...segments], tree: segments && tree.saved() },
      checkpoint: source.checkpoint,
      files: [...files, ...(attachments ? [attachments.list] : [])],
      attachments: attachments ? this.countsOf(attachments) : null,
      leftOut: [...source.leftOut],
    };
    return this.finish(draft, manifest, attachments);
  }

  /** Writes the manifest, reads everything again, and gives the backup its name. */
  private async finish(
    draft: string,
    manifest: Manifest,
    attachments: SavedAttachments | undefined,
  ): Promise<TakenBackup> {
    const { place, options, verifier } = this;
    const text = `${JSON.stringify(manifest, null, 1)}\n`;
    const signed = { kind: place.kind, id: manifest.id, logId: place.logId, manifest: text };
    replaceFile(join(draft, MANIFEST), signManifest(options.signer, signed));
    parseManifest(join(draft, MANIFEST), text);
    await verifyFiles(draft, manifest.files);
    place.finishSnapshot(manifest.id);
    const snapshot = readSnapshot(place, manifest.id, verifier);
    return {
      ...snapshot,
      addedEvents: this.addedEvents,
      addedAttachments: attachments?.added ?? 0,
      addedBytes:
        this.addedBytes + (attachments?.addedBytes ?? 0) + manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
      warnings: this.warnings,
    };
  }

  private attachmentSaver(folder: string, base: Snapshot | undefined): AttachmentSaver {
    return new AttachmentSaver(folder, this.place.path, base?.manifest.attachments?.missing ?? []);
  }

  private countsOf({ count, bytes, missing, altered }: SavedAttachments): Manifest['attachments'] {
    for (const sha256 of altered)
      this.warnings.push(`Not saved: the attachment ${sha256} is damaged. Its hash differs.`);
    return { count, bytes, missing: [...new Set([...missing, ...altered])] };
  }

  private previous(ids: readonly string[]): Manifest['previous'] {
    const id = ids.at(-1);
    if (id === undefined) return null;
    try {
      return { id, sha256: readSnapshot(this.place, id).sha256 };
    } catch (error) {
      if (error instanceof BackupDamaged) return null;
      throw error;
    }
  }

  /** The newest backup that this one can build on: whole, signed, and of events that the log contains. */
  private async newestUsable(ids: readonly string[]): Promise<Snapshot | undefined> {
    for (const id of ids.toReversed()) {
      const found = await this.usable(id);
      if (found) return found;
    }
    return undefined;
  }

  private async usable(id: string): Promise<Snapshot | undefined> {
    try {
      const snapshot = readSnapshot(this.place, id, this.verifier);
      const { segments, position, eventId, epoch, logId } = snapshot.manifest.log;
      const checkpoint = { logId, position, epoch, eventId: eventId ?? undefined };
      if ((await new LogHistory(this.source.log).compare(checkpoint)).kind !== 'intact') {
        this.warnings.push(`The backup ${id} has events that the log does not contain. It is kept, and not built on.`);
        return undefined;
      }
      if (segments === null) return undefined;
      for (const { name, bytes } of segments) this.requireSize(name, bytes);
      return snapshot;
    } catch (error) {
      this.warnings.push(`The backup ${id} is not built on: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  private requireSize(name: string, bytes: number): void {
    const found = statSync(this.place.at(name), { throwIfNoEntry: false });
    if (found?.size !== bytes)
      throw new BackupDamaged(this.place.at(name), found ? 'its size was changed' : 'it is missing');
  }

  private async saveLog({ end, base, saver, tree }: LogToSave): Promise<readonly SavedSegment[]> {
    const { place, source, options } = this;
    const kept = base?.manifest.log.segments ?? [];
    const after = kept.at(-1)?.last ?? START;
    if (comparePositions(after, end.position) >= 0) return kept;
    const added = await writeSegments(
      source.log,
      { after, until: end.position },
      place.path,
      {
        onEvents: (events) => {
          this.addedEvents += events.length;
          for (const event of events) {
            saver?.require(source.attachmentsOf(event));
            tree.add(event);
          }
        },
        pause: options.pause,
      },
      options.segmentBytes,
    );
    await verifySegments(place, added);
    for (const { bytes } of added) this.addedBytes += bytes;
    return [...kept, ...added];
  }
}

/**
 * Makes a backup in a place, while an engine writes its stores. It is whole and verified when the promise resolves, and
 * if that rejects, it is not among the snapshots of the place. Copies only the events and attachments that earlier
 * backups of the place do not have.
 * @throws SourceUnreadable, DiskFault, FileInaccessible
 */
export const takeBackup = (
  place: BackupPlace,
  source: BackupSource,
  options: BackupOptions,
  verifier: ManifestVerifier,
): Promise<TakenBackup> => new BackupRun(place, source, options, verifier).take();
