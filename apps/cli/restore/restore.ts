import {
  BackupDamaged,
  type KeyManifest,
  type LastOfTree,
  type Manifest,
  restoreAttachments,
  restoreFile,
  SharedTree,
  verifiedEvents,
} from '@ledgerdesk/backup';
import {
  type EventStore,
  LogHistory,
  operatorEvent,
  pagesOf,
  type ReadableLog,
  recordLoss,
  type StoredEvent,
} from '@ledgerdesk/event-store';
import type { SubjectRef } from '@ledgerdesk/events';
import { isSubject, type Tombstone } from '@ledgerdesk/sealing';
import { eraseInFile, keyIdsInFile, nameStoreInFile, storeIdInFile } from '@ledgerdesk/sealing/sqlite';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createDataFolder, type DataFolder } from '../../server/data-folder.js';
import { keyStoreFile } from '../../server/key-backups/key-store-file.js';
import { countKeys, KeysMissing } from '../../server/keys/count-keys.js';
import { namedKeyStore, useKeyStore } from '../../server/keys/key-store-use.js';
import { masterKeyConfigOf } from '../../server/master-key.js';
import type { Settings } from '../../server/settings.js';
import { embeddedStorage, openKeyStore, openLogForWriting, type StorageConfig } from '../../server/storage.js';
import { requireApart } from '../backup/apart-from.js';
import { holdSenders } from './hold-senders.js';
import { openBackup, type OpenedBackup } from './open-backup.js';
import type { RestoreRequest } from './restore-request.js';
import { erasedIn, lackingIn } from './restored-erasures.js';
import { TargetFolder } from './target-folder.js';

/** A backup that was restored. */
export interface RestoredBackup {
  readonly manifest: Manifest;
  readonly keys: KeyManifest | undefined;
  /** The epoch of the log that was opened. */
  readonly epoch: number;
  /** What sends events to other systems, and waits for a decision. */
  readonly waiting: readonly string[];
  readonly attachments: number;
  /** Number of people who were erased since the keys were saved, and whose keys were destroyed again. */
  readonly erased: number;
  /** People whose erasure the restored log does not contain: their streams are erased by a running engine. */
  readonly toErase: readonly SubjectRef[];
  /** What the log lacks of its last checkpoint, as the rest of a sentence; null if nothing. */
  readonly lack: string | null;
  /** Keys of sealed events that the restored keys do not have; 0 if none were restored. */
  readonly missingKeys: number;
}

/** The restored keys beside the restored log. */
interface RestoredKeys {
  /** Keys of sealed events that they lack. */
  readonly missing: number;
  /** True if they lack more than the log says that they do. */
  readonly isLoss: boolean;
  /** Id of the store of keys, if it has one. */
  readonly ownId: string | undefined;
  /** Id of the store that the log names, if it names one. */
  readonly namedId: string | undefined;
}

/** Files of a backup that belong into the data folder. The others describe the machine, or what the engine ran with. */
const RESTORED = new Set(['outbox.db', 'reads.db', 'subscriptions.db', 'taxonomy.json']);

async function* eventsOf(log: ReadableLog): AsyncGenerator<StoredEvent> {
  for await (const { events } of pagesOf(log)) yield* events;
}

/** Restores one backup into a folder. */
class RestoreRun {
  private readonly folder: DataFolder;
  private readonly tree: SharedTree;

  constructor(
    private readonly settings: Settings,
    private readonly request: RestoreRequest,
    private readonly opened: OpenedBackup,
    draft: string,
  ) {
    this.folder = createDataFolder(draft);
    this.tree = new SharedTree(opened.place.path, opened.backup.manifest);
  }

  async restore(): Promise<RestoredBackup> {
    const { place, backup, keys, erasures } = this.opened;
    const { manifest } = backup;
    await this.restoreFiles();
    const erased = await this.eraseAgain(erasures);
    await this.beginReadAudit();
    await this.restoreLog();
    const attachments =
      manifest.attachments === null ? 0 : await restoreAttachments(place, manifest, this.folder.attachments);
    const { erasedInLog, ...opened } = await this.openEpoch();
    return { manifest, keys: keys?.backup.manifest, ...opened, attachments, erased: erased + erasedInLog };
  }

  private async restoreFiles(): Promise<void> {
    const { place, backup, keys } = this.opened;
    for (const file of backup.manifest.files.filter(({ name }) => RESTORED.has(name)))
      await restoreFile(place.inSnapshot(backup.id, file.name), join(this.folder.path, file.name), file);
    for (const file of keys?.backup.manifest.files ?? [])
      await restoreFile(
        keys?.place.inSnapshot(keys.backup.id, file.name) ?? '',
        join(this.folder.path, file.name.replace(/\.r\d+$/, '')),
        file,
      );
  }

  /** Destroys the keys of everyone on the list, in the restored file or in a database. Returns their number. */
  private async eraseAgain(erasures: readonly Tombstone[]): Promise<number> {
    if (erasures.length === 0) return 0;
    if (keyStoreFile(this.storage) !== undefined) return eraseInFile(this.folder.subjectKeys, erasures);
    const store = await openKeyStore(this.storage);
    let erased = 0;
    try {
      for (const { subject, erasedAt } of erasures) {
        if (await store.isErased(subject)) continue;
        await store.erase(subject, erasedAt);
        erased += 1;
      }
      return erased;
    } finally {
      await store.close();
    }
  }

  /** False if the keys are put into the folder later: nothing takes their place. */
  private get hasKeys(): boolean {
    return keyStoreFile(this.storage) === undefined || existsSync(this.folder.subjectKeys);
  }

  /** The read audit goes on under another name: its old one may have signed checkpoints of later reads. */
  private async beginReadAudit(): Promise<void> {
    if (!existsSync(this.folder.reads)) return;
    const { beginNewReadTree } = await import('@ledgerdesk/read-audit/sqlite');
    beginNewReadTree(this.folder.reads);
  }

  private async restoreLog(): Promise<void> {
    const { place, backup } = this.opened;
    const { segments, logId } = backup.manifest.log;
    if (segments === null) return;
    const { restoreSqliteLog } = await import('@ledgerdesk/event-store/sqlite');
    await restoreSqliteLog(this.folder.events, { logId, events: this.tree.follow(verifiedEvents(place, segments)) });
  }

  private get storage(): StorageConfig {
    const { EVENTSTORE_URL, DATABASE_URL, KEYS_URL } = this.settings;
    const embedded = embeddedStorage(this.folder.path);
    const { segments } = this.opened.backup.manifest.log;
    return {
      log: segments === null ? (EVENTSTORE_URL ?? '') : embedded.log,
      rows: DATABASE_URL ?? embedded.rows,
      ...(KEYS_URL !== undefined && !KEYS_URL.startsWith('file:') && { keys: KEYS_URL }),
      masterKey: masterKeyConfigOf({ ...this.settings, DATA_DIR: this.folder.path }),
    };
  }

  /** Opens a new epoch of the log, in which everything that sends waits. */
  private async openEpoch(): Promise<
    Pick<RestoredBackup, 'epoch' | 'waiting' | 'toErase' | 'lack' | 'missingKeys'> & { readonly erasedInLog: number }
  > {
    const { now, reason, epoch: seen = 0 } = this.request;
    const { id, manifest } = this.opened.backup;
    const { TENANT: tenant } = this.settings;
    const log = await openLogForWriting(this.storage, { thread: false });
    try {
      await this.requireWhole(log);
      const restoredKeys = await this.requireKeys(log);
      const end = { position: await log.head(), epoch: await new LogHistory(log).epoch() };
      const epoch = Math.max(end.epoch, manifest.log.epoch, seen) + 1;
      const why = `Restored from the backup ${id}.${reason === null ? '' : ` ${reason}`}`;
      const tree = await this.lastOfTree(log);
      const waiting = await holdSenders(log, end, this.storage, this.folder);
      const lack = this.tree.lack ?? null;
      const readers = [...waiting, ...(lack === null ? [] : [`tree of epoch ${end.epoch}`])];
      const lost = readers.map((reader) => ({ reader, position: end.position, eventId: null }));
      await recordLoss(log, { epoch, lost, reason: why, tenant, now, tree });
      const { erasures } = this.opened;
      if (restoredKeys) await this.keepKeyStore(log, restoredKeys);
      const recorded = await erasedIn(log);
      return {
        epoch,
        waiting,
        lack,
        missingKeys: restoredKeys?.missing ?? 0,
        erasedInLog: this.hasKeys ? await this.eraseAgain(lackingIn(recorded, erasures)) : 0,
        toErase: lackingIn(erasures, recorded)
          .map(({ subject }) => subject)
          .filter(isSubject),
      };
    } finally {
      await log.close();
    }
  }

  /**
   * Counts the keys of the log that the restored ones lack. Undefined if none were restored.
   * @throws KeysMissing if they lack more than the log says, unless that is accepted
   */
  private async requireKeys(log: EventStore): Promise<RestoredKeys | undefined> {
    const { subjectKeys } = this.folder;
    if (!this.opened.keys || !existsSync(subjectKeys)) return undefined;
    const keys = keyIdsInFile(subjectKeys);
    const count = await countKeys(log, (keyId) => keys.has(keyId));
    const [named, ownId] = [await namedKeyStore(log), storeIdInFile(subjectKeys)];
    const known = named !== undefined && named.id === ownId ? named.missingKeys : 0;
    const isLoss = count.missing > known;
    if (isLoss && this.request.acceptLoss !== true) throw new KeysMissing(count);
    return { missing: count.missing, isLoss, ownId, namedId: named?.id };
  }

  /**
   * Makes the restored log name the restored keys: they are newer, or of a time when stores had no id. If they lack
   * some, they get another id than the log names: they are not the store that it was used with.
   */
  private async keepKeyStore(log: EventStore, { missing, isLoss, ownId, namedId }: RestoredKeys): Promise<void> {
    const { subjectKeys } = this.folder;
    if (namedId === undefined && !isLoss) return;
    const isNew = isLoss && (ownId === undefined || ownId === namedId);
    const keyStoreId = isNew ? nameStoreInFile(subjectKeys) : (ownId ?? nameStoreInFile(subjectKeys, namedId));
    const reason = `Restored from the backup of keys ${this.opened.keys?.backup.id}.`;
    const action = { id: randomUUID(), tenant: this.settings.TENANT, now: this.request.now };
    await useKeyStore(log, { keyStoreId, missingKeys: missing, reason }, (event) => operatorEvent(log, event, action));
  }

  /** Compares the log with the last checkpoint before its new epoch: one on a server is read for that. */
  private async lastOfTree(log: EventStore): Promise<LastOfTree> {
    if (this.opened.backup.manifest.log.segments === null) await this.followServer(log.all ?? log);
    return this.tree.last(this.request.acceptLoss === true);
  }

  private async followServer(log: ReadableLog): Promise<void> {
    if (this.tree.isKnown) return;
    for await (const _ of this.tree.follow(eventsOf(log))) if (this.tree.isKnown) return;
  }

  /** @throws BackupDamaged if the log is not the one that was saved */
  private async requireWhole(log: EventStore): Promise<void> {
    const { logId, position, eventId, epoch, segments, tree } = this.opened.backup.manifest.log;
    const checkpoint = { logId, position, epoch, eventId: eventId ?? undefined };
    const { kind } = await new LogHistory(log).compare(checkpoint);
    const isWhole = kind === 'intact' && (segments === null || (await log.head()) === position);
    const root = (await log.leaves?.tree())?.root;
    if (segments !== null && root && Buffer.from(root).toString('base64') !== tree?.root)
      throw new BackupDamaged(this.opened.place.path, 'the tree of the log has another root than the manifest says');
    if (!isWhole)
      throw new BackupDamaged(
        this.opened.place.path,
        `the log does not have the event ${eventId} at position ${position}, with which the backup ends`,
      );
  }
}

/**
 * Restores a backup into an empty folder, opens a new epoch of its log, and lets what sends events wait. The folder is
 * whole when the promise resolves, and empty if that rejects. What is read is compared with the signed manifest first.
 * @throws InvalidTarget, BackupNotFound, BackupDamaged, BackupNotTrusted, KeysDoNotFit, KeysMissing, DiskFault,
 *   FileInaccessible
 */
export const restore = async (settings: Settings, request: RestoreRequest): Promise<RestoredBackup> => {
  requireApart(request.into, request.from, 'the backups in');
  if (request.keys !== undefined) requireApart(request.into, request.keys, 'the backups of keys in');
  const opened = await openBackup(settings, request);
  const target = new TargetFolder(request.into);
  try {
    const restored = await new RestoreRun(settings, request, opened, target.draft).restore();
    target.finish();
    return restored;
  } catch (error) {
    target.discard();
    throw error;
  }
};
