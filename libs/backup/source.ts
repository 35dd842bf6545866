import type { ReadableLog, StoredEvent } from '@ledgerdesk/event-store';
import type { Instant } from '@ledgerdesk/kernel';
import type { DatabaseSource } from './database-copy.js';
import type { ManifestSigner } from './signature.js';

/** A file to save as it is. */
export interface FileSource {
  /** Name in the backup. */
  readonly name: string;
  readonly file: string;
}

/** Databases and files to copy. */
export interface CopySources {
  readonly databases: readonly DatabaseSource[];
  readonly files: readonly FileSource[];
}

/** What a backup saves. Files that do not exist are left out by the caller. */
export interface BackupSource extends CopySources {
  /** The whole log, as it is stored. */
  readonly log: ReadableLog;
  /** False if a server keeps the log: its own tools save it, and the backup notes its position. */
  readonly savesLog: boolean;
  /** Stores with checkpoints in the log: copied before the position of the backup is chosen, and so never beyond it. */
  readonly databases: readonly DatabaseSource[];
  /** Public keys of the log, in use and before. */
  readonly vkeys: readonly string[];
  /** Checkpoints with which one key of the log handed over to the next, as signed notes. */
  readonly handovers: readonly string[];
  /** The last signed checkpoint of the log's tree; null if there is none. */
  readonly checkpoint: string | null;
  /** The folder of attachments; undefined if they are not in files. */
  readonly attachments?: string | undefined;
  /** Returns true if a message has an attachment; undefined if that is not known. */
  readonly isAttached: (sha256: string) => Promise<boolean | undefined>;
  /** Hashes of the attachments that an event refers to. */
  readonly attachmentsOf: (event: StoredEvent) => readonly string[];
  /** What this backup does not contain, as sentences. */
  readonly leftOut: readonly string[];
  readonly version: string;
  readonly tenant: string;
}

/** How a backup is made. */
export interface BackupOptions {
  readonly now: Instant;
  readonly signer: ManifestSigner;
  /** Resolves when more may be read, after so many bytes. */
  readonly pause: (bytes: number) => Promise<void>;
  /** Bytes of events in a segment. Default: 64 MiB. */
  readonly segmentBytes?: number;
  /** The number of the backup is higher than this one. Default 0. */
  readonly after?: number;
}
