import {
  type CheckpointHistory,
  LogHistory,
  readEpoch,
  type ReadableLog,
  recordedAtOrBefore,
  START,
} from '@ledgerdesk/event-store';
import { type Checkpoint, comparePositions } from '@ledgerdesk/kernel';
import { replaceFile } from '@ledgerdesk/files';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { TreeCheckpoint } from '@ledgerdesk/ledger';
import { attachmentPath, savedAttachments } from './attachment-copy.js';
import { AttachmentSaver, type SavedAttachments } from './attachment-saver.js';
import { copySources } from './copy-sources.js';
import { BackupDamaged, BackupNotTrusted } from './errors.js';
import { deleteLeftovers } from './leftovers.js';
import { LogTree } from './log-tree.js';
import { BACKUP_FORMAT, type LogEnd, type Manifest, parseManifest, type SavedSegment } from './manifest.js';
import { ATTACHMENT_LIST, MANIFEST, snapshotId, snapshotNumber } from './names.js';
import type { BackupPlace } from './place.js';
import { writeSegments } from './segments.js';
import { type ManifestVerifier, signManifest } from './signature.js';
import { signedTree } from './signed-tree.js';
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
  /** True if the log does not continue what was saved or signed before: earlier backups have what it lacks. */
  readonly isLogDoubtful: boolean;
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
  /** The last checkpoint of the log, if it is of its epoch. */
  readonly signed: TreeCheckpoint | undefined;
}

const REMEDY =
  'Run "ledgerdesk doctor --deep". No backup was deleted: earlier ones may have what is missing. If the loss is ' +
  'accepted, record it with "ledgerdesk accept-loss".';

const tooShort = (signed: number, found: number): string =>
  `Events are missing at the end of the log: its checkpoint is of ${signed} leaves, and it has ${found}. ${REMEDY}`;

const otherRoot = (size: number): string =>
  `Events of the log were changed: its first ${size} leaves have another root than its last checkpoint says. ${REMEDY}`;

const checkpointOf = ({ log: { logId, position, epoch, eventId } }: Manifest): Checkpoint => ({
  logId,
  position,
  epoch,
  eventId: eventId ?? undefined,
});

/** Makes one backup in a place. */
class BackupRun {
  private readonly warnings: string[] = [];
  private addedBytes = 0;
  private addedEvents = 0;
  private isLogDoubtful = false;

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
    await this.requireContained(ids);
    const base = await this.newestUsable(ids);
    const saver = source.attachments === undefined ? undefined : this.attachmentSaver(source.attachments, ids);
    const tree = new LogTree(base?.manifest.log.tree);
    const signed = source.checkpoint === null ? undefined : signedTree(source.checkpoint, end.epoch);
    const segments = source.savesLog ? await this.saveLog({ end, base, saver, tree, signed }) : null;
    if (segments && signed && signed.size > tree.size) this.doubt(tooShort(signed.size, tree.size));
    const attachments = await saver?.save(draft, options.pause);
    const manifest: Manifest = {
      format: BACKUP_FORMAT,
      id,
      number,
      createdAt: options.now,
      version: source.version,
      tenant: source.tenant,
      vkey: options.signer.vkey,
      formerKeys: this.formerKeys(base),
      handovers: [...source.handovers],
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
      isLogDoubtful: this.isLogDoubtful,
    };
  }

  private formerKeys(base: Snapshot | undefined): string[] {
    const before = base ? [base.manifest.vkey, ...(base.manifest.formerKeys ?? [])] : [];
    return [...new Set([...this.source.vkeys, ...before])].filter((vkey) => vkey !== this.options.signer.vkey);
  }

  private doubt(warning: string): void {
    this.warnings.push(warning);
    this.isLogDoubtful = true;
  }

  private attachmentSaver(folder: string, ids: readonly string[]): AttachmentSaver {
    const before = this.newestWithAttachments(ids);
    return new AttachmentSaver(folder, this.place.path, {
      missing: before?.manifest.attachments?.missing ?? [],
      list: before && this.place.inSnapshot(before.id, ATTACHMENT_LIST),
      isAttached: this.source.isAttached,
    });
  }

  /** Whether or not this backup can build on its log: the read model says which files messages still have. */
  private newestWithAttachments(ids: readonly string[]): Snapshot | undefined {
    for (const id of ids.toReversed())
      try {
        const snapshot = readSnapshot(this.place, id, this.verifier);
        if (snapshot.manifest.attachments) return snapshot;
      } catch (error) {
        if (!(error instanceof BackupDamaged || error instanceof BackupNotTrusted)) throw error;
      }
    return undefined;
  }

  private countsOf({ count, bytes, missing, altered, lost }: SavedAttachments): Manifest['attachments'] {
    for (const sha256 of altered)
      this.warnings.push(`Not saved: the attachment ${sha256} is damaged. Its hash differs.`);
    for (const sha256 of lost)
      this.warnings.push(
        `The attachment ${sha256}, which a message has, is gone or damaged in the data folder. The copy of an ` +
          `earlier backup is kept: ${attachmentPath(savedAttachments(this.place.path), sha256)}. Put it back.`,
      );
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

  /** Looks for backups with events that the log lost, unless that loss was accepted. */
  private async requireContained(ids: readonly string[]): Promise<void> {
    const history = new LogHistory(this.source.log);
    for (const id of ids) {
      const found = await this.compareWith(history, id);
      if (found?.kind === 'lost' && !found.accepted)
        this.doubt(`The backup ${id} has events that the log does not contain. ${REMEDY}`);
    }
  }

  /** Undefined for a backup that is damaged, which says nothing. */
  private async compareWith(history: LogHistory, id: string): Promise<CheckpointHistory | undefined> {
    try {
      return await history.compare(checkpointOf(readSnapshot(this.place, id).manifest));
    } catch (error) {
      if (error instanceof BackupDamaged) return undefined;
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
      const { segments } = snapshot.manifest.log;
      const { kind } = await new LogHistory(this.source.log).compare(checkpointOf(snapshot.manifest));
      if (kind !== 'intact') return undefined;
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

  private async saveLog({ end, base, saver, tree, signed }: LogToSave): Promise<readonly SavedSegment[]> {
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
            if (signed?.size === tree.size && Buffer.compare(signed.root, tree.root) !== 0)
              this.doubt(otherRoot(signed.size));
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
